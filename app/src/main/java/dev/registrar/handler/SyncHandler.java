package dev.registrar.handler;

import dev.registrar.backstage.Entities;
import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.effect.Fact;
import dev.registrar.gate.Judge;
import dev.registrar.gate.Placement;
import dev.registrar.handler.CatalogEdits.Applied;
import dev.registrar.inbox.Lease;
import dev.registrar.inventory.Drift;
import dev.registrar.inventory.DriftFinder;
import dev.registrar.inventory.DriftKind;
import dev.registrar.inventory.DriftReport;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.Place;
import dev.registrar.inventory.RegistryReader.Progress;
import dev.registrar.policy.Policies;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.report.DriftText;
import dev.registrar.snapshot.SnapshotReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads AWS for a catalog and plans what follows; writing it is work of its own, in the row of all writes to the branch. */
final class SyncHandler {
    private static final Logger log = LoggerFactory.getLogger(SyncHandler.class);
    private static final String PLAN = "sync-plan";

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final RequestReader reader;
    private final SyncWriter writer;
    private final Clock clock;

    SyncHandler(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.reader = new RequestReader(github, clock);
        this.writer = new SyncWriter(github, ledgers);
        this.clock = clock;
    }

    /** A catalog as its default branch has it, and what governs it. */
    record Ground(
            Repository repository,
            Configuration configuration,
            Policies policies,
            HeadSha tip,
            CatalogText catalog,
            SnapshotReader snapshots) {
        boolean passes(CatalogText before, CatalogText after) {
            return !Judge.judge(snapshots.proposal(before, after, Optional.of(List.of())))
                    .failed();
        }
    }

    void read(Work work, Lease lease) {
        Optional<Ground> ground = ground(work.repository());
        if (ground.isEmpty()) {
            return;
        }
        Inventory inventory = github.registries()
                .read(LiveUsage.targets(github.trustsCatalogs(), ground.get().configuration()), Progress.SILENT);
        inventory.regions().stream()
                .filter(region -> !region.complete())
                .forEach(region -> log.warn(
                        "AWS could not be read whole: {}, {}: {}",
                        region.target().name(),
                        region.place(),
                        region.troubles()));
        if (!inventory.anythingRead()) {
            return; // nothing is known, so nothing follows
        }
        lease.check();
        SyncPlan plan = plan(ground.get(), inventory);
        String text = plan.write();
        String digest = Digest.of(text);
        ledgers.facts().put(PLAN, subject(work), digest, text);
        Work next = new Work(Work.Kind.COMMIT_SYNC, work.repository(), 0, digest);
        ledgers.inbox()
                .enqueue(next.delivery(
                        Subjects.branch(work.repository(), work.repository().defaultBranch()),
                        work.note() + " " + digest));
    }

    void commit(Work work, Lease lease) {
        Optional<SyncPlan> plan = ledgers.facts()
                .get(PLAN, subject(work), work.note())
                .map(Fact::json)
                .map(SyncPlan::read);
        if (plan.isPresent() && ground(work.repository()).isPresent()) {
            writer.write(work.repository(), plan.get(), () -> ground(work.repository()), work.note(), lease);
        }
        ledgers.facts().delete(PLAN, subject(work), work.note());
    }

    /** Empty where there is no catalog to be held against AWS, or it cannot be understood. */
    private Optional<Ground> ground(Repository repository) {
        Optional<Configuration> configuration =
                reader.catalogConfiguration(repository).filter(valid -> SyncSchedule.syncs(github, valid));
        Optional<HeadSha> tip =
                configuration.flatMap(valid -> github.commits().tip(repository, repository.defaultBranch()));
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        CatalogFiles files = new CatalogFiles(github.contents(), repository, configuration.get(), tip.get());
        CatalogText catalog = files.catalog();
        Optional<Policies> policies = reader.policies(repository, configuration.get(), tip.get());
        if (policies.isEmpty()
                || files.misplaced().isPresent()
                || catalog.document().root().isEmpty()
                || !catalog.document().problems().isEmpty()) {
            log.warn("AWS is not held against a catalog that cannot be read; its check run shows why");
            return Optional.empty();
        }
        SnapshotReader snapshots = new SnapshotReader(
                        configuration.get(),
                        policies.get(),
                        new LiveTeams(github.teams(), repository),
                        LocalDate.now(clock.withZone(ZoneOffset.UTC)))
                .asking(new LiveUsage(github, ledgers, repository, configuration.get(), clock));
        return Optional.of(new Ground(repository, configuration.get(), policies.get(), tip.get(), catalog, snapshots));
    }

    private SyncPlan plan(Ground ground, Inventory inventory) {
        Catalog catalog = ground.catalog().catalog();
        DriftReport report = DriftFinder.find(
                catalog,
                inventory,
                new DriftFinder.Known(
                        ground.policies()::controls,
                        (registry, url) -> Placement.allows(registry, url, ground.configuration()),
                        owners(ground, catalog),
                        true));
        if (inventory.complete()) {
            ledgers.history()
                    .compared(
                            ground.repository().id(),
                            LocalDate.now(clock.withZone(ZoneOffset.UTC)),
                            report.drift().stream().map(SyncHandler::recorded).toList());
        }
        Applied active = CatalogEdits.apply(ground.catalog(), CatalogEdits.activations(report), ground::passes);
        DriftReport rest = new DriftReport(
                report.drift().stream()
                        .filter(drift -> drift.kind() != DriftKind.PENDING_BUT_EXISTING
                                || !active.registries().contains(drift.registry()))
                        .toList(),
                report.made());
        Applied repaired = CatalogEdits.apply(active.after(), CatalogEdits.repairs(rest, catalog), ground::passes);
        return new SyncPlan(
                active.edits(),
                repaired.edits(),
                entities(ground, active.after().catalog(), inventory),
                DriftText.of(rest, inventory),
                rest.clean(),
                inventory.complete());
    }

    private static dev.registrar.history.Drift recorded(Drift drift) {
        return new dev.registrar.history.Drift(
                drift.kind().word(),
                drift.registry(),
                drift.place().map(Place::account).orElse(""),
                drift.place().map(Place::region).orElse(""),
                drift.field(),
                drift.catalog(),
                drift.aws(),
                drift.remedy());
    }

    private Map<String, Boolean> owners(Ground ground, Catalog catalog) {
        LiveTeams teams = new LiveTeams(github.teams(), ground.repository());
        Map<String, Boolean> owners = new HashMap<>();
        catalog.registries().values().stream()
                .flatMap(registry -> registry.owner().stream())
                .distinct()
                .forEach(team -> teams.exists(team).ifPresent(exists -> owners.put(team, exists)));
        return owners;
    }

    private Optional<String> entities(Ground ground, Catalog catalog, Inventory inventory) {
        return ground.configuration()
                .catalog()
                .backstage()
                .map(path -> Entities.render(
                        catalog,
                        inventory,
                        ground.configuration().resourcePerRepository(),
                        true,
                        github.contents()
                                .at(ground.repository(), ground.tip(), path)
                                .match(bytes -> new String(bytes, StandardCharsets.UTF_8), "", what -> ""),
                        clock.instant()));
    }

    private static String subject(Work work) {
        return String.valueOf(work.repository().id());
    }
}
