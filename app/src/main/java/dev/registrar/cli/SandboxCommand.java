package dev.registrar.cli;

import dev.registrar.sandbox.story.Story;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sandbox}: a stand-in for GitHub, the same server that {@code serve} runs talking to it, and a page to drive both. */
@Command(
        name = "sandbox",
        description = "Runs the whole product on this machine, with a stand-in for GitHub and a page to drive it.")
final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where the page is, on loopback (default: 4000; 0: any).")
    private int port = 4000;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where repositories and database go (default: a new folder).")
    private @Nullable Path data;

    @Option(names = "--demo", description = "Plays the whole story once, checks each step, and ends.")
    private boolean demo;

    private final Console console;
    private final Termination termination;
    private final Clock clock;

    SandboxCommand(Console console, Termination termination, Clock clock) {
        this.console = console;
        this.termination = termination;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = console.out();
        Path folder = data == null ? Files.createTempDirectory("registrar-sandbox") : data;
        SandboxServer sandbox = SandboxServer.start(demo ? 0 : port, folder, clock);
        if (demo) {
            return play(sandbox, folder, out);
        }
        out.println("The sandbox is ready: " + sandbox.github().url());
        out.println("Repositories can be cloned and pushed to, such as "
                + sandbox.github().url().resolve("/acme/platform-catalog.git") + " (user ana, password person_ana).");
        out.println("Registrar takes webhooks on port " + sandbox.registrar().port() + ". Everything is kept in "
                + folder + ". Ctrl+C ends it.");
        out.flush();
        termination.awaitThen(sandbox::close);
        return ExitStatus.PASS.code();
    }

    private static Integer play(SandboxServer sandbox, Path folder, PrintWriter out) {
        Story story = new Story(sandbox.github(), folder, line -> {
            out.println(line);
            out.flush();
        });
        boolean cameTrue = story.play();
        sandbox.close();
        return (cameTrue ? ExitStatus.PASS : ExitStatus.BLOCKED).code();
    }
}
