package dev.registrar.server;

import static dev.registrar.server.RunningServer.GUID;
import static dev.registrar.server.RunningServer.SECRET;
import static dev.registrar.server.RunningServer.chunked;
import static dev.registrar.server.RunningServer.signature;
import static dev.registrar.server.RunningServer.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.server.Intake.IntakeUnavailable;
import dev.registrar.server.Intake.Receipt;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookRouteTest {
    private static final byte[] BODY = utf8("{\"action\":\"opened\"}");
    private static final int LIMIT = 25 * 1024 * 1024;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private Receipt receipt = Receipt.QUEUED;
    private final RunningServer server = RunningServer.with(this::receive);

    private Receipt receive(String event, String guid, byte[] body) {
        received.add(event + " " + guid + " " + new String(body, StandardCharsets.UTF_8));
        return receipt;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Receipt.class)
    void delivery_signed_is202WithWhatBecameOfIt(Receipt receipt) throws Exception {
        this.receipt = receipt;
        HttpResponse<String> answer = server.send(server.delivery(BODY));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"delivery\":\"" + GUID + "\",\"status\":\""
                        + receipt.name().toLowerCase(Locale.ROOT) + "\"}");
        assertThat(received).containsExactly("pull_request " + GUID + " {\"action\":\"opened\"}");
    }

    @Test
    void delivery_textOutsideAscii_arrivesByteForByte() throws Exception {
        byte[] body = utf8("{\"title\":\"Grüße, 世界 🚀 \\u0000\"}");
        assertThat(server.send(server.delivery(body)).statusCode()).isEqualTo(202);
        assertThat(received).containsExactly("pull_request " + GUID + " " + new String(body, StandardCharsets.UTF_8));
    }

    @Test
    void delivery_chunkedOfSeveralBuffers_arrivesWhole() throws Exception {
        byte[] body = json(300_000);
        HttpResponse<String> answer =
                server.send(server.delivery(signature(SECRET, body)).POST(chunked(body)));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(received).hasSize(1).first().asString().endsWith(new String(body, StandardCharsets.UTF_8));
    }

    @Test
    void delivery_ofExactlyTheLimit_isTaken() throws Exception {
        assertThat(server.send(server.delivery(json(LIMIT))).statusCode()).isEqualTo(202);
        assertThat(received).hasSize(1);
    }

    @Test
    void delivery_chunkedOfExactlyTheLimit_isTaken() throws Exception {
        byte[] body = json(LIMIT);
        HttpResponse<String> answer =
                server.send(server.delivery(signature(SECRET, body)).POST(chunked(body)));
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void delivery_oneByteOverTheLimit_is413() throws Exception {
        assertRefused(server.send(server.delivery(json(LIMIT + 1))), 413, "the body is over 25 MB");
    }

    @Test
    void delivery_chunkedOverTheLimit_is413() throws Exception {
        byte[] body = json(26 * 1024 * 1024);
        assertRefused(
                server.send(server.delivery(signature(SECRET, body)).POST(chunked(body))),
                413,
                "the body is over 25 MB");
    }

    @Test
    void delivery_unsignedOverTheLimit_is413() throws Exception {
        byte[] body = json(26 * 1024 * 1024);
        assertRefused(
                server.send(server.request("/webhooks/github").POST(chunked(body))), 413, "the body is over 25 MB");
        assertRefused(
                server.send(server.request("/webhooks/github").POST(BodyPublishers.ofByteArray(body))),
                413,
                "the body is over 25 MB");
    }

    @Test
    void delivery_overTheLimitByAClientThatAsksFirst_is413WithoutSending() throws Exception {
        try (RawConnection client = new RawConnection(server)) {
            client.send("POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Length: 27262976\r\n"
                    + "X-Hub-Signature-256: " + signature(SECRET, BODY) + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 413 ").endsWith("{\"error\":\"the body is over 25 MB\"}");
        }
    }

    @Test
    void delivery_byAClientThatAsksFirst_isTaken() throws Exception {
        assertThat(server.send(server.delivery(BODY).expectContinue(true)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void delivery_signedWithAnotherSecret_is401() throws Exception {
        assertUnsigned(server.send(server.delivery(signature("guess", BODY)).POST(BodyPublishers.ofByteArray(BODY))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256=", "sha256=00", "sha1=0000000000000000000000000000000000000000", "nonsense"})
    void delivery_signatureOfTheWrongForm_is401(String signature) throws Exception {
        assertUnsigned(server.send(server.delivery(signature).POST(BodyPublishers.ofByteArray(BODY))));
    }

    @Test
    void delivery_withoutSignature_is401() throws Exception {
        assertUnsigned(server.send(server.request("/webhooks/github")
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", GUID)
                .POST(BodyPublishers.ofByteArray(BODY))));
    }

    @Test
    void delivery_withoutSignatureAndWrongInEveryOtherWay_is401() throws Exception {
        assertUnsigned(server.send(server.request("/webhooks/github").POST(BodyPublishers.ofString("{ not json"))));
        assertUnsigned(server.send(server.request("/webhooks/github").POST(BodyPublishers.noBody())));
    }

    @Test
    void delivery_bodyChangedAfterSigning_is401() throws Exception {
        assertUnsigned(server.send(
                server.delivery(signature(SECRET, BODY)).POST(BodyPublishers.ofString("{\"action\":\"closed\"}"))));
    }

    @Test
    void delivery_duringARotation_anySecretIsAccepted() throws Exception {
        try (RunningServer rotating = RunningServer.with(List.of("new", "old"), this::receive)) {
            for (String secret : List.of("new", "old")) {
                assertThat(rotating.send(rotating.delivery(signature(secret, BODY))
                                        .POST(BodyPublishers.ofByteArray(BODY)))
                                .statusCode())
                        .as(secret)
                        .isEqualTo(202);
            }
            assertUnsigned(
                    rotating.send(rotating.delivery(signature("older", BODY)).POST(BodyPublishers.ofByteArray(BODY))),
                    2);
        }
    }

    @ParameterizedTest
    @CsvSource({"X-GitHub-Event", "X-GitHub-Delivery"})
    void delivery_withoutAHeader_is400(String missing) throws Exception {
        var request = server.request("/webhooks/github")
                .header("X-Hub-Signature-256", signature(SECRET, BODY))
                .POST(BodyPublishers.ofByteArray(BODY));
        for (String name : List.of("X-GitHub-Event", "X-GitHub-Delivery")) {
            if (!name.equals(missing)) {
                request.header(name, "push");
            }
        }
        assertRefused(server.send(request), 400, "the header " + missing + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "../../etc", "é"})
    void delivery_idThatGitHubWouldNotSend_is400(String guid) throws Exception {
        var request = server.delivery(BODY).setHeader("X-GitHub-Delivery", guid);
        assertRefused(server.send(request), 400, "the header X-GitHub-Delivery is not of the form that GitHub sends");
    }

    @Test
    void delivery_idOfMoreThan100Characters_is400() throws Exception {
        assertThat(server.send(server.delivery(BODY).setHeader("X-GitHub-Delivery", "a".repeat(101)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.send(server.delivery(BODY).setHeader("X-GitHub-Delivery", "a".repeat(100)))
                        .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "{}}",
                "{} {}",
                "{}x",
                "{\"a\":}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "payload=%7B%7D"
            })
    void delivery_thatTheIntakeDoesNotKeepAndIsNoJsonObject_is400(String body) throws Exception {
        receipt = Receipt.IGNORED;
        assertAnswered(server.send(server.delivery(utf8(body))), 400, "the body is not a JSON object");
    }

    @Test
    void delivery_nestedBeyondReason_is400() throws Exception {
        receipt = Receipt.IGNORED;
        byte[] body = utf8("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
        assertAnswered(server.send(server.delivery(body)), 400, "the body is not a JSON object");
    }

    @Test
    void delivery_asForm_is400AndSaysWhatToSet() throws Exception {
        receipt = Receipt.IGNORED;
        var request =
                server.delivery(utf8("payload=%7B%7D")).setHeader("Content-Type", "application/x-www-form-urlencoded");
        assertAnswered(
                server.send(request), 400, "the body is a form; set the webhook's content type to application/json");
    }

    @Test
    void delivery_ping_isIgnoredWithoutTheIntake() throws Exception {
        HttpResponse<String> answer = server.send(server.delivery(BODY).setHeader("X-GitHub-Event", "ping"));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"delivery\":\"" + GUID + "\",\"status\":\"ignored\"}");
        assertThat(received).isEmpty();
    }

    @Test
    void delivery_thatCannotBeKept_is503() throws Exception {
        try (RunningServer down = RunningServer.with((event, guid, body) -> {
            throw new IntakeUnavailable("disk full on /srv/data", new IOException("ENOSPC"));
        })) {
            assertRefused(down.send(down.delivery(BODY)), 503, "the delivery cannot be stored now");
        }
    }

    @Test
    void delivery_faultInTheProgram_is500WithoutDetails() throws Exception {
        try (RunningServer broken = RunningServer.with((event, guid, body) -> {
            throw new IllegalStateException("internal detail");
        })) {
            assertRefused(broken.send(broken.delivery(BODY)), 500, "internal error");
        }
    }

    @Test
    void figures_afterDeliveries_countThemByOutcomeAndNameNobody() throws Exception {
        server.send(server.delivery(utf8("{\"repository\":{\"full_name\":\"acme/platform-catalog\"}}")));
        server.get("/webhooks/acme/platform-catalog");
        String figures = server.get("/metrics").body();
        assertThat(figures)
                .contains("registrar_deliveries_received_total{status=\"queued\"} 1.0")
                .contains(
                        "registrar_http_requests_seconds_count{method=\"POST\",route=\"/webhooks/github\",status=\"202\"} 1")
                .contains("route=\"none\",status=\"404\"")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("acme")
                .doesNotContain(GUID);
    }

    private void assertUnsigned(HttpResponse<String> answer) {
        assertUnsigned(answer, 0);
    }

    private void assertUnsigned(HttpResponse<String> answer, int receivedBefore) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the signature is missing or wrong\"}");
        assertThat(received).hasSize(receivedBefore);
    }

    private void assertRefused(HttpResponse<String> answer, int status, String reason) {
        assertAnswered(answer, status, reason);
        assertThat(received).isEmpty();
    }

    private static void assertAnswered(HttpResponse<String> answer, int status, String reason) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + reason + "\"}");
    }

    /** A JSON object of exactly so many bytes. */
    private static byte[] json(int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');
        byte[] head = utf8("{\"a\":\"");
        System.arraycopy(head, 0, body, 0, head.length);
        body[size - 2] = '"';
        body[size - 1] = '}';
        return body;
    }
}
