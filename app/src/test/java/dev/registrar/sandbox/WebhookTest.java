package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
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
    void signature_ofGitHubsOwnExample_isTheirs() {
        byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
        assertThat(Payloads.signature("It's a Secret to Everybody", body))
                .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void delivery_isSignedAndHasGitHubsHeaders() throws Exception {
        bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "Zażółć"));
        bench.settle();
        Receiver.Hook hook = bench.receiver.last("issues.opened");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bench.app.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(hook.headers())
                .containsEntry(
                        "X-hub-signature-256",
                        "sha256="
                                + HexFormat.of()
                                        .formatHex(mac.doFinal(hook.body().getBytes(StandardCharsets.UTF_8))))
                .containsEntry("X-github-hook-installation-target-type", "integration")
                .containsEntry("X-github-hook-installation-target-id", Long.toString(bench.app.appId()))
                .containsEntry("Content-type", "application/json")
                .containsKeys("X-github-delivery", "X-github-hook-id");
        assertThat(hook.headers().get("User-agent")).startsWith("GitHub-Hookshot/");
        assertThat(hook.at("/installation/id")).isEqualTo(Long.toString(bench.app.installationId()));
        assertThat(hook.at("/organization/login")).isEqualTo("acme");
        assertThat(hook.at("/repository/full_name")).isEqualTo("acme/platform-catalog");
        assertThat(hook.at("/sender/login")).isEqualTo("ana");
        assertThat(hook.at("/issue/title")).isEqualTo("Zażółć");
    }

    @Test
    void registration_pingsAndTellsOfTheInstallation() throws Exception {
        try (Receiver receiver = new Receiver();
                SandboxGitHub github =
                        SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("other"), bench.clock, true))) {
            github.registerApp(receiver.address());
            assertThat(github.awaitDelivered(Duration.ofSeconds(20))).isTrue();
            assertThat(receiver.names()).containsExactly("ping", "installation.created");
            assertThat(receiver.last("installation.created").json().get("repositories"))
                    .hasSize(2);
        }
    }

    @Test
    void failedDelivery_isNotRepeated_untilTheAppAsks() throws Exception {
        bench.receiver.answerWith(503);
        bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "Lost"));
        bench.settle();
        Rest app = bench.with(bench.jwt());
        JsonNode failed = app.get("/app/hook/deliveries?status=failure").json();
        assertThat(failed.at("/0/event").asText()).isEqualTo("issues");
        assertThat(failed.at("/0/status_code").asInt()).isEqualTo(503);
        String id = failed.at("/0/id").asText();
        Rest.Answer whole = app.get("/app/hook/deliveries/" + id);
        assertThat(whole.at("/request/payload/issue/title")).isEqualTo("Lost");
        assertThat(whole.at("/request/headers/X-GitHub-Event")).isEqualTo("issues");
        bench.receiver.forget();
        bench.receiver.answerWith(202);
        assertThat(app.post("/app/hook/deliveries/" + id + "/attempts", null).status())
                .isEqualTo(202);
        bench.settle();
        assertThat(bench.receiver.last("issues.opened").headers().get("X-github-delivery"))
                .isEqualTo(failed.at("/0/guid").asText());
        JsonNode newest = app.get("/app/hook/deliveries?per_page=1").json();
        assertThat(newest.at("/0/redelivery").asBoolean()).isTrue();
        assertThat(newest.at("/0/guid")).isEqualTo(failed.at("/0/guid"));
        assertThat(newest.at("/0/status").asText()).isEqualTo("OK");
    }

    @Test
    void receiverThatIsNotThere_countsAsFailed() throws Exception {
        bench.github.webhookTarget(URI.create("http://127.0.0.1:1/"));
        bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "Lost"));
        bench.settle();
        JsonNode newest = bench.own().get("/_sandbox/deliveries?limit=1").json();
        assertThat(newest.at("/0/status_code").asInt()).isEqualTo(502);
        assertThat(newest.at("/0/number").asInt()).isEqualTo(1);
        assertThat(newest.at("/0/action").asText()).isEqualTo("opened");
    }

    @Test
    void deliveries_arePagedByCursor() throws Exception {
        for (int i = 0; i < 3; i++) {
            bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "Issue " + i));
        }
        bench.settle();
        Rest app = bench.with(bench.jwt());
        Rest.Answer first = app.get("/app/hook/deliveries?per_page=2");
        assertThat(first.json()).hasSize(2);
        String next = first.header("Link").replaceFirst("^<.*/api/v3", "").replaceFirst(">.*", "");
        JsonNode second = app.get(next).json();
        assertThat(second.at("/0/id").asLong())
                .isLessThan(first.json().at("/1/id").asLong());
    }

    @Test
    void whatTheAppDoes_isToldToo() throws Exception {
        bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "t"));
        bench.bot().post(Bench.CATALOG + "/issues/1/comments", Map.of("body", "Hello"));
        bench.settle();
        Receiver.Hook hook = bench.receiver.last("issue_comment.created");
        assertThat(hook.at("/sender/login")).isEqualTo("registrar[bot]");
        assertThat(hook.at("/sender/type")).isEqualTo("Bot");
        assertThat(hook.at("/sender/id")).isEqualTo(Long.toString(bench.app.botUserId()));
        assertThat(hook.at("/comment/performed_via_github_app/slug")).isEqualTo("registrar");
    }

    @Test
    void heldWebhooks_comeInOrderOnceReleased() throws Exception {
        bench.github.holdWebhooks(true);
        bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "a"));
        bench.as("ana").post(Bench.CATALOG + "/issues", Map.of("title", "b"));
        assertThat(bench.receiver.names()).isEmpty();
        bench.github.holdWebhooks(false);
        bench.settle();
        assertThat(bench.receiver.hooks())
                .extracting(hook -> hook.at("/issue/title"))
                .containsExactly("a", "b");
    }
}
