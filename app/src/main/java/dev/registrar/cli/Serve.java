package dev.registrar.cli;

import dev.registrar.settings.Problem;
import dev.registrar.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** {@code serve}: settings in, server up, down in order on a signal. */
@Command(
        name = "serve",
        description = {
            "Runs the webhook server.",
            "",
            "Settings are environment variables; all that are wrong are named."
        })
final class Serve implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(Serve.class);
    // Orchestrators kill after 30 seconds; the rest is for the runtime itself.
    private static final Duration TO_STOP = Duration.ofSeconds(25);

    private final Map<String, String> environment;
    private final Function<Settings, Running> start;
    private final Termination termination;

    Serve(Map<String, String> environment, Function<Settings, Running> start, Termination termination) {
        this.environment = Map.copyOf(environment);
        this.start = start;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        Settings settings = Settings.read(environment).match(valid -> valid, problems -> {
            throw new UsageProblem(problems.stream().map(Problem::toString).toList());
        });
        Running running = start.apply(settings);
        log.info("version {} listens on {} port {}", Version.text(), settings.host(), running.port());
        termination.awaitThen(() -> {
            log.info("told to stop; work in hand is finished or given back");
            running.stop().accept(TO_STOP);
        });
        return ExitStatus.PASS.code();
    }

    /** A server at work, and how to stop it within a time. */
    record Running(int port, Consumer<Duration> stop) {}
}
