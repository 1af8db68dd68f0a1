package dev.registrar.cli;

import dev.registrar.inventory.RegistryReader;
import java.io.PrintWriter;

/** One line of a terminal that is written over and over; wiped when the work is done. */
final class ProgressBar implements RegistryReader.Progress, AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintWriter terminal;
    private int found;
    private int read;
    private int longest;

    ProgressBar(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void found(int repositories) {
        found += repositories;
        draw();
    }

    @Override
    public synchronized void read() {
        read++;
        draw();
    }

    private void draw() {
        int filled = found == 0 ? 0 : WIDTH * read / found;
        String line =
                "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + read + " of " + found + " repositories";
        longest = Math.max(longest, line.length());
        terminal.print("\r" + line);
        terminal.flush();
    }

    @Override
    public synchronized void close() {
        terminal.print("\r" + " ".repeat(longest) + "\r");
        terminal.flush();
    }
}
