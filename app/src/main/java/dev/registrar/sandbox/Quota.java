package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The primary rate limit: so many requests an hour for each caller; answers 304 are free. Only the installation is refused
 * beyond it, so that a page left open does not lock its reader out.
 */
final class Quota {
    /** What an installation on an Enterprise Cloud organization has. */
    private static final int PER_HOUR = 15_000;

    private static final Duration WINDOW = Duration.ofHours(1);

    /** What a caller has used up of the present window. */
    record State(int limit, int used, Instant reset) {
        int remaining() {
            return Math.max(0, limit - used);
        }

        ObjectNode shape() {
            return Json.fields()
                    .add("limit", limit)
                    .add("used", used)
                    .add("remaining", remaining())
                    .add("reset", reset.getEpochSecond())
                    .node();
        }
    }

    private final World world;
    private final Map<String, State> states = new HashMap<>();
    private int limit = PER_HOUR;

    Quota(World world) {
        this.world = world;
    }

    synchronized void limit(int perHour) {
        limit = perHour;
        states.clear();
    }

    synchronized State of(String caller) {
        State state = states.get(caller);
        Instant now = world.now();
        if (state == null || !now.isBefore(state.reset())) {
            return new State(limit, 0, now.plus(WINDOW));
        }
        return state;
    }

    synchronized State spend(String caller) {
        State state = of(caller);
        State after = new State(state.limit(), state.used() + 1, state.reset());
        states.put(caller, after);
        return after;
    }

    ObjectNode shape(String caller) {
        ObjectNode core = of(caller).shape();
        Instant reset = world.now().plus(WINDOW);
        ObjectNode idle = new State(30, 0, reset).shape();
        return Json.object(
                "resources",
                Json.fields()
                        .add("core", core)
                        .add("search", idle)
                        .add("graphql", new State(5000, 0, reset).shape())
                        .add("integration_manifest", new State(5000, 0, reset).shape())
                        .node(),
                "rate",
                core);
    }
}
