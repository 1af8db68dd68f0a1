package dev.registrar.catalog;

/** Scanning by tier (ADR-0092), as ECR can express it: on push, enhanced, enhanced and continuous. */
public enum Scanning implements Vocabulary {
    STANDARD("Standard"),
    ENHANCED("Enhanced"),
    CRITICAL("Critical");

    private final String word;

    Scanning(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
