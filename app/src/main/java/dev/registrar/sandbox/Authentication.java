package dev.registrar.sandbox;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells who calls by what they show: the App's JWT, a token of its installation, or a person's token. */
final class Authentication {
    static final String PERSON_PREFIX = "person_";
    private static final Duration LONGEST_JWT = Duration.ofMinutes(10);

    private final World world;
    private final Clock clock;

    Authentication(World world) {
        this.world = world;
        this.clock = world.clock;
    }

    /** @param header the value of {@code Authorization} */
    Actor identify(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new Actor.Anonymous();
        }
        String[] words = header.strip().split("\\s+", 2);
        if (words.length < 2) {
            throw ApiError.badCredentials();
        }
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "bearer", "token" -> byToken(words[1].strip());
            case "basic" -> byPassword(words[1].strip());
            default -> throw ApiError.badCredentials();
        };
    }

    private Actor byPassword(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return byToken(colon < 0 ? pair : pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw ApiError.badCredentials();
        }
    }

    private Actor byToken(String token) {
        if (token.startsWith(PERSON_PREFIX)) {
            User user = world.user(token.substring(PERSON_PREFIX.length()));
            if (user == null || user.bot()) {
                throw ApiError.badCredentials();
            }
            return new Actor.Person(user);
        }
        if (token.startsWith("ghs_")) {
            return installation(token);
        }
        if (token.chars().filter(c -> c == '.').count() == 2) {
            checkJwt(world.registeredApp(), token);
            return new Actor.AppItself();
        }
        throw ApiError.badCredentials();
    }

    private Actor installation(String value) {
        App.Token token = world.tokens.get(value);
        if (token == null || !clock.instant().isBefore(token.expiresAt())) {
            throw ApiError.badCredentials();
        }
        return new Actor.Installation(world.registeredApp().bot, token);
    }

    private void checkJwt(App app, String jwt) {
        Instant now = clock.instant();
        Claims claims;
        try {
            var verified = Jwts.parser()
                    .verifyWith(app.key)
                    .clock(() -> Date.from(now))
                    .build()
                    .parseSignedClaims(jwt);
            if (!"RS256".equals(verified.getHeader().getAlgorithm())) {
                throw new ApiError(401, "A JSON web token could not be decoded");
            }
            claims = verified.getPayload();
        } catch (ExpiredJwtException e) {
            throw new ApiError(
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the"
                            + " assertion expires");
        } catch (JwtException | IllegalArgumentException e) {
            throw new ApiError(401, "A JSON web token could not be decoded");
        }
        checkClaims(app, claims, now);
    }

    private static void checkClaims(App app, Claims claims, Instant now) {
        String issuer = claims.getIssuer();
        if (!Long.toString(app.id).equals(issuer) && !app.clientId.equals(issuer)) {
            throw new ApiError(401, "Integration not found");
        }
        Date issuedAt = claims.getIssuedAt();
        if (issuedAt == null || issuedAt.toInstant().isAfter(now)) {
            throw new ApiError(
                    401,
                    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
        }
        Date expiration = claims.getExpiration();
        if (expiration == null) {
            throw new ApiError(401, "Missing 'exp' claim");
        }
        Instant latest = issuedAt.toInstant().plus(LONGEST_JWT);
        if (expiration.toInstant().isAfter(latest) || expiration.toInstant().isAfter(now.plus(LONGEST_JWT))) {
            throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
        }
    }
}
