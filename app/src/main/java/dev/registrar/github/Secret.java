package dev.registrar.github;

/** A token of whatever length that cannot print itself. */
final class Secret {
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The value of an {@code Authorization} header; the only place where the token shows. */
    String bearer() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
