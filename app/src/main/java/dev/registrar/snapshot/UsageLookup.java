package dev.registrar.snapshot;

import dev.registrar.catalog.Registry;
import dev.registrar.inventory.Evidence;

/** Says whether anything still uses a registry. */
@FunctionalInterface
public interface UsageLookup {
    /** Knows nothing. */
    UsageLookup NOTHING = registry -> new Evidence.Unknown("nobody asked AWS when an image was last pulled");

    Evidence of(Registry registry);
}
