package dev.registrar.architecture.planted.vague;

/** The others, and one that only looks like it. */
public record Vague(int value) {
    /** Found. */
    public record CatalogImpl(int value) {}

    /** Found. */
    public record TextUtils(int value) {}

    /** Found. */
    public record TextUtil(int value) {}

    /** Found. */
    public record CheckHelper(int value) {}

    /** Not found. */
    public record Implicit(int value) {}
}
