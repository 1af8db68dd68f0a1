package dev.registrar.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What a server without credentials has to offer: the set-up page for whoever has seen its start, and a plain refusal of
 * webhooks, since there is no secret to check them by.
 */
public final class SetupRoutes implements Routes {
    private static final String SETUP = "/setup";
    /** What GitHub allows in the name of an organization. */
    private static final String ORGANIZATION = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,98}[A-Za-z0-9])?";

    private final byte[] token;
    private final SetupPage page;

    /** @param token made for this start alone */
    public SetupRoutes(String token, SetupPage page) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.page = page;
    }

    /** Where the page is, below the server's root. */
    public static String path(String token) {
        return SETUP + "?token=" + token;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(SETUP, this::show);
        routes.post(WebhookRoute.PATH, context -> {
            throw new Refusal(
                    503, "Registrar has no credentials yet, so no delivery can be verified; send it again later");
        });
    }

    private void show(Context context) {
        String given = Optional.ofNullable(context.queryParam("token")).orElse("");
        // Always over the whole token, so that the time does not tell how close a guess was.
        if (!MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(
                    403, "the token is missing or wrong; the address with it is printed when Registrar starts");
        }
        Optional<String> organization =
                Optional.ofNullable(context.queryParam("organization")).filter(name -> name.matches(ORGANIZATION));
        context.header("Referrer-Policy", "no-referrer"); // the address holds the token
        context.header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        context.html(page.html(given, organization));
    }
}
