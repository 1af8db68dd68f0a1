package dev.registrar.github;

import java.time.Instant;
import java.util.List;

/** The App's webhook as GitHub recorded it, for catching up on what did not arrive. */
public interface HookDeliveries {
    /** Attempts that failed since an instant, newest first, one for each delivery; GitHub keeps three days. */
    List<Failed> failedSince(Instant since);

    /** Has GitHub send it again, under the same GUID. What GitHub no longer has is passed over. */
    void redeliver(long attempt);

    /**
     * A failed attempt. That a later attempt succeeded does not show here.
     *
     * @param attempt GitHub's number of it
     * @param guid the delivery's, the same for all attempts
     * @param event the {@code X-GitHub-Event} header
     */
    record Failed(long attempt, String guid, String event, Instant at) {}
}
