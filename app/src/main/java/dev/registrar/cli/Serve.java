package dev.registrar.cli;

import dev.registrar.settings.LogFormat;
import dev.registrar.settings.Settings;
import java.time.Duration;
import java.util.List;
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
            "Settings are environment variables; all that are wrong are named. With no App credentials it starts in set-up"
                    + " mode and prints where the set-up page is."
        })
final class Serve implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(Serve.class);
    // Orchestrators kill after 30 seconds; the rest is for the runtime itself.
    private static final Duration TO_STOP = Duration.ofSeconds(25);

    private final Console console;
    private final Map<String, String> environment;
    private final Function<Settings, Running> start;
    private final Termination termination;

    Serve(
            Console console,
            Map<String, String> environment,
            Function<Settings, Running> start,
            Termination termination) {
        this.console = console;
        this.environment = Map.copyOf(environment);
        this.start = start;
        this.termination = termination;
    }

    @Override
    public Integer call() {
        Settings settings = SettingsOrUsage.read(environment);
        termination.runUntilTold(() -> {
            Running running = start.apply(settings);
            announce(settings, running);
            return () -> {
                log.info("told to stop; work in hand is finished or given back");
                running.stop().accept(TO_STOP);
            };
        });
        return ExitStatus.PASS.code();
    }

    /** On standard output for people; where logs are read by machines, as a log line like all others. */
    private void announce(Settings settings, Running running) {
        tell(settings, "Registrar " + Version.text() + " listens on " + address(settings.host(), running.port()));
        running.notes().forEach(note -> tell(settings, note));
        console.out().flush();
    }

    private void tell(Settings settings, String line) {
        if (settings.log() == LogFormat.JSON) {
            log.info("{}", line);
            return;
        }
        console.out().println(line);
    }

    private static String address(String host, int port) {
        return "http://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * A server at work.
     *
     * @param notes what whoever started it should know, a line each
     * @param stop stops it within a time
     */
    record Running(int port, List<String> notes, Consumer<Duration> stop) {
        Running {
            notes = List.copyOf(notes);
        }
    }
}
