package dev.registrar.inbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes idle workers: each raise wakes one, and is remembered for the next who waits when none does. */
final class WorkSignal {
    private final Semaphore raised = new Semaphore(0);
    private final int most;

    WorkSignal(int most) {
        this.most = most;
    }

    void raise() {
        // Two may pass the guard at once; one look too many for work does no harm.
        if (raised.availablePermits() < most) {
            raised.release();
        }
    }

    void raiseAll() {
        raised.release(most);
    }

    /** Returns true when raised, false when the time is over. */
    boolean await(Duration limit) throws InterruptedException {
        return raised.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
