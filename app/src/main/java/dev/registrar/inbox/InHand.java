package dev.registrar.inbox;

import java.time.Instant;

/** A delivery that a worker has in hand. Exactly one of worker and shut-down says how it ended: who settles it first. */
final class InHand {
    private final Lease lease;
    private final Thread worker;
    private final Instant since;
    private boolean settled;
    private boolean overdue;

    InHand(Lease lease, Thread worker, Instant since) {
        this.lease = lease;
        this.worker = worker;
        this.since = since;
    }

    Lease lease() {
        return lease;
    }

    Instant since() {
        return since;
    }

    /** For the worker, when the handler has come back: from here on nobody interrupts its thread. */
    synchronized boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }

    /** For the shut-down: the handler is told to stop, and whatever it says after this does not count. */
    synchronized boolean takeBack() {
        if (settled) {
            return false;
        }
        settled = true;
        lease.lose();
        worker.interrupt();
        return true;
    }

    /** The handler takes too long: it is told to stop, and its lease is left to end. */
    synchronized void giveUp() {
        if (!settled && !overdue) {
            overdue = true;
            worker.interrupt();
        }
    }

    synchronized boolean overdue() {
        return overdue;
    }
}
