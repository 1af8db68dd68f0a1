package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.registrar.cli.ChildProcess;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.Stats;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a user runs it: a process with an environment, a port, signals and a status. */
@Timeout(180)
class ServeTest {
    @TempDir
    Path folder;

    @Test
    void wrongSettings_endWithStatus2AndALineForEach() throws Exception {
        try (ChildProcess process =
                ServedProcess.launch(Map.of("REGISTRAR_WORKERS", "none", "GITHUB_APP_ID", "my-app"))) {
            assertThat(process.status()).isEqualTo(2);
            assertThat(process.err().lines())
                    .hasSize(4)
                    .allMatch(line -> line.matches("(GITHUB|REGISTRAR)_[A-Z_]+: .*"));
        }
    }

    @Test
    void privateKeyThatIsNone_endsWithStatus2() throws Exception {
        Map<String, String> settings = Map.of(
                "GITHUB_APP_ID", "1",
                "GITHUB_APP_PRIVATE_KEY", "-----BEGIN nonsense",
                "GITHUB_WEBHOOK_SECRET", "s",
                "REGISTRAR_DATA_DIR", folder.toString());
        try (ChildProcess process = ServedProcess.launch(settings)) {
            assertThat(process.status()).isEqualTo(2);
            assertThat(process.err().lines()).singleElement().asString().startsWith("GITHUB_APP_PRIVATE_KEY: ");
        }
    }

    @Test
    void portThatIsTaken_endsWithStatus3() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ChildProcess process = ServedProcess.launch(Map.of(
                        "REGISTRAR_PORT", String.valueOf(taken.getLocalPort()),
                        "REGISTRAR_DATA_DIR", folder.toString()))) {
            assertThat(process.status()).isEqualTo(3);
            assertThat(process.err().lines())
                    .singleElement()
                    .asString()
                    .contains("port " + taken.getLocalPort())
                    .contains("in use");
        }
    }

    @Test
    void databaseThatIsNotThere_endsWithStatus3() throws Exception {
        int port = freePort();
        try (ChildProcess process = ServedProcess.launch(
                Map.of("REGISTRAR_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/x?password=hidden"))) {
            assertThat(process.status()).isEqualTo(3);
            assertThat(process.err().lines())
                    .singleElement()
                    .asString()
                    .contains("database")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void dataFolderThatCannotBe_endsWithStatus3() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        try (ChildProcess process = ServedProcess.launch(
                Map.of("REGISTRAR_DATA_DIR", file.resolve("data").toString()))) {
            assertThat(process.status()).isEqualTo(3);
            assertThat(process.err().lines()).singleElement().asString().contains("data folder");
        }
    }

    @Test
    void noCredentials_servesTheWayToThem() throws Exception {
        Map<String, String> settings = Map.of("REGISTRAR_DATA_DIR", folder.toString());
        try (ServedProcess registrar = ServedProcess.start(settings)) {
            URI page = URI.create(registrar.process().outLine().replaceFirst("^.* at (?=http)", ""));

            assertThat(registrar.get("/healthz").statusCode()).isEqualTo(200);
            HttpResponse<String> ready = registrar.get("/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY", "GITHUB_WEBHOOK_SECRET");
            assertThat(registrar.post("{}", Map.of("X-GitHub-Event", "ping")).statusCode())
                    .isEqualTo(503);
            assertThat(registrar.get("/setup").statusCode()).isEqualTo(403);
            assertThat(registrar.get("/setup?token=guess").statusCode()).isEqualTo(403);

            HttpResponse<String> setup = registrar.get(page.getPath() + "?" + page.getQuery() + "&organization=acme");
            assertThat(setup.statusCode()).isEqualTo(200);
            assertThat(setup.headers().firstValue("Content-Type"))
                    .get()
                    .asString()
                    .startsWith("text/html");
            assertThat(setup.body())
                    .contains("https://github.com/organizations/acme/settings/apps/new?name=Registrar&amp;")
                    .contains("&amp;checks=write", "&amp;events%5B%5D=pull_request&amp;")
                    .contains("GITHUB_APP_ID", "GITHUB_APP_PRIVATE_KEY_FILE", "GITHUB_WEBHOOK_SECRET");

            registrar.process().terminate();
            assertThat(registrar.process().status()).isZero();
        }
    }

    @Test
    void sigterm_withADeliveryInHand_givesItBackAndEndsWithStatus0() throws Exception {
        AppCredentials app;
        try (SandboxGitHub sandbox =
                SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("sandbox"), Clock.systemUTC(), true))) {
            app = sandbox.registerApp(URI.create("http://127.0.0.1:9/"));
        }
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer silent = silent(asked);
        Map<String, String> settings = new HashMap<>(Map.of(
                "GITHUB_APP_ID", String.valueOf(app.appId()),
                "GITHUB_APP_PRIVATE_KEY", app.privateKeyPem(),
                "GITHUB_WEBHOOK_SECRET", app.webhookSecret(),
                "GITHUB_API_URL", "http://127.0.0.1:" + silent.getAddress().getPort(),
                "REGISTRAR_DATA_DIR", folder.resolve("data").toString()));
        try (ServedProcess registrar = ServedProcess.start(settings)) {
            assertThat(registrar.get("/readyz").statusCode()).isEqualTo(200);
            String body = payload("pull_request.opened.json");
            assertThat(registrar.post(body, headers(app, body)).statusCode()).isEqualTo(202);
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

            long told = System.nanoTime();
            registrar.process().terminate();

            await().until(() -> registrar.get("/readyz").statusCode() == 503);
            assertThat(registrar.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(registrar.process().status()).isZero();
            assertThat(System.nanoTime() - told).isLessThan(TimeUnit.SECONDS.toNanos(30));
        } finally {
            silent.stop(0);
        }
        try (Database left = Database.embedded(folder.resolve("data"), Clock.systemUTC(), InboxLimits.forWorkers(1))) {
            Stats stats = left.inbox().stats();
            // Not finished and not lost: due at once where it was given back, later where the call ended by itself.
            assertThat(Stream.of(stats.due(), stats.waiting()).flatMap(map -> map.keySet().stream()))
                    .contains("pull_request");
            assertThat(stats.inWork())
                    .as("nobody has to wait for a lease to end")
                    .isZero();
        }
    }

    /** A GitHub that takes every question and answers none. */
    private static HttpServer silent(CountDownLatch asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> asked.countDown());
        server.start();
        return server;
    }

    private static Map<String, String> headers(AppCredentials app, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(app.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return Map.of(
                "X-GitHub-Event", "pull_request",
                "X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                "X-Hub-Signature-256", "sha256=" + signature,
                "Content-Type", "application/json");
    }

    private static String payload(String name) throws IOException {
        try (InputStream in = ServeTest.class.getResourceAsStream("/github/payloads/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
