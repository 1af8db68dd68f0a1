package dev.registrar.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command prints, in memory. */
final class CapturedConsole {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Console console() {
        return new Console(new PrintWriter(out, true), new PrintWriter(err, true));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    void clear() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }
}
