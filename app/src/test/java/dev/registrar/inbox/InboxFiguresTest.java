package dev.registrar.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.store.Database;
import dev.registrar.store.TestStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class InboxFiguresTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger looks = new AtomicInteger();

    private List<Double> scrape() {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .map(id -> registry.get(id.getName()).tags(id.getTags()).gauge())
                .map(Gauge::value)
                .toList();
    }

    @Test
    void scrape_whileTheDatabaseIsAway_waitsForItOnce() {
        InboxFigures.register(
                () -> {
                    looks.incrementAndGet();
                    throw new StoreUnavailable("away", null);
                },
                registry);

        assertThat(scrape()).hasSizeGreaterThan(20).containsOnly(Double.NaN);
        assertThat(looks).hasValue(1);
    }

    @Test
    void scrape_ofAnInbox_countsByStateAndEvent() {
        try (TestStore store = TestStore.Kind.SQLITE.create();
                Database database = store.open()) {
            database.inbox().enqueue(TestStore.delivery("g1", "7#1"));
            InboxFigures.register(database.inbox()::stats, registry);

            assertThat(registry.get("registrar.deliveries")
                            .tags("state", "due", "event", "issue_comment")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        }
    }
}
