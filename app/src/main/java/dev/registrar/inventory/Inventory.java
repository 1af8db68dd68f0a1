package dev.registrar.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What was read of all accounts and regions that were asked for. */
public final class Inventory {
    private final List<RegionInventory> regions;
    private final Map<String, List<AwsRepository>> byName = new TreeMap<>();
    private final Map<Place, RegionInventory> byPlace = new HashMap<>();

    public Inventory(List<RegionInventory> regions) {
        this.regions = List.copyOf(regions);
        for (RegionInventory region : this.regions) {
            byPlace.merge(region.place(), region, (before, again) -> before.listed() ? before : again);
        }
        // A place that was read under two names has its repositories once.
        byPlace.values().stream()
                .sorted(Comparator.comparing(this.regions::indexOf))
                .flatMap(region -> region.repositories().stream())
                .forEach(repository -> byName.computeIfAbsent(repository.name(), name -> new ArrayList<>())
                        .add(repository));
    }

    public List<RegionInventory> regions() {
        return regions;
    }

    public boolean complete() {
        return regions.stream().allMatch(RegionInventory::complete);
    }

    /** Whether anything at all could be read. */
    public boolean anythingRead() {
        return regions.stream()
                .anyMatch(region -> region.listed() || !region.repositories().isEmpty());
    }

    /** Whether a repository that is not here does not exist at that place. */
    boolean listed(Place place) {
        return Optional.ofNullable(byPlace.get(place))
                .filter(RegionInventory::listed)
                .isPresent();
    }

    /** Whether it was asked for, under its account or as the credentials' own, and did not answer in full. */
    boolean unread(Place place) {
        return Stream.of(place, new Place("", place.region()))
                .flatMap(asked -> Optional.ofNullable(byPlace.get(asked)).stream())
                .anyMatch(region -> !region.listed());
    }

    boolean asked(Place place) {
        return byPlace.containsKey(place);
    }

    boolean allListed() {
        return regions.stream().allMatch(RegionInventory::listed);
    }

    /** By name, in order; the repositories of a name in the order of the regions. */
    public Map<String, List<AwsRepository>> byName() {
        return Collections.unmodifiableMap(byName);
    }

    public List<AwsRepository> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Who made it, where a rule of ECR's did. */
    Optional<Origin> origin(AwsRepository repository) {
        Optional<Origin> copied = regions.stream()
                .filter(source -> !source.place().equals(repository.place()))
                .filter(source -> source.rules().replications().stream()
                        .anyMatch(rule -> rule.copies(repository.name(), repository.place())))
                .filter(source -> source.repositories().stream()
                        .anyMatch(other -> other.name().equals(repository.name())))
                .map(source ->
                        new Origin(Origin.Maker.REPLICATION, source.place().toString()))
                .findFirst();
        Rules rules = Optional.ofNullable(byPlace.get(repository.place()))
                .map(RegionInventory::rules)
                .orElse(Rules.NONE);
        return copied.or(() -> rules.cacheOf(repository.name())
                        .map(prefix -> new Origin(Origin.Maker.PULL_THROUGH_CACHE, prefix)))
                .or(() -> rules.templateOf(repository.name())
                        .map(prefix -> new Origin(Origin.Maker.CREATION_TEMPLATE, prefix)));
    }
}
