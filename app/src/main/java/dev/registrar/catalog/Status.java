package dev.registrar.catalog;

/** Where a registry stands in its life (ADR-0092, section 5). */
public enum Status implements Vocabulary {
    PENDING("pending"),
    ACTIVE("active"),
    DEPRECATED("deprecated"),
    DECOMMISSIONED("decommissioned");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
