package dev.registrar.store;

import java.util.Map;

/** Where the two databases are written to differently. */
enum Dialect {
    /** Its transactions begin as the only writer, so it knows no row locks and needs none. */
    SQLITE("", "", "integer primary key", " autoincrement", "blob"),
    POSTGRES(
            " for update",
            " for update of s skip locked",
            "bigint primary key",
            " generated always as identity",
            "bytea");

    private final String forUpdate;
    private final String forUpdateOfFreeSubject;
    private final String key;
    private final String counted;
    private final String bytes;

    Dialect(String forUpdate, String forUpdateOfFreeSubject, String key, String counted, String bytes) {
        this.forUpdate = forUpdate;
        this.forUpdateOfFreeSubject = forUpdateOfFreeSubject;
        this.key = key;
        this.counted = counted;
        this.bytes = bytes;
    }

    /** Follows a select whose rows are to stay as they are until the end of the transaction. */
    String forUpdate() {
        return forUpdate;
    }

    /** Likewise for {@code subject s}, passing over rows that others have locked. */
    String forUpdateOfFreeSubject() {
        return forUpdateOfFreeSubject;
    }

    /** The types that the migrations leave open. */
    Map<String, String> placeholders() {
        return Map.of("key", key, "counted_key", key + counted, "bytes", bytes);
    }
}
