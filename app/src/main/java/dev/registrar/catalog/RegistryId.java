package dev.registrar.catalog;

import java.util.Locale;

/** The id of a registry, which is derived from its name (ADR-0092, section 3). */
public final class RegistryId {
    private RegistryId() {}

    /** {@code app-foo} gives {@code REGISTRY_APP_FOO}. */
    public static String of(String name) {
        String capitals = name.toUpperCase(Locale.ROOT);
        StringBuilder id = new StringBuilder(capitals.length() + 9).append("REGISTRY_");
        for (int at = 0; at < capitals.length(); ) {
            int c = capitals.codePointAt(at);
            at += Character.charCount(c);
            id.append(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? (char) c : '_');
        }
        return id.toString();
    }
}
