package dev.registrar.inbox;

import java.time.Duration;

/**
 * How the inbox shares out work.
 *
 * @param lease how long a claim lasts unless it is renewed: longer than the longest single call to the outside
 * @param perLane how many subjects of one lane are worked on at once, over all replicas, so that a busy repository
 *     leaves workers for the others
 */
public record InboxLimits(Duration lease, int perLane) {
    public InboxLimits {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || perLane < 1) {
            throw new IllegalArgumentException("a lease of at least a second, and at least one per lane");
        }
    }

    /** Longer than the longest call to GitHub, which is 20 seconds, and short enough that what a dead replica held is soon free. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Three quarters of the workers for one lane at most. */
    public static InboxLimits forWorkers(int workers) {
        return new InboxLimits(LEASE, Math.max(1, workers * 3 / 4));
    }
}
