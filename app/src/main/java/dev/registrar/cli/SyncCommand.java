package dev.registrar.cli;

import dev.registrar.backstage.Entities;
import dev.registrar.catalog.Catalog;
import dev.registrar.config.Configuration;
import dev.registrar.gate.Placement;
import dev.registrar.git.LocalRepository;
import dev.registrar.inventory.DriftFinder;
import dev.registrar.inventory.DriftReport;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.RegionInventory;
import dev.registrar.inventory.RegistryReader;
import dev.registrar.inventory.aws.AwsAccess;
import dev.registrar.inventory.aws.AwsRegistries;
import dev.registrar.inventory.aws.Permission;
import dev.registrar.markdown.MarkdownCatalog;
import dev.registrar.report.SyncJson;
import dev.registrar.report.SyncText;
import dev.registrar.snapshot.TeamLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sync}: what AWS has, held against the catalog, and what is made from both. */
@Command(
        name = "sync",
        description =
                "Reads ECR, prints drift against the catalog, writes the Backstage entities and the Markdown catalog.")
final class SyncCommand implements Callable<Integer> {
    @Option(
            names = "--region",
            paramLabel = "R",
            description = "Read this region; may be repeated (default: the configuration's, else AWS_REGION).")
    private List<String> regions = new ArrayList<>();

    @Option(names = "--account", paramLabel = "NAME", description = "Only this account; may be repeated.")
    private List<String> accounts = new ArrayList<>();

    @Option(names = "--repo", paramLabel = "DIR", description = "The git repository (default: this folder).")
    private Path folder = Path.of("");

    @Option(names = "--dry-run", description = "Writes nothing.")
    private boolean dryRun;

    @Option(names = "--format", paramLabel = "FORM", description = "${COMPLETION-CANDIDATES} (default: text).")
    private Format format = Format.text;

    @Option(names = "--fail-on-drift", description = "Ends with status 1 when there is drift.")
    private boolean failOnDrift;

    @Option(names = "--check-permissions", description = "Only says which permissions the credentials lack.")
    private boolean checkPermissions;

    @Option(
            names = "--teams",
            paramLabel = "FILE",
            description = "YAML, team-slug: [login, …]; tells which owners are gone.")
    private @Nullable Path teams;

    private final Console console;
    private final Clock clock;
    private final Way aws;
    private final BooleanSupplier terminal;

    /** How AWS is reached. */
    record Way(Supplier<AwsRegistries> registries, Supplier<Optional<String>> region) {
        /** As the SDK's variables and profiles say. */
        static final Way OF_PROCESS = new Way(() -> new AwsRegistries(AwsAccess::ofProcess), AwsAccess::region);
    }

    enum Format {
        text,
        json
    }

    /** @param terminal whether somebody watches standard error */
    SyncCommand(Console console, Clock clock, Way aws, BooleanSupplier terminal) {
        this.console = console;
        this.clock = clock;
        this.aws = aws;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        TeamLookup lookup = teams == null ? TeamLookup.NOTHING : TeamsFile.read(teams);
        try (LocalRepository repository = LocalRepository.open(folder)) {
            LocalGovernance governance = LocalGovernance.ofCatalog(repository, "sync");
            Configuration configuration = governance.configuration();
            Catalog catalog = LocalCatalog.read(
                            repository, configuration.catalog().path())
                    .catalog();
            SyncTargets targets = SyncTargets.of(configuration, accounts, regions, aws.region());
            try (AwsRegistries registries = aws.registries().get()) {
                if (checkPermissions) {
                    return permissions(registries.permissions(targets.targets()));
                }
                Inventory inventory = read(registries, targets);
                return told(repository, governance, catalog, inventory, targets.everywhere(), lookup);
            }
        } catch (LocalRepository.NotUsable e) {
            throw new UsageProblem(String.valueOf(e.getMessage()));
        }
    }

