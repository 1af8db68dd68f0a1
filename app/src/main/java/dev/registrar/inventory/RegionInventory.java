package dev.registrar.inventory;

import java.util.List;

/**
 * What was read of one account and region.
 *
 * @param listed whether the list of repositories is whole, so that what is not in it does not exist
 * @param troubles what could not be read of its repositories, each a sentence; a region is complete without any
 * @param remarks what else was not answered: without rules, repositories that one made look like any other; without ECR's own
 *     word about scanning, the rules of the registry decide
 */
public record RegionInventory(
        Target target,
        Place place,
        boolean listed,
        List<AwsRepository> repositories,
        Rules rules,
        List<String> troubles,
        List<String> remarks) {
    public RegionInventory {
        repositories = List.copyOf(repositories);
        troubles = List.copyOf(troubles);
        remarks = List.copyOf(remarks);
    }

    public boolean complete() {
        return listed && troubles.isEmpty();
    }

    /** Nothing is known of it but why. */
    public static RegionInventory unread(Target target, String trouble) {
        return new RegionInventory(target, target.place(), false, List.of(), Rules.NONE, List.of(trouble), List.of());
    }
}
