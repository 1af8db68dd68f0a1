package dev.registrar.inbox;

import java.time.Duration;

/**
 * How long closed deliveries are remembered.
 *
 * @param finished done or superseded ones; only their guid and dates are left of them
 * @param dead those given up, with their payload
 */
public record Retention(Duration finished, Duration dead) {
    /**
     * GitHub redelivers what is up to three days old, GitHub Enterprise Server seven; a guid that was forgotten by then
     * would be worked on twice.
     */
    public static final Duration LEAST = Duration.ofDays(8);

    public static final Retention DEFAULT = new Retention(LEAST, Duration.ofDays(90));

    public Retention {
        if (finished.compareTo(LEAST) < 0 || dead.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("closed deliveries are kept for at least " + LEAST.toDays() + " days");
        }
    }
}
