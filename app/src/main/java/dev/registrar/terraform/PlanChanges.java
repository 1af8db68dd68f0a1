package dev.registrar.terraform;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a plan does to repositories that exist.
 *
 * @param destroyed for good
 * @param replaced by new ones of the same address
 * @param written names that the texts declare: a plan is of one root, and there may be others
 */
public record PlanChanges(List<Change> destroyed, List<Change> replaced, Set<String> written) {
    public PlanChanges {
        destroyed = List.copyOf(destroyed);
        replaced = List.copyOf(replaced);
        written = Set.copyOf(written);
    }

    /**
     * One repository.
     *
     * @param name as it is now
     * @param because the arguments that force a replacement
     */
    public record Change(String address, Optional<String> name, List<String> because, Place place) {
        public Change {
            because = List.copyOf(because);
        }
    }
}
