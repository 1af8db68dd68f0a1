package dev.registrar.inventory;

/** Ways in which a catalog and AWS differ (contract, section 2). */
public enum DriftKind {
    AWS_ONLY("aws-only", "In AWS only"),
    CATALOG_ONLY("catalog-only", "In the catalog only"),
    WEAKENED("weakened", "Weaker in AWS than in the catalog"),
    STRENGTHENED("strengthened", "Stronger in AWS than in the catalog"),
    MISPLACED("misplaced", "In the wrong account or region"),
    PENDING_BUT_EXISTING("pending-but-existing", "Pending, but there already"),
    DECOMMISSIONED_BUT_EXISTING("decommissioned-but-existing", "Decommissioned, but still there"),
    OWNER_GONE("owner-gone", "Without an owner");

    private final String word;
    private final String title;

    DriftKind(String word, String title) {
        this.word = word;
        this.title = title;
    }

    public String word() {
        return word;
    }

    public String title() {
        return title;
    }
}
