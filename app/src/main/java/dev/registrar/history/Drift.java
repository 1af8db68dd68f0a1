package dev.registrar.history;

import java.util.Optional;

/**
 * One difference, as {@code sync} prints it.
 *
 * @param kind such as {@code weakened} or {@code aws-only}
 * @param field what differs; empty where the registry as a whole does
 * @param catalog what the catalog says
 * @param aws what AWS says
 * @param remedy what to do about it
 */
public record Drift(
        String kind,
        String registry,
        String account,
        String region,
        Optional<String> field,
        Optional<String> catalog,
        Optional<String> aws,
        String remedy) {}
