package dev.registrar.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How catalog and AWS differed when they were last compared, by catalog repository. */
public interface DriftRecord {
    /** Replaces what was known. A comparison that did not see everything is not to be recorded: it would look like healing. */
    void replace(long repository, List<Drift> all);

    /** Empty: never compared. */
    Optional<Compared> last(long repository);

    /** @param at when that was */
    record Compared(Instant at, List<Drift> drift) {
        public Compared {
            drift = List.copyOf(drift);
        }
    }
}
