package dev.registrar.github;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** How calls to GitHub end, what is left of the quotas, and how branches take our commits. */
final class CallFigures {
    private final MeterRegistry registry;

    CallFigures(MeterRegistry registry) {
        this.registry = registry;
        // There from the start, so that the first one shows as a rise.
        List.of("moved", "lost_race", "refused").forEach(this::refUpdates);
    }

    /** A call that was answered. */
    void answered(String method, int status, boolean limited, Duration took) {
        ended(method, limited ? "limited" : outcome(status), took);
    }

    void unanswered(String method, Duration took) {
        ended(method, "unreachable", took);
    }

    private static String outcome(int status) {
        if (status == 304) {
            return "not_modified";
        }
        if (status < 400) {
            return "ok";
        }
        return status < 500 ? "refused" : "server_error";
    }

    private void ended(String method, String outcome, Duration took) {
        Timer.builder("registrar.github.calls")
                .description("calls to GitHub and the time they took")
                .tag("kind", method.equals("GET") ? "read" : "write")
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    /** From now on, what is left of an installation's quota. The installation is told by its number alone. */
    void quota(long installation, Quotas quotas) {
        Gauge.builder("registrar.github.quota.remaining", () -> quotas.remaining(installation))
                .description("requests left of the installation's quota, as GitHub last said; 0 is the App itself")
                .tag("installation", Long.toString(installation))
                .register(registry);
    }

    void refUpdate(String outcome) {
        refUpdates(outcome).increment();
    }

    private Counter refUpdates(String outcome) {
        return Counter.builder("registrar.commits")
                .description("attempts to put a commit onto a branch: moved, lost_race, refused")
                .tag("outcome", outcome)
                .register(registry);
    }
}
