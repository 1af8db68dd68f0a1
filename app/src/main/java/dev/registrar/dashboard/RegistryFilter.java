package dev.registrar.dashboard;

import dev.registrar.catalog.Registry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which registries to list. Empty texts let everything through.
 *
 * @param search a part of the name, the owner or the domain
 * @param page from 1 on
 */
public record RegistryFilter(String search, String tier, String status, String owner, int page) {
    boolean takes(Registry registry) {
        return is(tier, registry.risk().map(tier -> tier.word()))
                && is(status, registry.status().map(status -> status.word()))
                && is(owner, registry.owner())
                && found(registry);
    }

    private static boolean is(String wanted, Optional<String> value) {
        return wanted.isEmpty() || value.filter(wanted::equals).isPresent();
    }

    private boolean found(Registry registry) {
        String wanted = search.strip().toLowerCase(Locale.ROOT);
        Function<String, Boolean> holds = text -> text.toLowerCase(Locale.ROOT).contains(wanted);
        return holds.apply(registry.name())
                || registry.owner().map(holds).orElse(false)
                || registry.domain().map(holds).orElse(false);
    }

    String path(int other) {
        return Parts.path(
                Dashboard.REGISTRIES,
                "q",
                search,
                "tier",
                tier,
                "status",
                status,
                "owner",
                owner,
                "page",
                String.valueOf(other));
    }
}
