package dev.registrar.cli;

import dev.registrar.config.Configuration;
import dev.registrar.config.Configuration.Account;
import dev.registrar.inventory.Target;
import dev.registrar.text.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which accounts and regions are read.
 *
 * @param everywhere whether these are all that the configuration knows
 */
record SyncTargets(List<Target> targets, boolean everywhere) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");

    SyncTargets {
        targets = List.copyOf(targets);
    }

    /**
     * @param names of accounts; none: all of them
     * @param regions none: those of the configuration, else the one that the SDK's settings name
     */
    static SyncTargets of(
            Configuration configuration,
            List<String> names,
            List<String> regions,
            Supplier<Optional<String>> defaultRegion) {
        regions.stream()
                .filter(region -> !REGION.matcher(region).matches())
                .findFirst()
                .ifPresent(region -> {
                    throw new UsageProblem("--region " + region + " is not the name of a region, such as eu-west-2.");
                });
        Collection<Account> all = configuration.accounts().values();
        List<Account> chosen = names.isEmpty()
                ? List.copyOf(all)
                : names.stream().map(name -> account(configuration, name)).toList();
        if (chosen.isEmpty()) {
            List<String> where = regions.isEmpty() ? List.of(region(defaultRegion)) : regions;
            return new SyncTargets(where.stream().distinct().map(Target::own).toList(), false);
        }
        List<Target> targets = regions.isEmpty()
                ? Target.of(chosen)
                : chosen.stream()
                        .flatMap(account -> regions.stream().distinct().map(region -> Target.of(account, region)))
                        .toList();
        return new SyncTargets(targets, targets.containsAll(Target.of(all)));
    }

    private static Account account(Configuration configuration, String name) {
        return Optional.ofNullable(configuration.accounts().get(name))
                .or(() -> configuration.accounts().values().stream()
                        .filter(account -> account.id().equals(name))
                        .findFirst())
                .orElseThrow(() -> new UsageProblem("--account " + name + " is not one of `aws.accounts` in "
                        + Configuration.PATH
                        + Nearest.to(name, configuration.accounts().keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(".")));
    }

    private static String region(Supplier<Optional<String>> defaultRegion) {
        return defaultRegion
                .get()
                .orElseThrow(() -> new UsageProblem("registrar sync: no region is known; give --region, set AWS_REGION,"
                        + " or name regions in `aws.accounts` of " + Configuration.PATH + "."));
    }
}
