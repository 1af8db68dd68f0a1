package dev.registrar.inventory;

import dev.registrar.catalog.Scanning;

/** How the images of a repository are scanned in effect, the registry's rules counted; from the weakest to the strongest. */
public enum ScanLevel {
    MANUAL("only by hand"),
    ON_PUSH("on push"),
    ENHANCED("enhanced, on push"),
    CONTINUOUS("enhanced, continuous");

    private final String words;

    ScanLevel(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    static ScanLevel of(Scanning wanted) {
        return switch (wanted) {
            case STANDARD -> ON_PUSH;
            case ENHANCED -> ENHANCED;
            case CRITICAL -> CONTINUOUS;
        };
    }
}
