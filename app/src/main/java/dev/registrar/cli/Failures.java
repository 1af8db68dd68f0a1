package dev.registrar.cli;

import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.server.CannotListen;
import dev.registrar.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where what went wrong becomes a line for the user and a status for the shell. */
final class Failures {
    private static final List<Class<? extends Exception>> OUTSIDE =
            List.of(OutsideFailure.class, RemoteTrouble.class, StoreUnavailable.class, CannotListen.class);

    private final Console console;
    private final boolean debug;

    /** @param debug whether the stack trace is printed after the line */
    Failures(Console console, boolean debug) {
        this.console = console;
        this.debug = debug;
    }

    ExitStatus report(Throwable failure) {
        ExitStatus status = complain(failure);
        if (debug) {
            failure.printStackTrace(console.err());
            console.err().flush();
        }
        return status;
    }

    private ExitStatus complain(Throwable failure) {
        if (failure instanceof ParameterException wrong) {
            console.complain(line(wrong));
            return ExitStatus.USAGE;
        }
        if (failure instanceof UsageProblem problem) {
            problem.lines().forEach(console::complain);
            return ExitStatus.USAGE;
        }
        if (OUTSIDE.stream().anyMatch(type -> type.isInstance(failure))) {
            console.complain("registrar: " + failure.getMessage());
            return ExitStatus.OUTSIDE;
        }
        console.complain("registrar: a fault in the program: " + failure
                + (debug ? "" : " (REGISTRAR_DEBUG=1 shows where; please report it)"));
        return ExitStatus.OUTSIDE;
    }

    private static String line(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return name + ": " + asClause(String.valueOf(wrong.getMessage())) + seeHelp(command);
        }
        String word = unmatched.getUnmatched().get(0);
        if (word.startsWith("-")) {
            String option = word.split("=", 2)[0];
            return name + ": unknown option '" + option + "'" + suggestion(command, option, options(command));
        }
        if (!command.getSubcommands().isEmpty()) {
            Collection<String> commands = command.getSubcommands().keySet();
            return name + ": unknown command '" + word + "'" + suggestion(command, word, commands);
        }
        return name + ": unexpected argument '" + word + "'" + seeHelp(command);
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(OptionSpec::names)
                .flatMap(Stream::of)
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static String suggestion(CommandLine command, String word, Collection<String> known) {
        Optional<String> nearest = Nearest.to(word, known);
        return nearest.map(candidate -> "; did you mean '" + candidate + "'?").orElseGet(() -> seeHelp(command));
    }

    private static String seeHelp(CommandLine command) {
        return "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
    }

    /** A sentence of picocli's as part of ours. */
    private static String asClause(String sentence) {
        String text = sentence.strip().replaceFirst("\\.$", "");
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
