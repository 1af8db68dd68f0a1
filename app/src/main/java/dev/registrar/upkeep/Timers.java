package dev.registrar.upkeep;

import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.DeliveryHandler;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import dev.registrar.pull.RemoteTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles ticks, and leaves everything else to the handler behind it. A tick plans the next one before it does anything, so
 * that no failure ends the row; the next one's name follows from the clock alone, so that many replicas plan one tick.
 */
public final class Timers implements DeliveryHandler {
    private static final Logger log = LoggerFactory.getLogger(Timers.class);
    private static final String PREFIX = "timer.";

    private final List<Timer> timers;
    private final Inbox inbox;
    private final DeliveryHandler otherwise;
    private final Clock clock;

    /**
     * Something that is done again and again.
     *
     * @param name part of the event's name
     * @param first how long after a start it is done for the first time
     */
    public record Timer(String name, Duration first, Duration every, Task task) {
        public Timer {
            if (every.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a second is the least");
            }
        }

        private String event() {
            return PREFIX + name;
        }
    }

    /** What is done. What it could not do now it does at the next tick; it is not tried again before that. */
    @FunctionalInterface
    public interface Task {
        void run(Lease lease);
    }

    public Timers(List<Timer> timers, Inbox inbox, DeliveryHandler otherwise, Clock clock) {
        this.timers = List.copyOf(timers);
        this.inbox = inbox;
        this.otherwise = otherwise;
        this.clock = clock;
    }

    /** At a start: each timer's first tick, whatever was planned before. */
    public void begin() {
        Instant now = clock.instant();
        inbox.enqueueAll(timers.stream()
                .map(timer -> tick(timer, now.plus(timer.first()), "start " + now))
                .toList());
    }

    private static NewDelivery tick(Timer timer, Instant at, String name) {
        Subject subject = new Subject("timer:" + timer.name(), "timer:" + timer.name());
        return NewDelivery.newest(timer.event() + " " + name, subject, timer.event(), timer.event(), Payload.of("{}"))
                .dueAt(at);
    }

    @Override
    public Outcome handle(Delivery delivery, Lease lease) throws Exception {
        if (!delivery.event().startsWith(PREFIX)) {
            return otherwise.handle(delivery, lease);
        }
        Optional<Timer> timer = timers.stream()
                .filter(known -> known.event().equals(delivery.event()))
                .findFirst();
        if (timer.isPresent()) {
            Instant next = next(timer.get());
            inbox.enqueue(tick(timer.get(), next, next.toString()));
            run(timer.get(), lease);
        }
        return Outcome.done(); // a timer of an older or newer version is let go
    }

    @Override
    public void givenUp(Delivery delivery) throws Exception {
        if (!delivery.event().startsWith(PREFIX)) {
            otherwise.givenUp(delivery);
        }
    }

    private Instant next(Timer timer) {
        long every = timer.every().toSeconds();
        return Instant.ofEpochSecond((clock.instant().getEpochSecond() / every + 1) * every);
    }

    private static void run(Timer timer, Lease lease) {
        try {
            timer.task().run(lease);
        } catch (RemoteTrouble trouble) {
            log.warn(
                    "The {} was broken off and is done again at its next time: {}", timer.name(), trouble.getMessage());
        }
    }
}
