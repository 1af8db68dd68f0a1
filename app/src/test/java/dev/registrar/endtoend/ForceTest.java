package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.OwnThread;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment, Registrar leaves behind what an undisturbed one does: every check run, comment and commit, once. */
@Timeout(3600)
class ForceTest {
    @TempDir
    Path folder;

    @Test
    void killedAFewTimesUnderLoad_leavesWhatAnUndisturbedRunLeaves() throws Exception {
        compare(3, 2, 2, 3, 20260109L);
    }

    /** {@code mvn verify -Pforce}. */
    @Test
    @EnabledIfSystemProperty(named = "registrar.force", matches = "long")
    void killedManyTimesUnderLoad_leavesWhatAnUndisturbedRunLeaves() throws Exception {
        for (int round = 0; round < 10; round++) {
            compare(8, 3, 3, 12, round);
        }
    }

    private void compare(int notes, int faulty, int wanted, int kills, long seed) throws Exception {
        Map<String, String> undisturbed = run("calm-" + seed, notes, faulty, wanted, 0, seed);
        Map<String, String> disturbed = run("rough-" + seed, notes, faulty, wanted, kills, seed);
        assertThat(disturbed).as("seed " + seed).isEqualTo(undisturbed);
    }

    private Map<String, String> run(String name, int notes, int faulty, int wanted, int kills, long seed)
            throws Exception {
        int port = freePort();
        try (SandboxGitHub github =
                SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve(name), Clock.systemUTC(), true))) {
            AppCredentials app = github.registerApp(URI.create("http://127.0.0.1:" + port + "/webhooks/github"));
            Map<String, String> settings =
                    new HashMap<>(ServedProcess.settings(app, github, folder.resolve(name + "-data")));
            settings.put("REGISTRAR_PORT", String.valueOf(port));
            ServedProcess registrar = ServedProcess.start(settings);
            try {
                Load load = new Load(github);
                CompletableFuture<Void> played =
                        CompletableFuture.runAsync(() -> load.play(notes, faulty, wanted), OwnThread.EACH);
                Random random = new Random(seed);
                for (int i = 0; i < kills && !played.isDone(); i++) {
                    awaitWrites(github, 1 + random.nextInt(6), played);
                    registrar.process().kill();
                    registrar = ServedProcess.start(settings);
                }
                played.join();
                // Whatever is still to come, such as a second try of something that is there, comes now.
                registrar.process().terminate();
                assertThat(registrar.process().status()).isZero();
                return load.outcome();
            } finally {
                registrar.close();
            }
        }
    }

    /** Until Registrar has written that often since now. */
    private static void awaitWrites(SandboxGitHub github, int writes, CompletableFuture<Void> played) {
        long goal = written(github) + writes;
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (written(github) < goal && !played.isDone() && System.nanoTime() < end) {
            github.awaitChange(github.version(), Duration.ofMillis(100));
        }
    }

    private static long written(SandboxGitHub github) {
        return github.requests().stream()
                .filter(request ->
                        request.actor().endsWith("[bot]") && !request.method().equals("GET"))
                .count();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
