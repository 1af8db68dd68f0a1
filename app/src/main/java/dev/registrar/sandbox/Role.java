package dev.registrar.sandbox;

import java.util.Locale;

/** What someone may do in a repository, least first. */
enum Role {
    NONE,
    READ,
    TRIAGE,
    WRITE,
    MAINTAIN,
    ADMIN;

    boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }

    String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The older field {@code permission}, which knows neither maintain nor triage. */
    String legacyName() {
        return switch (this) {
            case MAINTAIN -> "write";
            case TRIAGE -> "read";
            case NONE, READ, WRITE, ADMIN -> roleName();
        };
    }

    static Role max(Role a, Role b) {
        return a.atLeast(b) ? a : b;
    }

    static Role of(String name) {
        return switch (name) {
            case "pull" -> READ;
            case "push" -> WRITE;
            default -> valueOf(name.toUpperCase(Locale.ROOT));
        };
    }
}
