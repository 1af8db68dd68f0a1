package dev.registrar.snapshot;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.gate.Description;
import dev.registrar.gate.Proposal;
import dev.registrar.gate.TeamFacts;
import dev.registrar.inventory.Evidence;
import dev.registrar.policy.Policies;
import dev.registrar.pull.FileRead;
import dev.registrar.snapshot.ProposedGovernance.Proposed;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes snapshots. */
public final class SnapshotReader {
    private final Configuration configuration;
    private final Policies policies;
    private final TeamLookup teams;
    private final LocalDate today;
    private Supplier<FileRead> catalog = FileRead.Absent::new;
    private Optional<TerraformPlan> plan = Optional.empty();
    private UsageLookup usage = UsageLookup.NOTHING;

    /** @param today the day of judging, in UTC */
    public SnapshotReader(Configuration configuration, Policies policies, TeamLookup teams, LocalDate today) {
        this.configuration = configuration;
        this.policies = policies;
        this.teams = teams;
        this.today = today;
    }

    /** Where to learn whether a registry is still used. */
    public SnapshotReader asking(UsageLookup lookup) {
        usage = lookup;
        return this;
    }

    /** For an infra repository: its catalog, which is another repository's. */
    public SnapshotReader against(Supplier<FileRead> other) {
        catalog = other;
        return this;
    }

    /** Judges what a plan says, in the place of the texts of Terraform. */
    public SnapshotReader planned(TerraformPlan given) {
        plan = Optional.of(given);
        return this;
    }

    /** @param contributors logins of the author and of everybody who pushed; empty when not known */
    public Snapshot read(Trees trees, Optional<List<String>> contributors) {
        return read(trees, contributors, Optional.empty());
    }

    /**
     * The same for a pull request.
     *
     * @param description what its author wrote about it
     */
    public Snapshot read(Trees trees, Optional<List<String>> contributors, Optional<String> description) {
        Optional<Proposed> proposed = new ProposedGovernance(configuration, policies, today).read(trees);
        Optional<Proposal> proposal = proposal(trees, contributors);
        return new Snapshot(
                policies,
                proposal,
                new TerraformReader(configuration, policies, catalog, plan).read(trees, proposal),
                proposed.map(Proposed::configuration),
                proposed.flatMap(Proposed::effect),
                description
                        .filter(text -> configuration.checklist().enabled())
                        .map(text -> new Description(configuration.checklist(), text)));
    }

    /** What a change would make of the catalog, given as texts: for a change that is not in any tree yet. */
    public Proposal proposal(CatalogText before, CatalogText after, Optional<List<String>> contributors) {
        return known(new Proposal(
                configuration,
                policies,
                configuration.catalog().path(),
                Optional.of(before),
                after,
                Optional.of(before.catalog()),
                contributors,
                TeamFacts.UNKNOWN,
                today));
    }

    /** A {@code registrar.yml} as it was found. */
    public static ConfigurationRead configuration(FileRead file) {
        return file.match(
                ConfigurationReader::read,
                new ConfigurationRead.Absent(),
                what -> new ConfigurationRead.Broken(List.of(new ConfigurationRead.Fault(
                        ConfigurationRead.Fault.Kind.UNREADABLE,
                        Configuration.PATH,
                        Span.FIRST,
                        "`" + Configuration.PATH + "` is " + what + ", not a file.",
                        "Put a regular file there."))));
    }

    private Optional<Proposal> proposal(Trees trees, Optional<List<String>> contributors) {
        String path = configuration.catalog().path();
        boolean elsewhere = configuration.role() == Configuration.Role.INFRA;
        if (elsewhere || !trees.audit() && !trees.touches(path)) {
            return Optional.empty();
        }
        CatalogText after = proposed(trees.read(Trees.Side.HEAD, path), path);
        Optional<CatalogText> before = Optional.empty();
        Optional<Catalog> tip = Optional.empty();
        if (!trees.audit()) {
            FileRead old = trees.read(Trees.Side.MERGE_BASE, path);
            FileRead newest = trees.read(Trees.Side.BASE_TIP, path);
            before = Optional.of(existing(old));
            tip = Optional.of((same(old, newest) ? before.get() : existing(newest)).catalog());
        }
        return Optional.of(known(new Proposal(
                configuration, policies, path, before, after, tip, contributors, TeamFacts.UNKNOWN, today)));
    }

    private Proposal known(Proposal proposal) {
        TeamFacts.Questions questions = proposal.questions();
        Map<String, Boolean> exists = new HashMap<>();
        questions.teams().forEach(team -> teams.exists(team).ifPresent(answer -> exists.put(team, answer)));
        Map<TeamFacts.Seat, Boolean> members = new HashMap<>();
        questions.anyOf().forEach(seats -> ask(seats, members));
        Map<String, Evidence> used = new HashMap<>();
        if (!proposal.audit()) {
            proposal.ended().forEach(registry -> used.put(registry.name(), usage.of(registry)));
        }
        return proposal.with(new TeamFacts(exists, members)).using(used);
    }

    /** Mostly the base branch has not moved on, and then its catalog is read once. */
    private static boolean same(FileRead one, FileRead other) {
        return one instanceof FileRead.Found a
                && other instanceof FileRead.Found b
                && Arrays.equals(a.bytes(), b.bytes());
    }

    private void ask(List<TeamFacts.Seat> seats, Map<TeamFacts.Seat, Boolean> members) {
        for (TeamFacts.Seat seat : seats) {
            Optional<Boolean> answer = teams.member(seat.team(), seat.login());
            answer.ifPresent(known -> members.put(seat, known));
            if (answer.orElse(false)) {
                return;
            }
        }
    }

    /** What was there before; nothing where there was no catalog. */
    static CatalogText existing(FileRead file) {
        return file.match(CatalogReader::read, CatalogReader.read(""), what -> CatalogReader.read(""));
    }

    static CatalogText proposed(FileRead file, String path) {
        return file.match(
                CatalogReader::read,
                unreadable(
                        "There is no catalog at `" + path + "`.",
                        "Put it there, or correct `catalog.path` in `" + Configuration.PATH + "`."),
                what -> unreadable("`" + path + "` is " + what + ", not a file.", "Put a regular file there."));
    }

    private static CatalogText unreadable(String message, String remedy) {
        return new CatalogText(
                new YamlDocument(
                        "",
                        Optional.empty(),
                        List.of(new YamlDocument.Problem(
                                YamlDocument.Kind.SHAPE, Pointer.ROOT, Span.FIRST, message, remedy))),
                Catalog.EMPTY);
    }
}
