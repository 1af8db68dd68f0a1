package dev.registrar.server;

import io.javalin.http.Context;
import io.javalin.http.RequestLogger;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How many requests there were and how long they took, by route. The labels are a closed set: a path that is no route, or a
 * method that nobody knows, would let a stranger grow the registry and put names into it.
 */
final class RequestFigures implements RequestLogger {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final float NANOS_PER_MILLI = 1_000_000f;

    private final MeterRegistry registry;
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    RequestFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(Context context, Float milliseconds) {
        String method = context.req().getMethod();
        Labels labels = new Labels(METHODS.contains(method) ? method : "other", route(context), context.statusCode());
        timers.computeIfAbsent(labels, this::timer)
                .record((long) (milliseconds * NANOS_PER_MILLI), TimeUnit.NANOSECONDS);
    }

    private static String route(Context context) {
        Endpoint endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null || endpoint.path.isEmpty() ? "none" : endpoint.path;
    }

    private Timer timer(Labels labels) {
        return Timer.builder("registrar.http.requests")
                .description("requests answered and the time they took")
                .tag("method", labels.method)
                .tag("route", labels.route)
                .tag("status", Integer.toString(labels.status))
                .register(registry);
    }

    private record Labels(String method, String route, int status) {}
}
