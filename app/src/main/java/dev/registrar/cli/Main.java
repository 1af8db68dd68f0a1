package dev.registrar.cli;

import dev.registrar.settings.AppCredentials;
import dev.registrar.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Help.Ansi;

/** The program's entry point, and the list of its commands. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), System.getenv(), args));
    }

    static int run(Console console, Map<String, String> environment, String... args) {
        return new CommandShell(console, environment, commands(console, environment)).run(args);
    }

    private static List<Callable<Integer>> commands(Console console, Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        return List.of(
                new Serve(environment, Main::start, new SignalTermination()),
                new CheckCommand(console, clock, Ansi.AUTO::enabled),
                new DocsCommand(console),
                new PolicyCommand(console),
                new AuditCommand(console, environment, clock),
                new SandboxCommand(console, new SignalTermination(), clock));
    }

    private static Serve.Running start(Settings settings) {
        AppCredentials app = settings.credentials()
                .orElseThrow(() -> new UsageProblem("GITHUB_APP_ID: is missing, as are GITHUB_APP_PRIVATE_KEY and"
                        + " GITHUB_WEBHOOK_SECRET; set all three"));
        RunningServer server = RunningServer.start(settings, app, Clock.systemUTC());
        return new Serve.Running(server.port(), server::stop);
    }
}