    private Inventory read(RegistryReader registries, SyncTargets targets) {
        if (!terminal.getAsBoolean()) {
            return registries.read(targets.targets(), RegistryReader.Progress.SILENT);
        }
        try (ProgressBar bar = new ProgressBar(console.err())) {
            return registries.read(targets.targets(), bar);
        }
    }

    private Integer told(
            LocalRepository repository,
            LocalGovernance governance,
            Catalog catalog,
            Inventory inventory,
            boolean everywhere,
            TeamLookup lookup) {
        Configuration configuration = governance.configuration();
        DriftReport report = DriftFinder.find(
                catalog,
                inventory,
                new DriftFinder.Known(
                        governance.policies()::controls,
                        (registry, url) -> Placement.allows(registry, url, configuration),
                        owners(catalog, lookup),
                        everywhere));
        console.out()
                .print(format == Format.json ? SyncJson.of(inventory, report) + "\n" : SyncText.of(inventory, report));
        console.out().flush();
        inventory.regions().forEach(this::complain);
        if (inventory.anythingRead()) {
            files(governance, catalog, inventory, everywhere, repository)
                    .forEach((path, text) -> write(repository, path, text));
        }
        if (failOnDrift && !report.clean()) {
            return ExitStatus.BLOCKED.code();
        }
        return (inventory.complete() ? ExitStatus.PASS : ExitStatus.OUTSIDE).code();
    }

    private void complain(RegionInventory region) {
        Stream.concat(region.troubles().stream(), region.remarks().stream())
                .forEach(trouble -> console.complain("registrar sync: "
                        + region.target().name() + ", " + region.place() + ": " + trouble.replace("`", "")));
    }

    private static Map<String, Boolean> owners(Catalog catalog, TeamLookup lookup) {
        Map<String, Boolean> owners = new HashMap<>();
        catalog.registries().values().stream()
                .flatMap(registry -> registry.owner().stream())
                .distinct()
                .forEach(team -> lookup.exists(team).ifPresent(exists -> owners.put(team, exists)));
        return owners;
    }

    /** What is made from the catalog and from AWS, by path. */
    private Map<String, String> files(
            LocalGovernance governance,
            Catalog catalog,
            Inventory inventory,
            boolean everywhere,
            LocalRepository repository) {
        Configuration configuration = governance.configuration();
        Map<String, String> files = new TreeMap<>();
        configuration
                .catalog()
                .docs()
                .ifPresent(path -> files.put(path, MarkdownCatalog.render(catalog, governance.policies())));
        configuration.catalog().backstage().ifPresent(path -> {
            String before = repository
                    .inWorkingTree(path)
                    .match(bytes -> new String(bytes, StandardCharsets.UTF_8), "", what -> "");
            files.put(
                    path,
                    Entities.render(
                            catalog,
                            inventory,
                            configuration.resourcePerRepository(),
                            everywhere,
                            before,
                            clock.instant()));
        });
        return files;
    }

    private void write(LocalRepository repository, String path, String text) {
        boolean current = LocalCatalog.current(repository, path, text);
        if (!current && !dryRun) {
            repository.write(path, text.getBytes(StandardCharsets.UTF_8));
        }
        String outcome = current ? " is up to date." : dryRun ? " would be written." : " is written.";
        // Programs read what is printed in JSON.
        (format == Format.json ? console.err() : console.out()).println(path + outcome);
    }

    private Integer permissions(List<Permission> permissions) {
        for (Permission permission : permissions) {
            String trouble = permission
                    .trouble()
                    .map(text -> ": " + text.replace("`", ""))
                    .orElse("");
            console.out()
                    .println(switch (permission.outcome()) {
                                case ALLOWED -> "allowed  ";
                                case DENIED -> "MISSING  ";
                                case UNKNOWN -> "unknown  ";
                            }
                            + permission.target().name() + ", "
                            + permission.target().place() + ": "
                            + permission.action() + trouble);
        }
        boolean all = permissions.stream().allMatch(permission -> permission.outcome() == Permission.Outcome.ALLOWED);
        return (all ? ExitStatus.PASS : ExitStatus.OUTSIDE).code();
    }
}
