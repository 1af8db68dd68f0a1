package dev.registrar.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.audit.AuditEntry;
import dev.registrar.audit.AuditLog;
import dev.registrar.audit.AuditRecord;
import dev.registrar.audit.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** The audit record on a database. */
final class JdbcAuditLog implements AuditLog {
    private static final int PAGE = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transactions transactions;

    JdbcAuditLog(Transactions transactions) {
        this.transactions = transactions;
    }

    private record End(long seq, String hash) {}

    @Override
    public AuditRecord append(AuditEntry entry) {
        return transactions.write(handle -> {
            // Takes the lock of the chain's end; what others appended is seen by the statements after it.
            End end = handle.createQuery("update audit_end set seq = seq where id = 1 returning seq, hash")
                    .map((row, context) -> new End(row.getLong("seq"), row.getString("hash")))
                    .one();
            return byKey(handle, entry.key()).orElseGet(() -> append(handle, end, entry));
        });
    }

    private AuditRecord append(Handle handle, End end, AuditEntry entry) {
        Instant now = Instant.ofEpochMilli(transactions.now(handle));
        AuditRecord added = AuditRecord.of(end.seq() + 1, now, entry, end.hash());
        handle.createUpdate("""
                        insert into audit (seq, at, key, kind, repository, subject, details, previous_hash, hash)
                        values (:seq, :at, :key, :kind, :repository, :subject, :details, :previous, :hash)
                        """)
                .bind("seq", added.seq())
                .bind("at", added.at().toEpochMilli())
                .bind("key", added.key())
                .bind("kind", added.kind())
                .bind("repository", added.repository())
                .bind("subject", added.subject())
                .bind("details", json(added.details()))
                .bind("previous", added.previousHash())
                .bind("hash", added.hash())
                .execute();
        handle.createUpdate("update audit_end set seq = :seq, hash = :hash where id = 1")
                .bind("seq", added.seq())
                .bind("hash", added.hash())
                .execute();
        return added;
    }

    @Override
    public Optional<AuditRecord> find(String key) {
        return transactions.read(handle -> byKey(handle, key));
    }

    private static Optional<AuditRecord> byKey(Handle handle, String key) {
        return handle.createQuery("select * from audit where key = :key")
                .bind("key", key)
                .map((row, context) -> audited(row))
                .findOne();
    }

    @Override
    public void forEach(Instant since, Consumer<AuditRecord> reader) {
        long first = transactions.read(handle -> handle.createQuery("select min(seq) from audit where at >= :since")
                .bind("since", since.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .orElse(Long.MAX_VALUE));
        // Times of one chain may step back with the clock; the order is that of the chain, the time decides each.
        List<AuditRecord> page = page(first);
        while (!page.isEmpty()) {
            page.stream().filter(one -> !one.at().isBefore(since)).forEach(reader);
            page = page(page.get(page.size() - 1).seq() + 1);
        }
    }

    private List<AuditRecord> page(long from) {
        return transactions.read(
                handle -> handle.createQuery("select * from audit where seq >= :from order by seq limit :most")
                        .bind("from", from)
                        .bind("most", PAGE)
                        .map((row, context) -> audited(row))
                        .list());
    }

    @Override
    public List<AuditRecord> latest(String repository, int limit) {
        return transactions.read(handle -> handle.createQuery(
                        "select * from audit where repository = :repository order by seq desc limit :most")
                .bind("repository", repository)
                .bind("most", limit)
                .map((row, context) -> audited(row))
                .list());
    }

    @Override
    public Verification verify() {
        // The end first: what is appended meanwhile comes after it.
        Optional<End> end =
                transactions.read(handle -> handle.createQuery("select seq, hash from audit_end where id = 1")
                        .map((row, context) -> new End(row.getLong("seq"), row.getString("hash")))
                        .findOne());
        if (end.isEmpty()) {
            return new Verification.Broken(1, "where the chain ends is not noted any more");
        }
        return verify(end.get());
    }

    private Verification verify(End end) {
        long expected = 1;
        String previous = AuditRecord.BEGINNING;
        List<AuditRecord> page = page(Long.MIN_VALUE);
        while (!page.isEmpty()) {
            for (AuditRecord one : page) {
                Optional<String> fault = fault(one, expected, previous);
                if (fault.isPresent()) {
                    return new Verification.Broken(expected, fault.get());
                }
                if (one.seq() == end.seq() && !one.hash().equals(end.hash())) {
                    return new Verification.Broken(expected, "the chain was left with another hash here");
                }
                previous = one.hash();
                expected++;
            }
            page = page(expected);
        }
        if (expected <= end.seq()) {
            return new Verification.Broken(expected, "the record is missing, the chain went on to record " + end.seq());
        }
        return new Verification.Intact(expected - 1, previous);
    }

    private static Optional<String> fault(AuditRecord one, long expected, String previous) {
        if (one.seq() != expected) {
            return Optional.of("the record is missing");
        }
        if (!one.previousHash().equals(previous)) {
            return Optional.of("it does not follow from the record before");
        }
        if (!one.hash().equals(one.expectedHash())) {
            return Optional.of("its content does not match its hash");
        }
        return Optional.empty();
    }

    private static AuditRecord audited(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("key"),
                row.getString("kind"),
                row.getString("repository"),
                row.getString("subject"),
                details(row.getString("details")),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    private static String json(SortedMap<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }

    /** What is not a map of texts was tampered with; it is read as something else, so that its hash does not match. */
    private static SortedMap<String, String> details(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            return new TreeMap<>(Map.of("unreadable", json));
        }
    }
}
