package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** From the launch of the packaged jar until webhooks are taken. */
@Timeout(600)
@EnabledIfSystemProperty(named = "registrar.bench", matches = "true")
class StartBench {
    private static final int ROUNDS = 5;
    private static final String JAR = Path.of("target", "registrar.jar").toString();

    @TempDir
    Path folder;

    private Map<String, String> settings = Map.of();

    private record Start(double seconds, long resident) {}

    @Test
    void startToReady_ofThePackagedJar() throws Exception {
        try (SandboxGitHub sandbox =
                SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("sandbox"), Clock.systemUTC(), true))) {
            AppCredentials app = sandbox.registerApp(URI.create("http://127.0.0.1:9/"));
            settings = ServedProcess.settings(app, sandbox, folder.resolve("data"));
            String archive = folder.resolve("registrar.jsa").toString();
            List<Start> first = List.of(start());
            print("first start on an empty folder", first);
            start("-XX:ArchiveClassesAtExit=" + archive);
            for (String name : List.of("no options", "class-data archive", "class-data archive, C1 only")) {
                List<Start> starts = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    starts.add(
                            switch (name) {
                                case "no options" -> start();
                                case "class-data archive" -> start("-XX:SharedArchiveFile=" + archive);
                                default -> start("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1");
                            });
                }
                print(name, starts);
            }
        }
    }

    private static void print(String name, List<Start> starts) {
        Figure.print(
                "start to ready, %s: %.2f to %.2f s; resident %d to %d MB",
                name,
                starts.stream().mapToDouble(Start::seconds).min().orElseThrow(),
                starts.stream().mapToDouble(Start::seconds).max().orElseThrow(),
                starts.stream().mapToLong(Start::resident).min().orElseThrow(),
                starts.stream().mapToLong(Start::resident).max().orElseThrow());
    }

    private Start start(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-jar", JAR, "serve"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(settings);
        builder.environment().putAll(Map.of("REGISTRAR_HOST", "127.0.0.1", "REGISTRAR_PORT", "0"));
        long launched = System.nanoTime();
        Process process = builder.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            Start start = new Start((System.nanoTime() - launched) / 1e9, Figure.residentMegabytes(process.pid()));
            assertThat(line).contains("listens on");
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return start;
        } finally {
            process.destroyForcibly();
        }
    }
}
