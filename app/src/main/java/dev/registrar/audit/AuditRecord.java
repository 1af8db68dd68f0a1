package dev.registrar.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the chain.
 *
 * <p>Its hash is the SHA-256, in lower-case hexadecimal, of these fields in UTF-8, in this order: the text
 * {@code registrar-audit-1}, seq, the time in milliseconds since 1970, key, kind, repository, subject, then for each
 * detail in the order of names its name and its value, and last the hash of the record before (of the first record:
 * {@link #BEGINNING}). Each field is written as its length in bytes in decimal, a colon, its bytes, and a line feed, so
 * that no two records are written alike; an absent subject is written as a minus sign and a line feed.
 *
 * @param seq counts from 1 without gaps
 * @param at to the millisecond
 */
public record AuditRecord(
        long seq,
        Instant at,
        String key,
        String kind,
        String repository,
        @Nullable String subject,
        SortedMap<String, String> details,
        String previousHash,
        String hash) {
    /** What stands for the hash before the first record. */
    public static final String BEGINNING = "0".repeat(64);

    private static final String FORM = "registrar-audit-1";

    public AuditRecord {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    /** The record of an entry, with its hash. */
    public static AuditRecord of(long seq, Instant at, AuditEntry entry, String previousHash) {
        AuditRecord unhashed = new AuditRecord(
                seq,
                at,
                entry.key(),
                entry.kind(),
                entry.repository(),
                entry.subject(),
                entry.details(),
                previousHash,
                "");
        return unhashed.withHash(unhashed.expectedHash());
    }

    /** The hash that the content calls for. */
    public String expectedHash() {
        MessageDigest digest = sha256();
        add(digest, FORM);
        add(digest, Long.toString(seq));
        add(digest, Long.toString(at.toEpochMilli()));
        add(digest, key);
        add(digest, kind);
        add(digest, repository);
        add(digest, subject);
        details.forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        add(digest, previousHash);
        return HexFormat.of().formatHex(digest.digest());
    }

    private AuditRecord withHash(String known) {
        return new AuditRecord(seq, at, key, kind, repository, subject, details, previousHash, known);
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        if (field == null) {
            digest.update("-\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
