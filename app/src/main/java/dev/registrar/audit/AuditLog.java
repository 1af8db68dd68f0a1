package dev.registrar.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The audit record of all replicas together: one chain, appended to by one at a time, and never changed. */
public interface AuditLog {
    /**
     * Appends in a transaction of its own, and says what was recorded. An entry whose key is there already is not
     * recorded again: the record that is there is returned, so its hash can be asked for again by a later try.
     */
    AuditRecord append(AuditEntry entry);

    Optional<AuditRecord> find(String key);

    /** Hands over all records from a time on, in order, without holding them all at once. */
    void forEach(Instant since, Consumer<AuditRecord> reader);

    /** The newest of a repository, the newest first. */
    List<AuditRecord> latest(String repository, int limit);

    /** Checks the whole chain, and that its end is where it was left. */
    Verification verify();
}
