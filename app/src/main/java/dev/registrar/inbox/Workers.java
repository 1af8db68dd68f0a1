package dev.registrar.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The threads that take deliveries from the inbox and have them handled. Whatever a handler does, the thread goes on
 * with the next delivery. The log lines of a handler carry {@code delivery}, {@code event} and {@code subject}, and what
 * the handler puts into the context itself.
 */
public final class Workers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);
    private static final int LONGEST_CAUSE = 500;

    private final Inbox inbox;
    private final DeliveryHandler handler;
    private final WorkerSettings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final WorkSignal signal;
    private final Set<InHand> hands = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean storeGone = new AtomicBoolean();
    private volatile boolean stopping;

    public Workers(Inbox inbox, DeliveryHandler handler, WorkerSettings settings, Clock clock, RandomGenerator random) {
        this.inbox = inbox;
        this.handler = handler;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(settings.firstDelay(), settings.longestDelay(), random);
        this.signal = new WorkSignal(settings.threads());
    }

    /** Starts the threads; called once. */
    public synchronized void start() {
        if (!threads.isEmpty() || stopping) {
            throw new IllegalStateException("already started or stopped");
        }
        inbox.onWork(signal::raise);
        for (int i = 1; i <= settings.threads(); i++) {
            threads.add(new Thread(this::run, "worker-" + i));
        }
        threads.forEach(Workers::startInBackground);
        startInBackground(new Thread(this::keepRenewing, "lease-renewal"));
    }

    private static void startInBackground(Thread thread) {
        thread.setDaemon(true);
        thread.start();
    }

    /** Works on one delivery on the calling thread; false when none is due. For driving the work by hand. */
    public boolean step() {
        Optional<Claim> claim = inbox.claim();
        if (claim.isEmpty()) {
            return false;
        }
        // Where one was due there may be more: one worker wakes the next, so that a burst found by polling wakes all.
        signal.raise();
        work(claim.get());
        return true;
    }

    /**
     * Takes up no more work, waits for the work in hand, and returns to the inbox, without counting a try, what is not
     * finished shortly before the time is over. Says how many were returned.
     */
    public synchronized int stop(Duration within) {
        long end = System.nanoTime() + within.toNanos();
        stopping = true;
        signal.raiseAll();
        // A fifth of the time, at most three seconds, is for returning the rest and for the last transactions.
        long reserve = Math.min(within.toNanos() / 5, TimeUnit.SECONDS.toNanos(3));
        boolean interrupted = joinWorkers(end - reserve);
        int returned = returnWork();
        stopped.countDown();
        interrupted |= joinWorkers(end);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return returned;
    }

    @Override
    public void close() {
        stop(settings.grace());
    }

    private void run() {
        while (!stopping) {
            try {
                boolean worked = step();
                noteStore(null);
                if (!worked) {
                    signal.await(settings.poll());
                }
            } catch (StoreUnavailable e) {
                noteStore(e);
                pause();
            } catch (InterruptedException e) {
                log.debug("woken by an interrupt");
            } catch (RuntimeException e) {
                log.error("A worker failed outside of any delivery; it goes on", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            boolean over = stopped.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
            log.trace("pause over, stopped: {}", over);
        } catch (InterruptedException e) {
            log.debug("woken by an interrupt");
        }
    }

    private void noteStore(@Nullable StoreUnavailable failure) {
        boolean gone = failure != null;
        if (storeGone.compareAndSet(!gone, gone)) {
            if (gone) {
                log.warn("The database does not answer; work waits until it does", failure);
            } else {
                log.info("The database answers again; work goes on");
            }
        }
    }

    private void work(Claim claim) {
        Delivery delivery = claim.delivery();
        InHand hand = new InHand(new Lease(inbox, claim), Thread.currentThread(), clock.instant());
        hands.add(hand);
        MDC.put("delivery", delivery.guid());
        MDC.put("event", delivery.event());
        MDC.put("subject", delivery.subject().key());
        try {
            // A claim that slipped in while stopping goes back untouched.
            Outcome outcome = stopping ? returned() : outcome(delivery, hand);
            if (hand.settle()) {
                // An interrupt that came just before belongs to this delivery, not to the next.
                boolean interrupted = Thread.interrupted();
                log.trace("settled, interrupted: {}", interrupted);
                Outcome end = limited(delivery, outcome);
                if (end instanceof Outcome.Dead && hand.lease().renew()) {
                    sayGivenUp(delivery);
                }
                finish(claim, end);
            }
        } finally {
            hands.remove(hand);
            MDC.clear(); // also what the handler has put there
        }
    }

    private Outcome outcome(Delivery delivery, InHand hand) {
        if (delivery.tries() > settings.maxTries()) {
            return Outcome.dead("taken up " + (delivery.tries() - 1)
                    + " times without an end: the process was killed, or the lease ran out, each time");
        }
        try {
            return Objects.requireNonNull(handler.handle(delivery, hand.lease()), "the handler gave no outcome");
        } catch (Throwable e) {
            // Also errors: a payload that overflows the stack must not end the thread that works for its neighbours.
            if (hand.overdue()) {
                return Outcome.retry("took longer than " + settings.longest());
            }
            log.debug("The handler failed", e);
            return Outcome.retry(cause(e));
        }
    }

    private static String cause(Throwable e) {
        String message = e.getMessage();
        String cause = e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE) + "…";
    }

    /** A retry with its delay, or the end of the tries. */
    private Outcome limited(Delivery delivery, Outcome outcome) {
        return outcome.match(done -> done, retry -> again(delivery, retry), deferred -> deferred, dead -> dead);
    }

    private void sayGivenUp(Delivery delivery) {
        try {
            handler.givenUp(delivery);
        } catch (Throwable e) {
            log.warn("That the delivery is given up will not be told to those who wait for it", e);
        }
    }

    private Outcome again(Delivery delivery, Outcome.Retry retry) {
        if (delivery.tries() >= settings.maxTries()) {
            return Outcome.dead(retry.cause());
        }
        Duration delay = backoff.after(delivery.tries());
        return new Outcome.Retry(retry.cause(), delay.compareTo(retry.atLeast()) > 0 ? delay : retry.atLeast());
    }

    private void finish(Claim claim, Outcome outcome) {
        int tries = claim.delivery().tries();
        try {
            if (!inbox.finish(claim, outcome)) {
                log.warn("The lease had ended before the work did; whoever took over finishes it");
                return;
            }
        } catch (StoreUnavailable e) {
            log.warn("The end of the work could not be stored; it is taken up again when its lease ends", e);
            return;
        }
        outcome.match(
                done -> report("Done on try {}", tries),
                retry -> report(
                        "Try {} failed, the next one in {} s: {}",
                        tries,
                        retry.atLeast().toSeconds(),
                        retry.cause()),
                deferred -> report("Put off until {}: {}", deferred.until(), deferred.cause()),
                dead -> {
                    log.error("Given up after {} tries, kept as a dead delivery: {}", tries, dead.cause());
                    return true;
                });
    }

    private static boolean report(String line, Object... values) {
        log.info(line, values);
        return true;
    }

    private static Outcome returned() {
        return Outcome.deferred("returned at shut-down", Instant.EPOCH);
    }

    private void keepRenewing() {
        try {
            while (!stopped.await(settings.renewEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                renewAll();
            }
        } catch (InterruptedException e) {
            log.debug("the renewal of leases was interrupted");
        }
    }

    /** Renews the lease of everything in hand, and gives up on what takes too long. */
    void renewAll() {
        for (InHand hand : hands) {
            if (hand.since().plus(settings.longest()).isBefore(clock.instant())) {
                hand.giveUp();
                continue;
            }
            try {
                if (!hand.lease().renew()) {
                    log.warn("The lease of {} was lost", hand.lease().subject().key());
                }
            } catch (RuntimeException e) {
                log.warn(
                        "The lease of {} could not be renewed",
                        hand.lease().subject().key(),
                        e);
            }
        }
    }

    private int returnWork() {
        int count = 0;
        for (InHand hand : hands) {
            if (hand.takeBack()) {
                count++;
                finish(hand.lease().claim(), returned());
            }
        }
        return count;
    }

    /** Waits for the workers until the time given by the nano clock; true when interrupted. */
    private boolean joinWorkers(long end) {
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left > 0) {
                    thread.join(left);
                }
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
