package dev.registrar.server;

import static dev.registrar.server.RunningServer.SECRET;
import static dev.registrar.server.RunningServer.signature;
import static dev.registrar.server.RunningServer.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.OwnThread;
import dev.registrar.server.Intake.Receipt;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookServerTest {
    private static final Intake QUEUES = (event, guid, body) -> Receipt.QUEUED;
    private static final byte[] BODY = utf8("{}");

    @Test
    void readiness_allWell_is200AndNamesTheChecks() throws Exception {
        HealthChecks checks =
                HealthChecks.none().ready("database", Optional::empty).ready("credentials", Optional::empty);
        try (RunningServer server = RunningServer.with(checks)) {
            HttpResponse<String> answer = server.get("/readyz");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"ready\",\"checks\":"
                            + "{\"database\":\"ok\",\"credentials\":\"ok\",\"shutdown\":\"ok\"}}");
        }
    }

    @Test
    void readiness_aCheckFails_is503WithTheReasonAndComesBack() throws Exception {
        AtomicReference<Optional<String>> database = new AtomicReference<>(Optional.of("connection refused"));
        try (RunningServer server = RunningServer.with(
                HealthChecks.none().ready("database", () -> Objects.requireNonNull(database.get())))) {
            HttpResponse<String> answer = server.get("/readyz");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"not ready\",\"checks\":"
                            + "{\"database\":\"connection refused\",\"shutdown\":\"ok\"}}");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(server.send(server.request("/readyz").method("HEAD", BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(503);
            database.set(Optional.empty());
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void readiness_theCheckItselfBreaks_is503WithoutDetails() throws Exception {
        HealthChecks checks = HealthChecks.none().ready("database", () -> {
            throw new IllegalStateException("jdbc:postgresql://user:password@host");
        });
        try (RunningServer server = RunningServer.with(checks)) {
            HttpResponse<String> answer = server.get("/readyz");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("the check failed, see the log").doesNotContain("password");
        }
    }

    @Test
    void liveness_aCheckFails_is503() throws Exception {
        HealthChecks checks = HealthChecks.none().alive("workers", () -> Optional.of("no worker is running"));
        try (RunningServer server = RunningServer.with(checks)) {
            HttpResponse<String> answer = server.get("/healthz");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"not alive\",\"checks\":{\"workers\":\"no worker is running\"}}");
        }
    }

    @Test
    void metrics_showWhatOthersAdded_inPrometheusText() throws Exception {
        try (RunningServer server = RunningServer.with(QUEUES)) {
            Counter.builder("registrar.effects").register(server.metrics).increment(3);
            HttpResponse<String> answer = server.get("/metrics");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(answer.body()).contains("registrar_effects_total 3.0").contains("process_uptime_seconds");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/unknown", "/webhooks", "/webhooks/github/x", "//webhooks/github"})
    void unknownPath_is404AsJson(String path) throws Exception {
        try (RunningServer server = RunningServer.with(QUEUES)) {
            HttpResponse<String> answer = server.send(server.request(path).header("Accept", "text/html"));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body()).isEqualTo("{\"error\":\"Not Found\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /webhooks/github, POST",
        "PUT, /webhooks/github, POST",
        "DELETE, /webhooks/github, POST",
        "OPTIONS, /webhooks/github, POST",
        "POST, /healthz, 'GET, HEAD'",
        "POST, /readyz, 'GET, HEAD'",
        "POST, /metrics, 'GET, HEAD'"
    })
    void otherMethod_is405AsJsonAndSaysWhichAreAllowed(String method, String path, String allowed) throws Exception {
        try (RunningServer server = RunningServer.with(QUEUES)) {
            HttpResponse<String> answer = server.send(server.request(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
            assertThat(answer.body()).isEqualTo("{\"error\":\"Method Not Allowed\"}");
        }
    }

    @Test
    void anyAnswer_tellsNothingAboutTheSoftware() throws Exception {
        try (RunningServer server = RunningServer.with(QUEUES)) {
            for (String path : List.of("/unknown", "/healthz", "/webhooks/github")) {
                HttpResponse<String> answer = server.get(path);
                assertThat(answer.headers().map().keySet()).doesNotContain("server", "x-powered-by", "via");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /healthz HTTP/9.9\r\n\r\n",
                "GET /healthz HTTP/1.1\r\n\r\n",
                "GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST /webhooks/github HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /webhooks/github HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n"
            })
    void malformedRequest_isRefusedAsJsonWithoutAPage(String request) throws Exception {
        try (RunningServer server = RunningServer.with(QUEUES);
                RawConnection client = new RawConnection(server)) {
            client.send(request);
            assertThat(client.answer())
                    .matches("(?s)HTTP/1\\.1 (4..|505) .*")
                    .containsIgnoringCase("Content-Type: application/json")
                    .contains("{\"error\":\"")
                    .doesNotContainIgnoringCase("jetty")
                    .doesNotContain("<html")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void webSocketRequest_isRefusedAsJsonWithoutAPage() throws Exception {
        try (RunningServer server = RunningServer.with(QUEUES);
                RawConnection client = new RawConnection(server)) {
            client.send("GET /x HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Version: 13\r\nConnection: close\r\n\r\n");
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 404 ")
                    .contains("{\"error\":\"")
                    .doesNotContainIgnoringCase("jetty");
        }
    }

    @Test
    void furtherRoutes_areServedBesideTheOthers() throws Exception {
        Routes routes = config -> config.get("/hello", context -> context.result("world"));
        try (RunningServer server = RunningServer.with(routes)) {
            assertThat(server.get("/hello").body()).isEqualTo("world");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void setUpMode_hasNoWebhooks() throws Exception {
        WebhookServer server = WebhookServer.start(
                RunningServer.options(), HealthChecks.none(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        try (RunningServer other = RunningServer.with(QUEUES)) {
            var request =
                    other.delivery(BODY).uri(URI.create("http://127.0.0.1:" + server.port() + "/webhooks/github"));
            assertThat(other.send(request).statusCode()).isEqualTo(404);
        } finally {
            server.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void start_portIsTaken_saysWhichAndWhy() {
        try (RunningServer first = RunningServer.with(QUEUES)) {
            ServerOptions same = ServerOptions.listeningOn("127.0.0.1", first.server.port());
            assertThatThrownBy(() -> RunningServer.with(same, QUEUES))
                    .isInstanceOf(CannotListen.class)
                    .hasMessage("cannot listen on 127.0.0.1 port " + first.server.port() + ": Address already in use");
        }
    }

    @Test
    void start_hostIsUnknown_saysWhich() {
        ServerOptions nowhere = ServerOptions.listeningOn("no-such-host.invalid", 0);
        assertThatThrownBy(() -> RunningServer.with(nowhere, QUEUES))
                .isInstanceOf(CannotListen.class)
                .hasMessageStartingWith("cannot listen on no-such-host.invalid port 0: ");
    }

    @Test
    void body_thatStalls_is408() throws Exception {
        ServerOptions impatient =
                new ServerOptions("127.0.0.1", 0, Duration.ofMillis(200), Duration.ofSeconds(30), 100_000_000);
        try (RunningServer server = RunningServer.with(impatient, QUEUES);
                RawConnection client = new RawConnection(server)) {
            client.send(head(BODY, 100) + "{");
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 408 ")
                    .endsWith("{\"error\":\"the body did not arrive in time\"}");
        }
    }

    @Test
    void body_inPiecesWithinTheTime_isTaken() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        try (RunningServer server = RunningServer.with((event, guid, body) -> {
                    received.countDown();
                    return Receipt.QUEUED;
                });
                RawConnection client = new RawConnection(server)) {
            client.send(head(BODY, BODY.length));
            client.send("{");
            // The server answers another connection while it waits for the rest of this one.
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(received.getCount()).isOne();
            client.send("}");
            assertThat(client.answerUntil("\"queued\"}")).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void bodies_moreThanTheMemoryForThem_are503AndTheMemoryComesBack() throws Exception {
        ServerOptions small =
                new ServerOptions("127.0.0.1", 0, Duration.ofSeconds(30), Duration.ofSeconds(30), 100_000);
        byte[] large = utf8("{\"a\":\"" + "x".repeat(200_000) + "\"}");
        try (RunningServer server = RunningServer.with(small, QUEUES)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> refused = server.send(server.delivery(large));
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.body())
                        .isEqualTo("{\"error\":\"too much is being received at once; send it again later\"}");
                assertThat(server.send(server.delivery(BODY)).statusCode()).isEqualTo(202);
                assertThat(server.send(server.delivery("sha256=" + "0".repeat(64))
                                        .POST(BodyPublishers.ofByteArray(BODY)))
                                .statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void drain_onlyReadinessGoes() throws Exception {
        try (RunningServer server = RunningServer.with(QUEUES)) {
            server.server.drain();
            HttpResponse<String> readiness = server.get("/readyz");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body())
                    .isEqualTo("{\"status\":\"not ready\",\"checks\":{\"shutdown\":\"the server is stopping\"}}");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(server.send(server.delivery(BODY)).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void stop_requestInFlight_isFinishedAndNothingNewIsAccepted() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RunningServer server = RunningServer.with((event, guid, body) -> {
            entered.countDown();
            await(release);
            return Receipt.QUEUED;
        });
        CompletableFuture<HttpResponse<String>> inFlight = server.sendAsync(server.delivery(BODY));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(() -> server.server.stop(Duration.ofSeconds(30)), OwnThread.EACH);

        Awaitility.await().until(() -> refusesConnections(server));
        assertThat(stopped).isNotDone();
        assertThat(inFlight).isNotDone();

        release.countDown();
        assertThat(inFlight.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        stopped.get(30, TimeUnit.SECONDS);
    }

    @Test
    void stop_answerStillBeingRead_arrivesWhole() throws Exception {
        String text = "a".repeat(32 * 1024 * 1024);
        RunningServer server =
                RunningServer.with((Routes) routes -> routes.get("/much", context -> context.result(text)));
        try (RawConnection slow = new RawConnection(server)) {
            slow.send("GET /much HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            slow.answerUntil("\r\n\r\n");
            CompletableFuture<Void> stopped =
                    CompletableFuture.runAsync(() -> server.server.stop(Duration.ofSeconds(30)), OwnThread.EACH);
            // Longer than an idle connection is kept at a stop.
            Awaitility.await().during(Duration.ofMillis(600)).until(() -> !stopped.isDone());
            assertThat(slow.answer()).hasSameSizeAs(text);
            stopped.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void stop_requestThatNeverEnds_isCutOffWithinTheTime() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        RunningServer server = RunningServer.with((event, guid, body) -> {
            entered.countDown();
            await(never);
            return Receipt.QUEUED;
        });
        CompletableFuture<HttpResponse<String>> inFlight = server.sendAsync(server.delivery(BODY));
        assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(() -> server.server.stop(Duration.ofSeconds(1)), OwnThread.EACH);
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
        assertThat(inFlight).failsWithin(Duration.ofSeconds(10));
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean refusesConnections(RunningServer server) {
        try {
            new RawConnection(server).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static String head(byte[] body, int length) {
        return "POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nX-GitHub-Event: push\r\nX-GitHub-Delivery: a-1\r\n"
                + "X-Hub-Signature-256: " + signature(SECRET, body) + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
