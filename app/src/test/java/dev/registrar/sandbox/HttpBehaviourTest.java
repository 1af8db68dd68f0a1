package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpBehaviourTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.open(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void unchangedAnswer_isFreeAndEmpty() throws Exception {
        Rest ana = bench.as("ana");
        Rest.Answer first = ana.get(Bench.CATALOG);
        Rest.Answer again = ana.get(Bench.CATALOG, Map.of("If-None-Match", first.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.header("X-RateLimit-Remaining")).isEqualTo(first.header("X-RateLimit-Remaining"));
    }

    @Test
    void changedAnswer_comesWithAnotherTag() throws Exception {
        Rest ana = bench.as("ana");
        String tag = ana.get(Bench.CATALOG + "/issues").header("ETag");
        ana.post(Bench.CATALOG + "/issues", Map.of("title", "New"));
        Rest.Answer after = ana.get(Bench.CATALOG + "/issues", Map.of("If-None-Match", tag));
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void longList_isPaged() throws Exception {
        Rest ana = bench.as("ana");
        for (int i = 0; i < 5; i++) {
            ana.post(Bench.CATALOG + "/issues", Map.of("title", "Issue " + i));
        }
        Rest.Answer second = ana.get(Bench.CATALOG + "/issues?per_page=2&page=2&direction=asc");
        assertThat(second.json()).hasSize(2);
        assertThat(second.at("/0/title")).isEqualTo("Issue 2");
        assertThat(second.header("Link"))
                .contains("page=1>; rel=\"prev\"", "page=3>; rel=\"next\"", "page=3>; rel=\"last\"", "rel=\"first\"")
                .contains("per_page=2");
    }

    @Test
    void spentQuota_refusesUntilTheWindowEnds() throws Exception {
        bench.github.rateLimit(2);
        String token = bench.installationToken();
        Rest bot = bench.with(token);
        bot.get(Bench.CATALOG);
        assertThat(bot.get(Bench.CATALOG).header("X-RateLimit-Remaining")).isEqualTo("0");
        Rest.Answer refused = bot.get(Bench.CATALOG);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/message")).startsWith("API rate limit exceeded");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(bench.as("ana").get(Bench.CATALOG).status()).isEqualTo(200);
        bench.clock.advance(Duration.ofHours(1));
        assertThat(bench.bot().get(Bench.CATALOG).status()).isEqualTo(200);
    }

    @Test
    void bodyAgainstTheDescription_isUnprocessable() throws Exception {
        Rest ana = bench.as("ana");
        Rest.Answer noTitle = ana.post(Bench.CATALOG + "/issues", Map.of("body", "x"));
        assertThat(noTitle.status()).isEqualTo(422);
        assertThat(noTitle.json().has("errors")).isTrue();
        assertThat(noTitle.json().has("documentation_url")).isTrue();
        assertThat(ana.post(Bench.CATALOG + "/issues", null).status()).isEqualTo(422);
        assertThat(ana.post(Bench.CATALOG + "/issues", "{not json").status()).isEqualTo(400);
    }

    @Test
    void tooLongBody_isRefusedInGitHubsWords() throws Exception {
        Rest.Answer answer =
                bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "t", "body", "x".repeat(65_537)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).isEqualTo("Body is too long (maximum is 65536 characters)");
    }

    @Test
    void unknownPath_isNotFoundAsJson() throws Exception {
        Rest.Answer answer = bench.as("ana").get("/repos/acme/platform-catalog/nonsense");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/message")).isEqualTo("Not Found");
    }

    @Test
    void otherHost_isForbidden() throws Exception {
        assertThat(raw("/_sandbox/world", "evil.example", "")).startsWith("HTTP/1.1 403");
        assertThat(raw("/acme/platform-catalog.git/info/refs?service=git-upload-pack", "evil.example", ""))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("/_sandbox/world", "localhost:1", "Origin: http://evil.example\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("/_sandbox/world", "localhost:1", "")).startsWith("HTTP/1.1 200");
    }

    private String raw(String path, String host, String more) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "Connection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.github.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void requests_areRecordedWithActorAndStatus() throws Exception {
        bench.github.clearRequests();
        bench.as("ana").get(Bench.CATALOG + "/issues?state=all");
        bench.own().get("/_sandbox/world");
        assertThat(bench.github.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo(Bench.CATALOG + "/issues");
            assertThat(request.query()).isEqualTo("state=all");
            assertThat(request.actor()).isEqualTo("ana");
            assertThat(request.status()).isEqualTo(200);
        });
    }

    @Test
    void faultBefore_keepsTheEffectAway() throws Exception {
        bench.github.fail(Fault.answer("POST", ".*/issues", 502, "{\"message\":\"Server Error\"}")
                .times(2)
                .header("Retry-After", "7"));
        Rest ana = bench.as("ana");
        Rest.Answer failed = ana.post(Bench.CATALOG + "/issues", Map.of("title", "a"));
        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.header("Retry-After")).isEqualTo("7");
        assertThat(ana.post(Bench.CATALOG + "/issues", Map.of("title", "b")).status())
                .isEqualTo(502);
        assertThat(ana.post(Bench.CATALOG + "/issues", Map.of("title", "c")).status())
                .isEqualTo(201);
        assertThat(ana.get(Bench.CATALOG + "/issues").json()).hasSize(1);
    }

    @Test
    void faultAfter_losesOnlyTheAnswer() throws Exception {
        bench.github.fail(Fault.closeConnection("POST", ".*/issues").skipping(1).afterTheEffect());
        Rest ana = bench.as("ana");
        ana.post(Bench.CATALOG + "/issues", Map.of("title", "a"));
        assertThatThrownBy(() -> ana.post(Bench.CATALOG + "/issues", Map.of("title", "b")))
                .isInstanceOf(IOException.class);
        assertThat(ana.get(Bench.CATALOG + "/issues").json()).hasSize(2);
        assertThat(bench.github.requests()).anyMatch(request -> request.status() == 0);
    }

    @Test
    void changes_waitForTheNextVersion() throws Exception {
        Rest own = bench.own();
        long version = own.get("/_sandbox/changes?since=0&wait=0")
                .json()
                .get("version")
                .asLong();
        assertThat(own.get("/_sandbox/changes?since=" + version + "&wait=0")
                        .json()
                        .get("version")
                        .asLong())
                .isEqualTo(version);
        bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "New"));
        assertThat(own.get("/_sandbox/changes?since=" + version + "&wait=20")
                        .json()
                        .get("version")
                        .asLong())
                .isGreaterThan(version);
    }
}
