package dev.registrar.audit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something to be recorded.
 *
 * @param key names what happened for good: the same key is recorded once
 * @param kind what sort of thing happened
 * @param repository where, as {@code owner/repo}
 * @param subject on what there, such as {@code #12}
 * @param details everything else; may hold any text
 */
public record AuditEntry(
        String key,
        String kind,
        String repository,
        @Nullable String subject,
        SortedMap<String, String> details) {
    public AuditEntry {
        if (key.isBlank() || kind.isBlank()) {
            throw new IllegalArgumentException("an audit entry needs a key and a kind");
        }
        TreeMap<String, String> known = new TreeMap<>();
        details.forEach((name, value) -> known.put(encodable(name), encodable(value)));
        details = Collections.unmodifiableSortedMap(known);
    }

    /** Half of a surrogate pair has no form in UTF-8; what is hashed is what is stored. */
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
