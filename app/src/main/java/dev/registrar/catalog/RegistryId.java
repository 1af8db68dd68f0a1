package dev.registrar.catalog;

import java.util.Locale;

/** The id of a registry, which is derived from its name (ADR-0092, section 3). */
public final class RegistryId {
    private RegistryId() {}

    /** {@code app-foo} gives {@code REGISTRY_APP_FOO}. */
    public static String of(String name) {
        return "REGISTRY_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
