package dev.registrar.inventory;

import java.util.Optional;

/**
 * One difference.
 *
 * @param field of the catalog that differs; empty where the registry as a whole does
 * @param catalog what the catalog says
 * @param aws what is so in AWS
 * @param remedy what to do, a sentence with code between backticks
 */
public record Drift(
        DriftKind kind,
        String registry,
        Optional<Place> place,
        Optional<String> field,
        Optional<String> catalog,
        Optional<String> aws,
        String remedy) {}
