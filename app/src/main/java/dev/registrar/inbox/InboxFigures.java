package dev.registrar.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inbox as figures. Looked at when somebody asks, and then for all figures once. */
public final class InboxFigures {
    private static final Logger log = LoggerFactory.getLogger(InboxFigures.class);

    /** A name for all events of our own making. */
    private static final String OWN = "registrar";

    private static final List<String> EVENTS = List.of(
            "check_run",
            "check_suite",
            "issue_comment",
            "issues",
            "merge_group",
            "pull_request",
            "pull_request_review",
            "push",
            OWN);
    /** One scrape reads all figures within much less than that. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Supplier<Stats> inbox;
    private Optional<Stats> seen = Optional.empty();
    private OptionalLong seenAt = OptionalLong.empty();

    private InboxFigures(Supplier<Stats> inbox) {
        this.inbox = inbox;
    }

    /** @param inbox looks into it, or fails with {@link StoreUnavailable} */
    public static void register(Supplier<Stats> inbox, MeterRegistry registry) {
        InboxFigures figures = new InboxFigures(inbox);
        for (String event : EVENTS) {
            figures.deliveries(registry, "due", event, Stats::due);
            figures.deliveries(registry, "waiting", event, Stats::waiting);
            figures.deliveries(registry, "dead", event, Stats::dead);
        }
        figures.gauge(
                "registrar.deliveries.in.work",
                "subjects under a lease, over all replicas",
                stats -> stats.inWork(),
                registry);
        figures.gauge(
                "registrar.deliveries.oldest.seconds",
                "how long the oldest unfinished delivery has been there; 0 when there is none",
                stats -> stats.oldest() == null ? 0 : stats.oldest().toMillis() / 1000.0,
                registry);
    }

    private void deliveries(
            MeterRegistry registry, String state, String event, Function<Stats, Map<String, Long>> counts) {
        Gauge.builder("registrar.deliveries", this, figures -> figures.value(stats -> sum(counts.apply(stats), event)))
                .description("deliveries in the inbox: due now, waiting for their time, or given up (dead)")
                .tag("state", state)
                .tag("event", event)
                .strongReference(true)
                .register(registry);
    }

    private static double sum(Map<String, Long> counts, String event) {
        return counts.entrySet().stream()
                .filter(entry -> event.equals(EVENTS.contains(entry.getKey()) ? entry.getKey() : OWN))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void gauge(String name, String description, ToDoubleFunction<Stats> value, MeterRegistry registry) {
        Gauge.builder(name, this, figures -> figures.value(value))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    private double value(ToDoubleFunction<Stats> figure) {
        return fresh().map(figure::applyAsDouble).orElse(Double.NaN);
    }

    /** Empty while the database does not answer; that too takes its time to find out, and is found out once. */
    private synchronized Optional<Stats> fresh() {
        if (seenAt.isEmpty() || System.nanoTime() - seenAt.getAsLong() > FRESH_NANOS) {
            seen = look();
            seenAt = OptionalLong.of(System.nanoTime());
        }
        return seen;
    }

    private Optional<Stats> look() {
        try {
            return Optional.of(inbox.get());
        } catch (StoreUnavailable e) {
            log.debug("no figures of the inbox while the database does not answer", e);
            return Optional.empty();
        }
    }
}
