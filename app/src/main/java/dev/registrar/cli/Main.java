package dev.registrar.cli;

import dev.registrar.inventory.aws.AwsAccess;
import dev.registrar.inventory.aws.AwsRegistries;
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
        Logging.quiet(args.length == 0 || !args[0].equals("serve"));
        System.exit(run(Console.ofProcess(), System.getenv(), args));
    }

    static int run(Console console, Map<String, String> environment, String... args) {
        return new CommandShell(console, environment, commands(console, environment)).run(args);
    }

    private static List<Callable<Integer>> commands(Console console, Map<String, String> environment) {
        Clock clock = Clock.systemUTC();
        return List.of(
                new Serve(console, environment, settings -> start(settings, clock), new SignalTermination()),
                new CheckCommand(console, clock, Ansi.AUTO::enabled),
                new SyncCommand(console, clock, SyncCommand.Way.OF_PROCESS, Ansi.AUTO::enabled),
                new DocsCommand(console),
                new PolicyCommand(console),
                new DeliveriesCommand(console, environment, clock),
                new AuditCommand(console, environment, clock),
                new SandboxCommand(console, new SignalTermination(), clock));
    }

    private static Serve.Running start(Settings settings, Clock clock) {
        return settings.credentials()
                .map(app -> {
                    AwsRegistries aws = new AwsRegistries(AwsAccess::ofProcess);
                    RunningServer server = RunningServer.start(settings, app, clock, aws);
                    return new Serve.Running(server.port(), List.of(), within -> {
                        server.leave(within);
                        aws.close();
                    });
                })
                .orElseGet(() -> SetUpServer.start(settings, clock));
    }
}
