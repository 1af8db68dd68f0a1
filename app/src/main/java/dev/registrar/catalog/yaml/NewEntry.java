package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Registry;

/** An entry to be written; what the registry leaves empty is left out. */
public record NewEntry(Registry registry) {}
