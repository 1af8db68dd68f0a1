package dev.registrar.server;

import dev.registrar.settings.Secret;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A server on a free port of the loopback, and a client that signs like GitHub. */
final class RunningServer implements AutoCloseable {
    static final String SECRET = "It's a Secret to Everybody";
    static final String GUID = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final WebhookServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(
            ServerOptions options, List<String> secrets, Intake intake, HealthChecks health, Routes... more) {
        WebhookSecrets accepted =
                new WebhookSecrets(secrets.stream().map(Secret::of).toList());
        server = WebhookServer.start(options, accepted, intake, health, metrics, more);
    }

    static RunningServer with(Intake intake) {
        return new RunningServer(options(), List.of(SECRET), intake, HealthChecks.none());
    }

    static RunningServer with(List<String> secrets, Intake intake) {
        return new RunningServer(options(), secrets, intake, HealthChecks.none());
    }

    static RunningServer with(ServerOptions options, Intake intake) {
        return new RunningServer(options, List.of(SECRET), intake, HealthChecks.none());
    }

    static RunningServer with(HealthChecks health) {
        return new RunningServer(options(), List.of(SECRET), (event, guid, body) -> Intake.Receipt.IGNORED, health);
    }

    static RunningServer with(Routes routes) {
        return new RunningServer(
                options(), List.of(SECRET), (event, guid, body) -> Intake.Receipt.IGNORED, HealthChecks.none(), routes);
    }

    static ServerOptions options() {
        return ServerOptions.listeningOn("127.0.0.1", 0);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
    }

    /** As GitHub would send it, with the first secret. */
    HttpRequest.Builder delivery(byte[] body) {
        return delivery(signature(SECRET, body)).POST(BodyPublishers.ofByteArray(body));
    }

    HttpRequest.Builder delivery(String signature) {
        return request("/webhooks/github")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "pull_request")
                .header("X-GitHub-Delivery", GUID)
                .header("X-Hub-Signature-256", signature);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** Without a declared length, so that it goes out in chunks. */
    static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(Duration.ofSeconds(5));
    }
}
