package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.registrar.OwnThread;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Registrar on PostgreSQL: a database that goes away, and a replica that stops answering. */
@Timeout(600)
class ReplicasTest {
    private static final String NAME = "registrar";

    @TempDir
    Path folder;

    private EmbeddedPostgres postgres;
    private SandboxGitHub github;
    private Map<String, String> settings;

    @BeforeEach
    void aDatabaseAndASandbox() throws IOException {
        postgres = EmbeddedPostgres.start();
        run("create database " + NAME);
        github = SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("sandbox"), Clock.systemUTC(), true));
        AppCredentials app = github.registerApp(URI.create("http://127.0.0.1:9/"));
        settings = new HashMap<>(ServedProcess.settings(app, github, folder.resolve("unused")));
        settings.put("REGISTRAR_DATABASE_URL", postgres.getJdbcUrl("postgres", NAME));
        settings.put("REGISTRAR_DATABASE_USER", "postgres");
        settings.put("REGISTRAR_DATABASE_PASSWORD", "postgres");
    }

    @AfterEach
    void close() throws IOException {
        github.close();
        postgres.close();
    }

    @Test
    void databaseThatGoesAway_isTold503_andWorkGoesOnWhenItIsBack() throws Exception {
        try (ServedProcess registrar = ServedProcess.start(settings)) {
            github.webhookTarget(registrar.webhooks());
            assertThat(registrar.get("/readyz").statusCode()).isEqualTo(200);

            run("alter database " + NAME + " with allow_connections false");
            run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + NAME + "'");
            assertThat(registrar.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(registrar.get("/healthz").statusCode()).isEqualTo(200);

            run("alter database " + NAME + " with allow_connections true");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> registrar.get("/readyz").statusCode() == 200);
            Load load = new Load(github);
            load.play(1, 0, 0);
            assertThat(load.outcome()).containsEntry("runs on #1", "{registrar=success}");
        }
    }

    /** A minute of waiting for leases to end, so not in each build: {@code mvn verify -Pforce}. */
    @Test
    @EnabledIfSystemProperty(named = "registrar.force", matches = "long")
    void replicaThatStopsWhileItHoldsWork_isReplacedAndDoesNothingTwiceWhenItGoesOn() throws Exception {
        try (ServedProcess stopped = ServedProcess.start(settings);
                ServedProcess other = ServedProcess.start(settings)) {
            github.webhookTarget(stopped.webhooks());
            Load load = new Load(github);
            CompletableFuture<Void> played = CompletableFuture.runAsync(() -> load.play(4, 2, 2), OwnThread.EACH);
            long since = github.version();
            await().atMost(Duration.ofSeconds(60)).until(() -> github.version() > since + 20);
            github.webhookTarget(other.webhooks());
            signal("-STOP", stopped);
            played.join();
            signal("-CONT", stopped);
            stopped.process().terminate();
            assertThat(stopped.process().status()).isZero();

            assertThat(load.outcome().toString()).doesNotContain("+").contains("registrar=success");
        }
    }

    private static void signal(String signal, ServedProcess process) throws IOException, InterruptedException {
        String pid = String.valueOf(process.process().pid());
        assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();
    }

    private void run(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
