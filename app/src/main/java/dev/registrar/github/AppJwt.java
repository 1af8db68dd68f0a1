package dev.registrar.github;

import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** The App's proof of who it is, made anew for each call that needs it. */
final class AppJwt {
    // GitHub, "Generating a JSON Web Token": issued 60 s in the past against clock drift, at most 10 minutes ahead.
    private static final Duration BACKDATED = Duration.ofSeconds(60);
    private static final Duration LIFE = Duration.ofMinutes(9);

    private final AppCredentials credentials;
    private final Clock clock;

    AppJwt(AppCredentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    Secret issue() {
        Instant now = clock.instant();
        return new Secret(Jwts.builder()
                .issuer(Long.toString(credentials.appId()))
                .issuedAt(Date.from(now.minus(BACKDATED)))
                .expiration(Date.from(now.plus(LIFE)))
                .signWith(credentials.key(), Jwts.SIG.RS256)
                .compact());
    }
}
