package dev.registrar.handler;

import java.time.Duration;

/** An earlier try may still be making the same effect; the delivery is put off until that cannot be so any more. */
final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No call to GitHub takes longer, so after this time an effect that is not there will not come (design, "The inbox"). */
    static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    private final transient Duration wait;

    NotYet(Duration wait) {
        super("an earlier try may still be at it");
        this.wait = wait;
    }

    Duration delay() {
        return wait;
    }
}
