package dev.registrar.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** Everything around the commands: help, version, complaints, status. */
final class CommandShell {
    private final Console console;
    private final Failures failures;
    private final CommandLine commandLine;

    /** @param commands picocli commands, in the order in which help lists them; each gives a status back */
    CommandShell(Console console, Map<String, String> environment, List<? extends Callable<Integer>> commands) {
        this.console = console;
        this.failures = new Failures(console, "1".equals(environment.get("REGISTRAR_DEBUG")));
        this.commandLine = new CommandLine(new Root());
        commands.forEach(commandLine::addSubcommand);
        commandLine.addSubcommand(new HelpCommand());
        commandLine.setOut(console.out());
        commandLine.setErr(console.err());
        commandLine.setParameterExceptionHandler(
                (wrong, args) -> failures.report(wrong).code());
        commandLine.setExecutionExceptionHandler(
                (failure, command, parsed) -> failures.report(failure).code());
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit status:%n");
        commandLine.getCommandSpec().usageMessage().exitCodeList(statuses());
    }

    private static Map<String, String> statuses() {
        Map<String, String> list = new LinkedHashMap<>();
        Arrays.stream(ExitStatus.values()).forEach(status -> list.put(" " + status.code(), status.meaning()));
        return list;
    }

    int run(String... args) {
        try {
            return commandLine.execute(args);
        } catch (
                Throwable
                        e) { // Out of memory and the like: the runtime's own status, 1, would mean that a gate blocks.
            return failures.report(e).code();
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    @Command(
            name = "registrar",
            description = "Governs container registries through pull requests and issues.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            scope = ScopeType.INHERIT,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new UsageProblem("registrar: which command? see 'registrar --help'");
        }
    }
}
