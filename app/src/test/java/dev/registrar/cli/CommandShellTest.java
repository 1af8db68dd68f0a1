package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.pull.RemoteTrouble;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandShellTest {
    private final CapturedConsole captured = new CapturedConsole();

    @ParameterizedTest
    @EnumSource(ExitStatus.class)
    void run_command_endsWithItsStatus(ExitStatus status) {
        assertThat(run(() -> status.code(), "check")).isEqualTo(status.code());
        assertThat(captured.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void run_help_isOnStandardOutputAndListsCommandsAndStatuses(String help) {
        assertThat(run(() -> 0, help)).isZero();
        assertThat(captured.out())
                .contains("Usage: registrar [-hV] COMMAND", "check ", "Exit status:", "1   a gate blocks");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void run_helpOfACommand_isTheSameBothWays() {
        assertThat(run(() -> 0, "help", "check")).isZero();
        String first = captured.out();
        assertThat(first).contains("Usage: registrar check", "--format").doesNotContain("Exit status:");
        captured.clear();
        assertThat(run(() -> 0, "check", "--help")).isZero();
        assertThat(captured.out()).isEqualTo(first);
    }

    @Test
    void run_version_isOnStandardOutput() {
        assertThat(run(() -> 0, "--version")).isZero();
        assertThat(captured.out()).startsWith("registrar ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | registrar: which command? see 'registrar --help'",
                "chekc | registrar: unknown command 'chekc'; did you mean 'check'?",
                "xyzzy | registrar: unknown command 'xyzzy'; see 'registrar --help'",
                "--verison | registrar: unknown option '--verison'; did you mean '--version'?",
                "check --fromat json | registrar check: unknown option '--fromat'; did you mean '--format'?",
                "check --fromat=json | registrar check: unknown option '--fromat'; did you mean '--format'?",
                "check --zzz | registrar check: unknown option '--zzz'; see 'registrar check --help'",
                "check this | registrar check: unexpected argument 'this'; see 'registrar check --help'",
                "check --depth x | registrar check: invalid value for option '--depth': 'x' is not an int; see 'registrar"
                        + " check --help'",
                "help chekc | registrar: unknown subcommand 'chekc'; see 'registrar --help'",
            })
    void run_wrongUse_isOneLineAndStatus2(String line, String expected) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        assertThat(run(() -> 0, arguments)).isEqualTo(2);
        assertThat(captured.err().strip()).isEqualTo(expected.replace("' \"\n", ""));
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void run_argumentWithControlCharacters_staysOneLine() {
        assertThat(run(() -> 0, "a\nb\u001b[31m")).isEqualTo(2);
        assertThat(captured.err()).isEqualTo("registrar: unknown command 'a b [31m'; see 'registrar --help'\n");
    }

    @Test
    void run_usageProblem_isItsLinesAndStatus2() {
        int status = run(
                () -> {
                    throw new UsageProblem(List.of("FIRST: is wrong", "SECOND: is missing"));
                },
                "check");
        assertThat(status).isEqualTo(2);
        assertThat(captured.err()).isEqualTo("FIRST: is wrong\nSECOND: is missing\n");
    }

    @Test
    void run_somethingOutsideFails_isOneLineAndStatus3() {
        Exception cause = new IOException("reset");
        for (RuntimeException failure : List.of(
                new OutsideFailure("GitHub does not\nanswer", cause),
                new RemoteTrouble.Unavailable("GitHub does not answer", cause),
                new StoreUnavailable("GitHub does not answer", cause))) {
            captured.clear();
            int status = run(
                    () -> {
                        throw failure;
                    },
                    "check");
            assertThat(status).isEqualTo(3);
            assertThat(captured.err()).isEqualTo("registrar: GitHub does not answer\n");
        }
    }

    @Test
    void run_faultInTheProgram_isOneLineThatNamesTheSwitchAndStatus3() {
        int status = run(
                () -> {
                    throw new IllegalStateException("unexpected");
                },
                "check");
        assertThat(status).isEqualTo(3);
        assertThat(captured.err())
                .isEqualTo("registrar: a fault in the program: java.lang.IllegalStateException: unexpected"
                        + " (REGISTRAR_DEBUG=1 shows where; please report it)\n");
    }

    @Test
    void run_errorOfTheRuntime_isStatus3AndNotTheOneOfABlockingGate() {
        int status = run(
                () -> {
                    throw new StackOverflowError();
                },
                "check");
        assertThat(status).isEqualTo(3);
        assertThat(captured.err()).startsWith("registrar: a fault in the program: java.lang.StackOverflowError");
    }

    @Test
    void run_debugSwitch_printsTheTraceAfterTheLine() {
        int status = new CommandShell(captured.console(), Map.of("REGISTRAR_DEBUG", "1"), List.of(new Check(() -> {
                    throw new OutsideFailure("GitHub does not answer", new IOException("reset"));
                })))
                .run("check");
        assertThat(status).isEqualTo(3);
        assertThat(captured.err())
                .startsWith("registrar: GitHub does not answer\n")
                .contains("\tat dev.registrar.cli", "Caused by: java.io.IOException: reset");
    }

    private int run(Callable<Integer> work, String... arguments) {
        return new CommandShell(captured.console(), Map.of(), List.of(new Check(work))).run(arguments);
    }

    @Command(name = "check", description = "Stands in for a command.")
    static final class Check implements Callable<Integer> {
        @Option(names = "--format")
        String format = "text";

        @Option(names = "--depth")
        int depth;

        private final Callable<Integer> work;

        Check(Callable<Integer> work) {
            this.work = work;
        }

        @Override
        public Integer call() throws Exception {
            assertThat(format.length() + depth).isPositive(); // options are read, so they must be there
            return work.call();
        }
    }
}
