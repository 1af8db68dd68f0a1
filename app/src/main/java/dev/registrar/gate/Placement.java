package dev.registrar.gate;

import dev.registrar.catalog.Registry;
import dev.registrar.config.Configuration;
import dev.registrar.config.Configuration.Account;
import dev.registrar.inventory.RepositoryUrl;
import java.util.List;
import java.util.Optional;

/** The placement strategy, for others than its gate. */
public final class Placement {
    private Placement() {}

    /** Whether the strategy lets the registry be at this address; where it does not tell, it does. */
    public static boolean allows(Registry registry, String url, Configuration configuration) {
        List<Account> right = PlacementGate.chosen(registry, configuration);
        Optional<RepositoryUrl> address = RepositoryUrl.parse(url);
        return right.isEmpty()
                || address.isPresent()
                        && right.stream()
                                .anyMatch(account -> account.id()
                                                .equals(address.get().place().account())
                                        && account.regions()
                                                .contains(address.get().place().region()));
    }
}
