package dev.registrar.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.gate.LargeCatalog;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.story.Person;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long people wait: from a push to a governed pull request until its last check run, while so many other deliveries a
 * second come in. As few pushes as GitHub's limit on writes allows for, so that it is not the limit that is measured.
 */
@Timeout(1800)
@EnabledIfSystemProperty(named = "registrar.bench", matches = "true")
class ChecksBench {
    private static final int PUSHES = 7;

    /** What Java chooses in a container of 512 MB, by the options of the image. */
    private static final String CONTAINER = "-Xmx225m -XX:+UseSerialGC -XX:TrimNativeHeapInterval=10000";

    @TempDir
    Path folder;

    @Test
    void fromWebhookToCheck_byDeliveriesASecond() throws Exception {
        for (int perSecond : List.of(1, 20, 100)) {
            measure(perSecond, 0, "");
        }
    }

    @Test
    void fromWebhookToCheck_withALargeCatalog() throws Exception {
        for (int registries : List.of(1_000, 10_000)) {
            measure(20, registries, "");
            measure(20, registries, CONTAINER);
        }
    }

    /** @param registries how many the catalog has; 0 for the sandbox's own */
    private void measure(int perSecond, int registries, String options) throws Exception {
        String name = perSecond + "-" + registries + options;
        try (SandboxGitHub github =
                SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve(name), Clock.systemUTC(), true))) {
            github.holdWebhooks(true);
            AppCredentials app = github.registerApp(URI.create("http://127.0.0.1:9/"));
            Person ana = new Person("ana", github.apiRoot(), Acme.REPOSITORY);
            if (registries > 0) {
                ana.write(Acme.CATALOG, "main", LargeCatalog.of(registries), "Grow");
            }
            Map<String, String> settings =
                    new HashMap<>(ServedProcess.settings(app, github, folder.resolve(name + "-data")));
            settings.put("JDK_JAVA_OPTIONS", options);
            try (ServedProcess registrar = ServedProcess.start(settings)) {
                github.webhookTarget(registrar.webhooks());
                github.holdWebhooks(false);
                CompletableFuture<Void> pushed = new CompletableFuture<>();
                CompletableFuture<long[]> others =
                        new WebhookLoad(registrar.url("/").getPort(), app.webhookSecret()).steady(perSecond, pushed);
                long[] times = pushes(github, ana);
                long resident = Figure.residentMegabytes(registrar.process().pid());
                pushed.complete(null);
                Figure.print(
                        "from push to last check, %d other deliveries a second (p99 of their acknowledgement %.1f ms)%s: median %.0f ms, longest %.0f ms; resident %d MB %s",
                        perSecond,
                        Figure.percentile(others.join(), 99),
                        registries > 0 ? ", catalog of " + registries : "",
                        Figure.percentile(times, 50),
                        Figure.percentile(times, 100),
                        resident,
                        options);
            }
        }
    }

    /** The first, which opens the pull request and fills the caches, is not counted. */
    private static long[] pushes(SandboxGitHub github, Person ana) {
        ana.branch("change");
        String catalog = catalog(ana);
        long[] times = new long[PUSHES];
        for (int i = 0; i <= PUSHES; i++) {
            ana.write(Acme.CATALOG, "change", Acme.adds("payments-change-" + i).apply(catalog), "Change " + i);
            if (i == 0) {
                ana.openPullRequest("A change", "change");
            }
            long begun = System.nanoTime();
            String head = ana.get("/git/ref/heads/change").at("/object/sha").asText();
            awaitCheck(github, ana, head);
            if (i > 0) {
                times[i - 1] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(times);
        return times;
    }

    /** By its blob, since a large file's contents are not given otherwise. */
    private static String catalog(Person ana) {
        String blob =
                ana.get("/contents/" + Acme.CATALOG + "?ref=main").get("sha").asText();
        String content = ana.get("/git/blobs/" + blob).get("content").asText();
        return new String(Base64.getMimeDecoder().decode(content), StandardCharsets.UTF_8);
    }

    private static void awaitCheck(SandboxGitHub github, Person ana, String head) {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < end) {
            long version = github.version();
            for (JsonNode run : ana.get("/commits/" + head + "/check-runs?check_name=registrar")
                    .get("check_runs")) {
                if (run.path("conclusion").isTextual()) {
                    return;
                }
            }
            github.awaitChange(version, Duration.ofMillis(200));
        }
        throw new AssertionError("no check run within three minutes");
    }
}
