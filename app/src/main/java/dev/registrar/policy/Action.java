package dev.registrar.policy;

import dev.registrar.catalog.Vocabulary;

/** What a breach of a rule leads to (ADR-0093's {@code violation_action}), from the least to the most. */
public enum Action implements Vocabulary {
    /** Written down, no more. */
    LOG("log"),
    /** Shown as a warning. */
    ALERT("alert"),
    /** Makes the gate fail. */
    BLOCK("block");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
