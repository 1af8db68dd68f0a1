package dev.registrar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookProxyTest {
    private static final String BODY = "{\"action\":\"opened\",\"title\":\"a/b é \\u2028\",\"number\":1.50}";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final MockWebServer channel = new MockWebServer();
    private RunningServer server;

    @BeforeEach
    void start() throws IOException {
        channel.start();
        server = RunningServer.with((event, guid, body) -> {
            received.add(event + " " + guid + " " + new String(body, StandardCharsets.UTF_8));
            return Intake.Receipt.QUEUED;
        });
    }

    @AfterEach
    void stop() {
        server.close();
        channel.close();
    }

    @Test
    void delivery_comesToTheRoute_letterByLetter() {
        says("event: ready\ndata: {}\n\n: nothing\n\n" + delivery("1", BODY, signed(BODY)));
        try (WebhookProxy proxy = listening()) {
            await().until(() -> received.size() == 1);
            assertThat(received).containsExactly("pull_request 1 " + BODY);
            assertThat(proxy).isNotNull();
        }
    }

    @Test
    void delivery_thatTheChannelHasChanged_isRefusedByItsSignature() {
        says(delivery("1", BODY.replace("1.50", "1.5"), signed(BODY)) + delivery("2", BODY, signed(BODY)));
        try (WebhookProxy proxy = listening()) {
            await().until(() -> received.size() == 1);
            assertThat(received).containsExactly("pull_request 2 " + BODY);
            assertThat(proxy).isNotNull();
        }
    }

    @Test
    void connectionThatIsLost_isMadeAgain() {
        channel.enqueue(new MockResponse.Builder().code(502).build());
        says(delivery("1", BODY, signed(BODY)));
        says(delivery("2", BODY, signed(BODY)));
        try (WebhookProxy proxy = listening()) {
            await().until(() -> received.size() == 2);
            assertThat(proxy).isNotNull();
        }
    }

    @Test
    void message_withTheOriginalText_isTakenAtThat() {
        assertThat(ChannelMessage.read("{\"body\":{\"a\":1},\"rawdata\":\"{ \\\"a\\\": 1.0 }\"}"))
                .map(ChannelMessage::body)
                .contains("{ \"a\": 1.0 }");
    }

    @Test
    void message_thatIsNone_isPassedOver() {
        for (String data : List.of("", "[]", "{", "{\"body\":1}", "{\"x\":{\"body\":{}}}", "{\"body\":{}} {")) {
            Optional<String> body = ChannelMessage.read(data).map(ChannelMessage::body);
            assertThat(body)
                    .as(data)
                    .matches(text -> text.isEmpty() || text.get().equals("{}"));
        }
    }

    @Test
    void stream_endsLinesInEachWay_joinsData_andPassesOverWhatIsTooLarge() throws IOException {
        String text =
                "data: a\rdata:b\r\n\r\nevent: x\ndata: " + "y".repeat(50) + "\n\nevent: ping\ndata: {}\n\ndata: end";
        EventStream stream =
                new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 40, () -> {});
        assertThat(stream.next()).contains(new EventStream.Event("message", "a\nb"));
        assertThat(stream.next()).contains(new EventStream.Event("ping", "{}"));
        assertThat(stream.next()).isEmpty();
    }

    private WebhookProxy listening() {
        return WebhookProxy.start(channel.url("/channel").uri(), "0.0.0.0", server.server.port(), Duration.ofMillis(5));
    }

    private void says(String events) {
        channel.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(events)
                .build());
    }

    private static String signed(String body) {
        return RunningServer.signature(RunningServer.SECRET, RunningServer.utf8(body));
    }

    private static String delivery(String guid, String body, String signature) {
        return "id: " + guid
                + "\ndata: {\"host\":\"smee.io\",\"x-github-event\":\"pull_request\",\"x-github-delivery\":\"" + guid
                + "\",\"x-hub-signature-256\":\"" + signature + "\",\"body\":" + body
                + ",\"query\":{},\"timestamp\":1760000000000}\n\n";
    }
}
