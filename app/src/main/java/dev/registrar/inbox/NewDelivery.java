package dev.registrar.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work to be stored.
 *
 * @param guid GitHub's {@code X-GitHub-Delivery}, or for work of our own a name that is the same whenever the same work
 *     is asked for, so that asking twice does it once; a guid belongs to one subject for good
 * @param sameAs what the delivery is about the state of ({@code "judge"} for a pull request): of several open ones only
 *     the newest is worked on. Null where each counts, as commands do
 * @param dueAt not before this time; a time that has passed means now
 */
public record NewDelivery(
        String guid,
        Subject subject,
        String event,
        @Nullable String sameAs,
        Payload body,
        Instant dueAt) {
    public NewDelivery {
        if (guid.isBlank() || event.isBlank()) {
            throw new IllegalArgumentException("a delivery needs a guid and an event");
        }
        if (dueAt.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("due before 1970");
        }
    }

    /** Due at once, and never coalesced with another. */
    public static NewDelivery now(String guid, Subject subject, String event, Payload body) {
        return new NewDelivery(guid, subject, event, null, body, Instant.EPOCH);
    }

    /** Due at once; stands for older open ones of the subject that are the same as it. */
    public static NewDelivery newest(String guid, Subject subject, String event, String sameAs, Payload body) {
        return new NewDelivery(guid, subject, event, sameAs, body, Instant.EPOCH);
    }

    public NewDelivery dueAt(Instant time) {
        return new NewDelivery(guid, subject, event, sameAs, body, time);
    }
}
