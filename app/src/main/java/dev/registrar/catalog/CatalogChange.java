package dev.registrar.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The difference of two catalogs by what they say, not by how it is written: order, comments and quoting do not count.
 *
 * @param steps registries that were added, changed or removed; those of the newer catalog in its order, removed ones last
 */
public record CatalogChange(List<Step> steps) {
    public CatalogChange {
        steps = List.copyOf(steps);
    }

    /** One registry before and after; never both empty, and never equal. */
    public record Step(String name, Optional<Registry> before, Optional<Registry> after) {
        public boolean added() {
            return before.isEmpty();
        }

        public boolean removed() {
            return after.isEmpty();
        }
    }

    public static CatalogChange between(Catalog before, Catalog after) {
        Set<String> names = new LinkedHashSet<>(after.registries().keySet());
        names.addAll(before.registries().keySet());
        List<Step> steps = new ArrayList<>();
        for (String name : names) {
            Optional<Registry> old = before.registry(name);
            Optional<Registry> now = after.registry(name);
            if (!old.equals(now)) {
                steps.add(new Step(name, old, now));
            }
        }
        return new CatalogChange(steps);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    public Set<String> names() {
        return steps.stream().map(Step::name).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What this change would change in another catalog: a field that it leaves alone is the other's, and what the other has
     * already is no step any more. An entry that both have added in different ways stays an addition.
     */
    public CatalogChange over(Catalog other) {
        return new CatalogChange(
                steps.stream().flatMap(step -> over(step, other).stream()).toList());
    }

    private static Optional<Step> over(Step step, Catalog other) {
        Optional<Registry> there = other.registry(step.name());
        if (there.equals(step.after())) {
            return Optional.empty();
        }
        if (there.isEmpty() || step.added()) {
            return Optional.of(step);
        }
        Optional<Registry> merged = step.after()
                .map(mine -> mine.mergedWith(there.get(), step.before().orElseThrow()));
        return merged.equals(there) ? Optional.empty() : Optional.of(new Step(step.name(), there, merged));
    }

    /** This change made to another catalog: what a merge would leave, if the texts do not conflict. */
    public Catalog laidOver(Catalog other) {
        Map<String, Registry> registries = new LinkedHashMap<>(other.registries());
        for (Step step : over(other).steps()) {
            step.after().ifPresentOrElse(now -> registries.put(step.name(), now), () -> registries.remove(step.name()));
        }
        return new Catalog(registries);
    }

    /** A removal and an addition that are one registry under another name: everything but name and id is the same. */
    public Optional<Step> renamedFrom(Step added) {
        return added.after()
                .flatMap(now -> steps.stream()
                        .filter(Step::removed)
                        .filter(step -> step.before()
                                .filter(old -> sameButForName(old, now))
                                .isPresent())
                        .min(Comparator.comparing(Step::name)));
    }

    /** New names of registries that exist, or may exist, in AWS. A pending one has not been made yet and can have any name. */
    public Set<String> renamed() {
        return steps.stream()
                .filter(Step::added)
                .filter(step -> renamedFrom(step)
                        .flatMap(Step::before)
                        .filter(old ->
                                old.status().filter(Status.PENDING::equals).isEmpty())
                        .isPresent())
                .map(Step::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean sameButForName(Registry a, Registry b) {
        return a.id().isPresent() && a.id().equals(b.id()) || anonymous(a).equals(anonymous(b));
    }

    private static Registry anonymous(Registry registry) {
        return new Registry(
                "",
                Optional.empty(),
                registry.owner(),
                registry.risk(),
                registry.environment(),
                registry.domain(),
                registry.requestedBy(),
                registry.status(),
                registry.createdDate(),
                registry.request(),
                Optional.empty(),
                registry.governance());
    }
}
