package dev.registrar.server;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What liveness and readiness depend on. A process that is not alive should be restarted; one that is not ready should get
 * no requests for now.
 */
public final class HealthChecks {
    private final Map<String, HealthCheck> liveness = new LinkedHashMap<>();
    private final Map<String, HealthCheck> readiness = new LinkedHashMap<>();

    private HealthChecks(Map<String, HealthCheck> liveness, Map<String, HealthCheck> readiness) {
        this.liveness.putAll(liveness);
        this.readiness.putAll(readiness);
    }

    public static HealthChecks none() {
        return new HealthChecks(Map.of(), Map.of());
    }

    /** These checks, and one more for {@code /healthz}. */
    public HealthChecks alive(String name, HealthCheck check) {
        HealthChecks more = new HealthChecks(liveness, readiness);
        more.liveness.put(name, check);
        return more;
    }

    /** These checks, and one more for {@code /readyz}. */
    public HealthChecks ready(String name, HealthCheck check) {
        HealthChecks more = new HealthChecks(liveness, readiness);
        more.readiness.put(name, check);
        return more;
    }

    Map<String, HealthCheck> liveness() {
        return liveness;
    }

    Map<String, HealthCheck> readiness() {
        return readiness;
    }
}
