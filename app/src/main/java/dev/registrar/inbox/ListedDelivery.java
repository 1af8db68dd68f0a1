package dev.registrar.inbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A delivery as it stands.
 *
 * @param cause why its last try failed, or why it was given up
 * @param dueAt when it is worked on, while it is open
 * @param closedAt empty while it is open
 */
public record ListedDelivery(
        long seq,
        String guid,
        Subject subject,
        String event,
        State state,
        int tries,
        Optional<String> cause,
        Instant receivedAt,
        Instant dueAt,
        Optional<Instant> closedAt) {
    /** What became of a delivery. */
    public enum State {
        /** It will be worked on, or is. */
        OPEN,
        DONE,
        /** A newer one said the same. */
        SUPERSEDED,
        /** It was given up. */
        DEAD
    }
}
