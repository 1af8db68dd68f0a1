package dev.registrar.cli;

import java.util.List;

/** Wrong use or an unreadable configuration; each line says what and where, and makes sense by itself. */
final class UsageProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    // A plain array, since an exception has to be serializable.
    private final String[] lines;

    UsageProblem(String line) {
        this(List.of(line));
    }

    UsageProblem(List<String> lines) {
        super(String.join("; ", lines));
        this.lines = lines.toArray(String[]::new);
    }

    List<String> lines() {
        return List.of(lines);
    }
}
