package dev.registrar.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running Chromium with a profile of its own, which goes with it. */
final class Chromium implements AutoCloseable {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final Path profile;
    private final Process process;
    private final DevTools tools;

    private Chromium(Path profile, Process process, DevTools tools) {
        this.profile = profile;
        this.process = process;
        this.tools = tools;
    }

    static Chromium start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        Path said = profile.resolve("said.txt");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox", // the sandbox of Chromium refuses to run for root, as in a container
                        "--disable-gpu",
                        "--disable-dev-shm-usage", // 64 MB in a container, too little for some pages
                        "--disable-quic",
                        "--no-first-run",
                        "--no-default-browser-check",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-extensions",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--lang=en",
                        "--force-color-profile=srgb",
                        "--user-data-dir=" + profile,
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            return new Chromium(
                    profile, process, new DevTools(HttpClient.newHttpClient(), address(profile, process, said)));
        } catch (RuntimeException | Error e) {
            end(process);
            remove(profile);
            throw e;
        }
    }

    /** Chromium writes port and path into its profile once it listens. */
    private static URI address(Path profile, Process process, Path said) {
        Path file = profile.resolve("DevToolsActivePort");
        List<String> lines = await().atMost(TO_START)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new AssertionError("Chromium has ended: " + Files.readString(said));
                            }
                            return Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
                        },
                        found -> found.size() > 1);
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    /** A tab with cookies and storage of its own. */
    Tab tab() {
        String context = tools.call("Target.createBrowserContext", Map.of("disposeOnDetach", true))
                .get("browserContextId")
                .asText();
        String target = tools.call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
                .get("targetId")
                .asText();
        String session = tools.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        return new Tab(tools, session);
    }

    @Override
    public void close() throws IOException {
        tools.close();
        end(process);
        remove(profile);
    }

    /** Asked politely first: it then collects the processes that it has started. */
    private static void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(TO_END.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            started.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** What still ends may write once more, so this is tried again. */
    private static void remove(Path folder) {
        await().atMost(TO_END)
                .pollInterval(Duration.ofMillis(50))
                .ignoreException(IOException.class)
                .until(() -> {
                    try (Stream<Path> files = Files.walk(folder)) {
                        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                            Files.deleteIfExists(file);
                        }
                    }
                    return !Files.exists(folder);
                });
    }
}
