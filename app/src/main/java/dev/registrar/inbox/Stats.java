package dev.registrar.inbox;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inbox at a moment.
 *
 * @param due open deliveries whose time has come, those in work included, by event
 * @param waiting open deliveries that are due later (timers, retries), by event
 * @param dead deliveries that were given up, by event
 * @param inWork subjects under a lease
 * @param oldest how long the oldest open delivery has been there; null when there is none. Work planned ahead counts
 *     from its time on
 */
public record Stats(
        Map<String, Long> due,
        Map<String, Long> waiting,
        Map<String, Long> dead,
        long inWork,
        @Nullable Duration oldest) {
    public Stats {
        due = Map.copyOf(due);
        waiting = Map.copyOf(waiting);
        dead = Map.copyOf(dead);
    }

    /** Nothing is due and nothing is worked on. */
    public boolean idle() {
        return due.isEmpty() && inWork == 0;
    }
}
