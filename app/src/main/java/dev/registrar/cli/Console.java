package dev.registrar.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where results and complaints are written. */
record Console(PrintWriter out, PrintWriter err) {
    /** The process's own streams, in UTF-8 whatever the locale says: what is written there is read by programs too. */
    static Console ofProcess() {
        return new Console(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    /** One line, whatever the text holds: part of it may come from outside. */
    void complain(String line) {
        err.println(line.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip());
        err.flush();
    }
}
