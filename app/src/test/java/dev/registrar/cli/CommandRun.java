package dev.registrar.cli;

import java.util.Map;

/** One run of the program in this process: its status, and what it printed. */
public record CommandRun(int status, String out, String err) {
    public static CommandRun of(String... arguments) {
        CapturedConsole captured = new CapturedConsole();
        int status = Main.run(captured.console(), Map.of(), arguments);
        return new CommandRun(status, captured.out(), captured.err());
    }
}
