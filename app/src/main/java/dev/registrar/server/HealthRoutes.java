package dev.registrar.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /healthz} and {@code /readyz}. */
final class HealthRoutes implements Routes {
    private static final Logger log = LoggerFactory.getLogger(HealthRoutes.class);
    private static final String OK = "ok";

    private final HealthChecks checks;
    private final BooleanSupplier stopping;

    HealthRoutes(HealthChecks checks, BooleanSupplier stopping) {
        this.checks = checks;
        this.stopping = stopping;
    }

    // A HEAD that is not routed would be answered 200 by Javalin without running the checks.
    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/healthz", this::alive);
        routes.head("/healthz", this::alive);
        routes.get("/readyz", this::ready);
        routes.head("/readyz", this::ready);
    }

    private void alive(Context context) {
        Map<String, String> results = run(checks.liveness());
        answer(context, results, "alive", "not alive");
    }

    private void ready(Context context) {
        Map<String, String> results = run(checks.readiness());
        results.put("shutdown", stopping.getAsBoolean() ? "the server is stopping" : OK);
        answer(context, results, "ready", "not ready");
    }

    private static Map<String, String> run(Map<String, HealthCheck> checks) {
        Map<String, String> results = new LinkedHashMap<>();
        checks.forEach((name, check) -> results.put(name, problem(name, check).orElse(OK)));
        return results;
    }

    private static Optional<String> problem(String name, HealthCheck check) {
        try {
            return check.problem();
        } catch (RuntimeException e) {
            log.warn("the check of {} itself fails, so it counts as not well", name, e);
            return Optional.of("the check failed, see the log");
        }
    }

    private static void answer(Context context, Map<String, String> results, String good, String bad) {
        boolean well = results.values().stream().allMatch(OK::equals);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", well ? good : bad);
        answer.put("checks", results);
        context.status(well ? 200 : 503).contentType(Json.CONTENT_TYPE).result(Json.object(answer));
    }
}
