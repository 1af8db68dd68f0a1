package dev.registrar.inventory;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Holds an inventory against a catalog. AWS decides what exists; what could not be read is told by nobody as missing. */
public final class DriftFinder {
    private final Inventory inventory;
    private final Known known;
    private final List<Drift> drift = new ArrayList<>();

    /**
     * What has to be known besides.
     *
     * @param controls of each tier
     * @param allowed whether a registry may be at an address, by the placement strategy
     * @param owners whether a team exists; one that is not in it is not known
     * @param everywhere whether every account and region was asked where a registry could be
     */
    public record Known(
            Function<RiskTier, Controls> controls,
            BiPredicate<Registry, String> allowed,
            Map<String, Boolean> owners,
            boolean everywhere) {
        public Known {
            owners = Map.copyOf(owners);
        }
    }

    private DriftFinder(Inventory inventory, Known known) {
        this.inventory = inventory;
        this.known = known;
    }

    public static DriftReport find(Catalog catalog, Inventory inventory, Known known) {
        DriftFinder finder = new DriftFinder(inventory, known);
        catalog.registries().values().forEach(finder::entry);
        List<DriftReport.Made> made = finder.unlisted(catalog);
        return new DriftReport(
                finder.drift.stream()
                        .sorted(Comparator.comparing(Drift::kind)
                                .thenComparing(Drift::registry)
                                .thenComparing(one -> one.field().orElse("")))
                        .toList(),
                made);
    }

    private List<DriftReport.Made> unlisted(Catalog catalog) {
        List<DriftReport.Made> made = new ArrayList<>();
        inventory.byName().forEach((name, all) -> {
            if (catalog.registry(name).isPresent()) {
                return;
            }
            for (AwsRepository repository : all) {
                Optional<Origin> origin = inventory.origin(repository);
                origin.filter(Origin::explains)
                        .ifPresentOrElse(
                                maker -> made.add(new DriftReport.Made(repository, maker)),
                                () -> unknown(repository, origin));
            }
        });
        return made;
    }

    private void unknown(AwsRepository repository, Optional<Origin> origin) {
        String remedy = origin.filter(maker -> maker.maker() == Origin.Maker.CREATION_TEMPLATE)
                .map(maker -> "The creation template `" + maker.rule() + "` lets a push make it. Have it added to the"
                        + " catalog, or delete it and take creation on push from the template.")
                .or(() -> origin.map(maker -> "The " + maker.maker().words() + " rule for every name may have made it;"
                        + " add it to the catalog, or delete it in AWS if it is no cached copy."))
                .orElse("Add it to the catalog with its owner and risk tier, or delete it in AWS.");
        add(
                DriftKind.AWS_ONLY,
                repository.name(),
                repository.place(),
                Optional.empty(),
                Optional.of(origin.map(maker -> repository.uri() + " (" + maker.words() + ")")
                        .orElse(repository.uri())),
                remedy);
    }

    private void entry(Registry registry) {
        List<AwsRepository> found = inventory.named(registry.name());
        Optional<Status> status = registry.status();
        if (status.filter(Status.DECOMMISSIONED::equals).isPresent()) {
            found.forEach(repository -> add(
                    DriftKind.DECOMMISSIONED_BUT_EXISTING,
                    registry.name(),
                    repository.place(),
                    Optional.of(Status.DECOMMISSIONED.word()),
                    Optional.of(repository.uri()),
                    "Take it out of the Terraform and have it deleted, together with its images."));
            return;
        }
        owner(registry);
        Optional<Place> home =
                registry.repositoryUrl().flatMap(RepositoryUrl::parse).map(RepositoryUrl::place);
        Optional<AwsRepository> there = home.isPresent() ? at(found, home.get()) : best(registry, found);
        there.ifPresent(repository -> existing(registry, repository));
        if (there.isEmpty() && home.filter(inventory::unread).isPresent()) {
            return; // it may well be where it belongs, and elsewhere be a copy
        }
        List<AwsRepository> elsewhere = found.stream()
                .filter(repository -> there.filter(repository::equals).isEmpty())
                .filter(repository ->
                        inventory.origin(repository).filter(Origin::explains).isEmpty())
                .toList();
        Optional<Place> unasked = home.filter(place -> !inventory.asked(place));
        elsewhere.forEach(repository -> misplaced(registry, repository, there.isPresent(), unasked));
        if (there.isEmpty() && elsewhere.isEmpty()) {
            missing(registry, home);
        }
    }

