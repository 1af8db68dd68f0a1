package dev.registrar.handler;

import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.DeliveryHandler;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.Outcome;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.Checks;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts what came of deliveries and of gates, and takes the time from the receipt of a delivery to the last check run that
 * was published for it. Labels are closed sets: nothing that a person chose is among them.
 */
public final class Figures {
    /** From what a person does not notice to what makes them press Re-run. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Clock clock;
    private final Timer untilChecked;
    /** A delivery is worked on by one thread from its beginning to its end. */
    private final ThreadLocal<Optional<Instant>> published = ThreadLocal.withInitial(Optional::empty);

    public Figures(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.untilChecked = Timer.builder("registrar.receipt.to.check")
                .description("from the receipt of a delivery to the last check run published for it")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    public DeliveryHandler watching(DeliveryHandler handler) {
        return new DeliveryHandler() {
            @Override
            public Outcome handle(Delivery delivery, Lease lease) throws Exception {
                return handled(handler, delivery, lease);
            }

            @Override
            public void givenUp(Delivery delivery) throws Exception {
                handler.givenUp(delivery);
            }
        };
    }

    private Outcome handled(DeliveryHandler handler, Delivery delivery, Lease lease) throws Exception {
        Timer.Sample sample = Timer.start(registry);
        published.remove();
        String outcome = "failed";
        try {
            Outcome said = handler.handle(delivery, lease);
            outcome = said.match(done -> "done", retry -> "retry", deferred -> "deferred", dead -> "dead");
            return said;
        } finally {
            sample.stop(Timer.builder("registrar.deliveries.handled")
                    .description("deliveries taken up, by event and by what came of that")
                    .tag("event", delivery.event())
                    .tag("outcome", outcome)
                    .register(registry));
            published.get().ifPresent(at -> untilChecked.record(positive(delivery.receivedAt(), at)));
            published.remove();
        }
    }

    private static Duration positive(Instant from, Instant to) {
        return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
    }

    public Checks watching(Checks checks) {
        return new Checks() {
            @Override
            public long publish(Repository repository, CheckRun run) {
                long id = checks.publish(repository, run);
                published.set(Optional.of(clock.instant()));
                outcome(run).increment();
                return id;
            }

            @Override
            public List<Published> on(Repository repository, HeadSha head) {
                return checks.on(repository, head);
            }
        };
    }

    private Counter outcome(CheckRun run) {
        return Counter.builder("registrar.gate.outcomes")
                .description("check runs published, by gate and conclusion")
                .tag("gate", run.name())
                .tag("conclusion", run.conclusion().name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
