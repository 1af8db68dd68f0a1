package dev.registrar.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for bodies whose sender is not known yet. Without it, a few hundred connections that each send 25 MB of anything
 * would take the process down.
 */
final class BodyBudget {
    private final AtomicLong left;

    BodyBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    void take(long bytes) {
        if (left.addAndGet(-bytes) < 0) {
            left.addAndGet(bytes);
            throw new Refusal(503, "too much is being received at once; send it again later");
        }
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
