package dev.registrar.server;

import java.util.Optional;

/** One thing that has to work. It answers within seconds or not at all: an orchestrator waits for it. */
@FunctionalInterface
public interface HealthCheck {
    /** What is wrong, in words for an operator and without secrets; empty when all is well. */
    Optional<String> problem();
}