    private static Optional<AwsRepository> at(List<AwsRepository> found, Place place) {
        return found.stream()
                .filter(repository -> repository.place().equals(place))
                .findFirst();
    }

    /** Of an entry that does not say where it is: where it may be, if it is there. */
    private Optional<AwsRepository> best(Registry registry, List<AwsRepository> found) {
        return found.stream()
                .filter(repository -> known.allowed().test(registry, repository.uri()))
                .min(Comparator.comparing(repository ->
                        inventory.origin(repository).filter(Origin::explains).isPresent()));
    }

    private void existing(Registry registry, AwsRepository repository) {
        if (registry.status().filter(Status.PENDING::equals).isPresent()) {
            add(
                    DriftKind.PENDING_BUT_EXISTING,
                    registry.name(),
                    repository.place(),
                    Optional.of(Status.PENDING.word()),
                    Optional.of(repository.uri()),
                    "Set its status to `active` and `aws.repository_url` to this address; the server commits that by"
                            + " itself.");
        }
        registry.risk()
                .map(known.controls())
                .ifPresent(ofTier -> drift.addAll(ControlDrift.between(registry, ofTier, repository)));
    }

    private void misplaced(Registry registry, AwsRepository repository, boolean second, Optional<Place> unasked) {
        String remedy = second
                ? "Delete this second repository, or give it a name and an entry of its own."
                : "Move the images to where the registry belongs, or correct `aws.repository_url`.";
        drift.add(new Drift(
                DriftKind.MISPLACED,
                registry.name(),
                Optional.of(repository.place()),
                // A second repository is not repaired by an edit of the catalog.
                second ? Optional.empty() : Optional.of(Field.REPOSITORY_URL.dotted()),
                registry.repositoryUrl(),
                Optional.of(repository.uri()),
                unasked.map(place -> remedy + " " + place + " was not read: see first whether it is there, too.")
                        .orElse(remedy)));
    }

    private void missing(Registry registry, Optional<Place> home) {
        boolean expected = registry.status()
                .filter(status -> status == Status.ACTIVE || status == Status.DEPRECATED)
                .isPresent();
        boolean certain = home.map(inventory::listed).orElseGet(() -> known.everywhere() && inventory.allListed());
        if (!expected || !certain) {
            return;
        }
        boolean deprecated = registry.status().filter(Status.DEPRECATED::equals).isPresent();
        drift.add(new Drift(
                DriftKind.CATALOG_ONLY,
                registry.name(),
                home,
                Optional.empty(),
                registry.repositoryUrl().or(() -> registry.status().map(Status::word)),
                Optional.empty(),
                deprecated
                        ? "There is nothing left to pull: set its status to `decommissioned`."
                        : "Create it again with its Terraform, or set its status to `deprecated`."));
    }

    private void owner(Registry registry) {
        registry.owner()
                .filter(team -> Boolean.FALSE.equals(known.owners().get(team)))
                .ifPresent(team -> drift.add(new Drift(
                        DriftKind.OWNER_GONE,
                        registry.name(),
                        registry.repositoryUrl().flatMap(RepositoryUrl::parse).map(RepositoryUrl::place),
                        Optional.of(Field.OWNER.dotted()),
                        Optional.of(team),
                        Optional.empty(),
                        "The organization has no such team. Name the team that answers for it now in"
                                + " `metadata.owner`.")));
    }

    private void add(
            DriftKind kind,
            String registry,
            Place place,
            Optional<String> catalog,
            Optional<String> aws,
            String remedy) {
        Optional<String> field = catalog.isPresent() ? Optional.of(Field.STATUS.dotted()) : Optional.empty();
        drift.add(new Drift(kind, registry, Optional.of(place), field, catalog, aws, remedy));
    }
}
