package dev.registrar.sandbox;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in to the App by a person (GitHub, "Generating a user access token for a GitHub App"): a page to choose who one is, a
 * code, and a token for the code. The parameter {@code login} chooses at once.
 */
final class SignInPages {
    static final String AUTHORIZE = "/login/oauth/authorize";
    static final String TOKEN = "/login/oauth/access_token";
    /** GitHub, same page. */
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    private record Code(
            User user, String redirect, @Nullable String challenge, Instant until) {}

    private static final String HEAD = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            :root { color-scheme: light dark } main { max-width: 30rem; margin: 2rem auto; padding: 0 1rem }
            body { margin: 0; font: 16px/1.5 system-ui, sans-serif } h1 { font-size: 1.6rem }
            ul { list-style: none; padding: 0 } a { display: block; padding: .6rem .9rem; margin: .4rem 0;
              border: 1px solid GrayText; border-radius: 6px; color: LinkText; text-decoration: none } a:hover { text-decoration: underline }
            </style>
            <main><h1>Who are you?</h1>
            <p>GitHub would know. The sandbox stands in for it, so choose who signs in to Registrar.</p>
            <ul>
            """;

    private final World world;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    SignInPages(World world) {
        this.world = world;
    }

    Reply authorize(Map<String, String> query) {
        App app = world.app;
        String redirect = query.getOrDefault("redirect_uri", "");
        if (app == null || !app.clientId.equals(query.get("client_id")) || !HostCheck.isLocalOrigin(origin(redirect))) {
            return Reply.error(ApiError.notFound());
        }
        User user = world.user(query.getOrDefault("login", ""));
        if (user == null || user.bot()) {
            return Reply.raw(choice(query).getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8")
                    .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
        }
        String code = UUID.randomUUID().toString();
        codes.put(
                code,
                new Code(
                        user, redirect, query.get("code_challenge"), world.now().plus(CODE_LIFE)));
        String state = query.getOrDefault("state", "");
        return Reply.empty(302).with("Location", redirect + "?code=" + code + "&state=" + encoded(state));
    }

    /** Nothing, which is no origin of ours, where there is no address. */
    private static String origin(String address) {
        try {
            return URI.create(address).resolve("/").toString();
        } catch (IllegalArgumentException e) {
            return "null";
        }
    }

    private String choice(Map<String, String> query) {
        String asked = query.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("login"))
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&amp;"));
        return world.users.values().stream()
                .filter(user -> !user.bot())
                .sorted(Comparator.comparingLong(User::id))
                .map(user -> "<li><a href=\"" + AUTHORIZE + "?" + asked + "&amp;login=" + encoded(user.login()) + "\">"
                        + user.login().replace("<", "&lt;") + "</a></li>")
                .collect(Collectors.joining("\n", HEAD, "</ul></main></html>"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A code works once. As GitHub does, a refusal is answered 200. */
    Reply token(Map<String, String> form) {
        App app = world.app;
        if (app == null
                || !app.clientId.equals(form.get("client_id"))
                || !app.clientSecret.equals(form.get("client_secret"))) {
            return refused("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
        }
        Code code = codes.remove(form.getOrDefault("code", ""));
        if (code == null || !world.now().isBefore(code.until()) || !proven(code, form.get("code_verifier"))) {
            return refused("bad_verification_code", "The code passed is incorrect or expired.");
        }
        if (!code.redirect().equals(form.getOrDefault("redirect_uri", code.redirect()))) {
            return refused(
                    "redirect_uri_mismatch",
                    "The redirect_uri MUST match the registered callback URL for this application.");
        }
        return Reply.ok(Json.object(
                "access_token",
                Authentication.PERSON_PREFIX + code.user().login(),
                "token_type",
                "bearer",
                "scope",
                ""));
    }

    private static Reply refused(String error, String words) {
        return Reply.ok(Json.object("error", error, "error_description", words));
    }

    private static boolean proven(Code code, @Nullable String verifier) {
        if (code.challenge() == null) {
            return true;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((verifier == null ? "" : verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .equals(code.challenge());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
