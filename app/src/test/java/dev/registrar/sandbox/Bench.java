package dev.registrar.sandbox;

import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** A seeded sandbox with the App registered, a receiver for its webhooks, and a clock to move. */
final class Bench implements AutoCloseable {
    static final String CATALOG = "/repos/acme/platform-catalog";

    final TestClock clock = new TestClock();
    final Receiver receiver;
    final SandboxGitHub github;
    final AppCredentials app;

    private Bench(Path folder) throws IOException, InterruptedException {
        receiver = new Receiver();
        github = SandboxGitHub.start(new SandboxGitHub.Options(0, folder, clock, true));
        app = github.registerApp(receiver.address());
        settle();
        receiver.forget();
    }

    static Bench open(Path folder) throws IOException, InterruptedException {
        return new Bench(folder);
    }

    Rest as(String login) {
        return new Rest(github.apiRoot(), "person_" + login);
    }

    Rest with(String token) {
        return new Rest(github.apiRoot(), token);
    }

    Rest own() {
        return new Rest(github.url(), "");
    }

    Rest bot() throws IOException, InterruptedException {
        return with(installationToken());
    }

    String installationToken() throws IOException, InterruptedException {
        Rest.Answer answer =
                with(jwt()).post("/app/installations/" + app.installationId() + "/access_tokens", Map.of());
        if (answer.status() != 201) {
            throw new AssertionError(answer.text());
        }
        return answer.at("/token");
    }

    String jwt() {
        Instant now = clock.instant();
        return jwt(Long.toString(app.appId()), now.minusSeconds(60), now.plus(Duration.ofMinutes(9)), key());
    }

    static String jwt(String issuer, Instant issuedAt, Instant expires, PrivateKey key) {
        return Jwts.builder()
                .issuer(issuer)
                .issuedAt(Date.from(issuedAt))
                .expiration(Date.from(expires))
                .signWith(key, Jwts.SIG.RS256)
                .compact();
    }

    /** PKCS#1 wrapped in PKCS#8 by hand, as whoever reads GitHub's keys with the JDK has to. */
    PrivateKey key() {
        try {
            byte[] pkcs1 = Base64.getMimeDecoder().decode(app.privateKeyPem().replaceAll("-----[A-Z ]+-----", ""));
            byte[] head = Base64.getDecoder().decode("MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKg=");
            byte[] whole = new byte[head.length + pkcs1.length];
            System.arraycopy(head, 0, whole, 0, head.length);
            System.arraycopy(pkcs1, 0, whole, head.length, pkcs1.length);
            putLength(whole, 2, whole.length - 4);
            putLength(whole, head.length - 2, pkcs1.length);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(whole));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void putLength(byte[] der, int at, int length) {
        der[at] = (byte) (length >> 8);
        der[at + 1] = (byte) length;
    }

    void settle() throws InterruptedException {
        if (!github.awaitDelivered(Duration.ofSeconds(20))) {
            throw new AssertionError("webhooks are still waiting");
        }
    }

    String tip(String branch) throws IOException, InterruptedException {
        return as("olga").get(CATALOG + "/git/ref/heads/" + branch).at("/object/sha");
    }

    /** A new branch with one file changed; its head. */
    String branch(String login, String branch, String path, String text) throws IOException, InterruptedException {
        Rest rest = as(login);
        rest.post(CATALOG + "/git/refs", Map.of("ref", "refs/heads/" + branch, "sha", tip("main")));
        return commit(login, branch, path, text);
    }

    String commit(String login, String branch, String path, String text) throws IOException, InterruptedException {
        Rest rest = as(login);
        Rest.Answer present = rest.get(CATALOG + "/contents/" + path + "?ref=" + branch);
        Map<String, Object> body = new HashMap<>(Map.of(
                "message",
                "Change " + path,
                "branch",
                branch,
                "content",
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        if (present.status() == 200) {
            body.put("sha", present.at("/sha"));
        }
        Rest.Answer answer = rest.put(CATALOG + "/contents/" + path, body);
        if (answer.status() > 201) {
            throw new AssertionError(answer.text());
        }
        return answer.at("/commit/sha");
    }

    /** Opens a pull request; its number. */
    int pull(String login, String branch, String title) throws IOException, InterruptedException {
        Rest.Answer answer = as(login)
                .post(CATALOG + "/pulls", Map.of("title", title, "head", branch, "base", "main", "body", "Please."));
        if (answer.status() != 201) {
            throw new AssertionError(answer.text());
        }
        return answer.json().get("number").asInt();
    }

    @Override
    public void close() {
        github.close();
        receiver.close();
    }
}
