package dev.registrar.catalog;

/** How much harm a compromised image would do (ADR-0092), from the least to the most. */
public enum RiskTier implements Vocabulary {
    LOW("low"),
    MEDIUM("medium"),
    HIGH("high");

    private final String word;

    RiskTier(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
