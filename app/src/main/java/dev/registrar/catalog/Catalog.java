package dev.registrar.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Registries by name, in the order of the text. */
public record Catalog(Map<String, Registry> registries) {
    public static final Catalog EMPTY = new Catalog(Map.of());

    public Catalog {
        registries = Collections.unmodifiableMap(new LinkedHashMap<>(registries));
    }

    public static Catalog of(Collection<Registry> registries) {
        Map<String, Registry> byName = new LinkedHashMap<>();
        registries.forEach(registry -> byName.put(registry.name(), registry));
        return new Catalog(byName);
    }

    public Optional<Registry> registry(String name) {
        return Optional.ofNullable(registries.get(name));
    }

    /** The same catalog with this registry added, or in the place of the one of its name. */
    public Catalog with(Registry registry) {
        Map<String, Registry> changed = new LinkedHashMap<>(registries);
        changed.put(registry.name(), registry);
        return new Catalog(changed);
    }

    public Catalog without(String name) {
        Map<String, Registry> changed = new LinkedHashMap<>(registries);
        changed.remove(name);
        return new Catalog(changed);
    }
}
