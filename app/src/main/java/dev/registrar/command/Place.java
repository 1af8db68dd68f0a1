package dev.registrar.command;

/** Where a comment stands. */
public enum Place {
    /** An issue of the catalog repository with the request label. */
    REQUEST("a registry request"),
    /** Any other issue of the catalog repository. */
    CATALOG_ISSUE("an issue of the catalog repository"),
    CATALOG_PULL_REQUEST("a pull request of the catalog repository"),
    INFRA_PULL_REQUEST("a pull request of an infra repository"),
    INFRA_ISSUE("an issue of an infra repository");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    /** With its article, for the middle of a sentence. */
    public String words() {
        return words;
    }
}
