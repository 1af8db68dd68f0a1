package dev.registrar.cli;

/** What the program's end tells the shell. */
enum ExitStatus {
    PASS(0, "all gates pass"),
    BLOCKED(1, "a gate blocks, or drift is found where that was asked for"),
    USAGE(2, "wrong use or unreadable configuration"),
    OUTSIDE(3, "something outside failed: GitHub, AWS, the database");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
