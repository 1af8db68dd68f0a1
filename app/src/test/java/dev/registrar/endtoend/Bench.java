package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledgements, for {@code docs/performance.md}: {@code mvn verify -Pbench}. Prints; only what is plainly broken fails. */
@Timeout(1800)
@EnabledIfSystemProperty(named = "registrar.bench", matches = "true")
class Bench {
    private static final int ROUNDS = 3;
    private static final Duration WARMING_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private AppCredentials app;

    @BeforeEach
    void register() {
        try (SandboxGitHub sandbox =
                SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("sandbox"), Clock.systemUTC(), true))) {
            app = sandbox.registerApp(URI.create("http://127.0.0.1:9/"));
        }
    }

    private static Map<String, String> embedded(Path data) {
        return Map.of("REGISTRAR_DATA_DIR", data.toString());
    }

    @Test
    void acknowledgements_onSqlite() throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            acknowledge("SQLite", embedded(folder.resolve("d" + round)));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, String> settings = new HashMap<>(embedded(folder.resolve("m" + round)));
            settings.put("JDK_JAVA_OPTIONS", "-Xmx256m");
            acknowledge("SQLite, -Xmx256m", settings);
        }
    }

    @Test
    void acknowledgements_onSqlite_byStoredDeliveries() throws Exception {
        for (int stored : List.of(1_000, 100_000)) {
            Path data = folder.resolve("s" + stored);
            try (Database database = Database.embedded(data, Clock.systemUTC(), InboxLimits.forWorkers(8))) {
                store(database, stored, Instant.now().plus(Duration.ofDays(1)));
            }
            acknowledge("SQLite, " + stored + " stored", embedded(data));
        }
    }

    @Test
    void acknowledgements_onPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            for (int round = 1; round <= ROUNDS; round++) {
                acknowledge(
                        "PostgreSQL",
                        Map.of(
                                "REGISTRAR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                                "REGISTRAR_DATABASE_USER", "postgres",
                                "REGISTRAR_DATABASE_PASSWORD", "postgres"));
            }
        }
    }

    @Test
    void claimsAndFinishes_onSqlite_byStoredDeliveries() {
        for (int stored : List.of(1_000, 100_000)) {
            Path data = folder.resolve("work" + stored);
            try (Database database = Database.embedded(data, Clock.systemUTC(), InboxLimits.forWorkers(8))) {
                store(database, stored, Instant.EPOCH);
                int most = Math.min(stored, 5_000);
                AtomicInteger done = new AtomicInteger();
                long begun = System.nanoTime();
                List<CompletableFuture<Void>> workers = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    CompletableFuture<Void> ended = new CompletableFuture<>();
                    workers.add(ended);
                    new Thread(() -> work(database, done, most, ended)).start();
                }
                workers.forEach(CompletableFuture::join);
                double seconds = (System.nanoTime() - begun) / 1e9;
                Figure.print("claimed and finished on SQLite, %d stored: %.0f/s", stored, done.get() / seconds);
                assertThat(done.get()).isGreaterThanOrEqualTo(most);
            }
        }
    }

    private static void work(Database database, AtomicInteger done, int most, CompletableFuture<Void> ended) {
        try {
            while (done.get() < most) {
                Optional<Claim> claim = database.inbox().claim();
                if (claim.isPresent() && database.inbox().finish(claim.get(), Outcome.done())) {
                    done.incrementAndGet();
                }
            }
            ended.complete(null);
        } catch (RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    private static void store(Database database, int count, Instant due) {
        List<NewDelivery> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Subject subject = new Subject(i % 50 + "#" + i, String.valueOf(i % 50));
            batch.add(NewDelivery.now("g" + i, subject, "pull_request", Payload.of("{}"))
                    .dueAt(due));
            if (batch.size() == 1_000) {
                database.inbox().enqueueAll(batch);
                batch.clear();
            }
        }
    }

    private void acknowledge(String name, Map<String, String> database) throws Exception {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("GITHUB_APP_ID", String.valueOf(app.appId()));
        settings.put("GITHUB_APP_PRIVATE_KEY", app.privateKeyPem());
        settings.put("GITHUB_WEBHOOK_SECRET", app.webhookSecret());
        settings.put("GITHUB_API_URL", "http://127.0.0.1:9");
        try (ServedProcess registrar = ServedProcess.start(settings)) {
            long pid = registrar.process().pid();
            long idle = Figure.residentMegabytes(pid);
            WebhookLoad load = new WebhookLoad(registrar.url("/").getPort(), app.webhookSecret());
            load.flood(WARMING_UP);
            long cpu = Figure.cpuMillis(pid);
            long[] times = load.flood(MEASURED);
            Figure.print(
                    "acknowledgements, %s: %.0f/s, p50 %.1f ms, p99 %.1f ms, %.2f ms of CPU each; resident %d MB idle, %d MB under load",
                    name,
                    times.length / (double) MEASURED.toSeconds(),
                    Figure.percentile(times, 50),
                    Figure.percentile(times, 99),
                    (Figure.cpuMillis(pid) - cpu) / (double) times.length,
                    idle,
                    Figure.residentMegabytes(pid));
        }
    }
}
