package dev.registrar.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Looking at deliveries, whatever became of them; nothing is taken up by it. */
public interface DeliveryList {
    /**
     * The newest first.
     *
     * @param lanes of these repositories; empty: of all, and of none in particular
     * @param state only these; empty: all
     */
    List<ListedDelivery> latest(Optional<Collection<String>> lanes, Optional<ListedDelivery.State> state, int most);

    Optional<ListedDelivery> find(long seq);
}
