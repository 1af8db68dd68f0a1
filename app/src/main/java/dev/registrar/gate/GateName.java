package dev.registrar.gate;

import dev.registrar.catalog.Vocabulary;

/** The gates, in the order in which they are shown (contract, section 6). */
public enum GateName implements Vocabulary {
    SCHEMA("schema"),
    NAMING("naming"),
    RISK_TIER("risk-tier"),
    OWNERSHIP("ownership"),
    LIFECYCLE("lifecycle"),
    PLACEMENT("placement"),
    TERRAFORM("terraform"),
    APPROVAL("approval"),
    CHECKLIST("checklist"),
    /** Faults of the configuration; shown by the check run {@code registrar} itself. */
    CONFIGURATION("configuration");

    private final String word;

    GateName(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** The name of its check run. */
    public String checkRun() {
        return this == CONFIGURATION ? "registrar" : "registrar/" + word;
    }
}
