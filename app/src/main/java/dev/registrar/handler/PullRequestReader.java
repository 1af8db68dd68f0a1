package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.gate.ApprovalGate;
import dev.registrar.gate.ApprovalGate.Given;
import dev.registrar.gate.ApprovalNeeds;
import dev.registrar.gate.Verdict;
import dev.registrar.handler.Governance.Ruling;
import dev.registrar.handler.Governance.RulingRead;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.Actor;
import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.PullRequests;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.Repository;
import dev.registrar.snapshot.PolicyFolder;
import dev.registrar.snapshot.Snapshot;
import dev.registrar.snapshot.SnapshotReader;
import dev.registrar.terraform.TerraformPaths;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a pull request, once, with everything that a verdict on it rests on, and judges it. */
final class PullRequestReader {
    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final PullRequestApprovals approvals;
    private final CarriedApprovals carried;
    private final Proposals proposals;
    private final DeclaredTerraform terraform;
    private final Clock clock;

    PullRequestReader(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.approvals = new PullRequestApprovals(github, ledgers);
        this.carried = new CarriedApprovals(github, ledgers, approvals, clock);
        this.proposals = new Proposals(github, ledgers);
        this.terraform = new DeclaredTerraform(github, ledgers, clock);
        this.clock = clock;
    }

    /** How a pull request was found. */
    sealed interface Found {
        /** Closed, or into a branch that is not gated. */
        record NotGated() implements Found {}

        /** It touches nothing that is governed. */
        record Untouched(HeadSha head) implements Found {}

        record Judged(Reviewed reviewed) implements Found {}

        /**
         * The policies in force cannot be read, so there is nothing to judge by.
         *
         * @param proposed what the pull request would make of what governs
         */
        record Ungovernable(PullRequest pull, ConfigurationRead proposed) implements Found {}
    }

    /** The open pull request, if it goes into the default branch. */
    Optional<PullRequest> gated(Repository repository, int number) {
        return github.pullRequests()
                .get(repository, number)
                .filter(pull -> pull.state() == PullRequest.State.OPEN)
                .filter(pull -> pull.baseBranch().equals(repository.defaultBranch()));
    }

    /** As it is now, for a command or another pull request; empty where there is no verdict on it. */
    Optional<Reviewed> reviewed(Repository repository, int number) {
        if (!(governance.of(repository) instanceof ConfigurationRead.Valid valid)) {
            return Optional.empty();
        }
        return gated(repository, number)
                .map(pull -> read(repository, valid.configuration(), pull, changes(repository, number, pull.head())))
                .filter(Found.Judged.class::isInstance)
                .map(found -> ((Found.Judged) found).reviewed());
    }

    /** @param assumed the head as far as is known; what GitHub names now is judged */
    Found read(Repository repository, Configuration configuration, int number, HeadSha assumed) {
        ChangeSet changes = changes(repository, number, assumed);
        if (!touchesGoverned(changes, configuration)) {
            return new Found.Untouched(changes.head());
        }
        return gated(repository, number)
                .map(pull -> read(
                        repository,
                        configuration,
                        pull,
                        pull.head().equals(changes.head()) ? changes : changes(repository, number, pull.head())))
                .orElse(new Found.NotGated());
    }

    private Found read(Repository repository, Configuration configuration, PullRequest pull, ChangeSet changes) {
        if (!touchesGoverned(changes, configuration)) {
            return new Found.Untouched(pull.head());
        }
        RulingRead read = governance.ruling(repository, configuration, changes.baseTip());
        if (read instanceof RulingRead.Faulty faulty) {
            return ungovernable(repository, configuration, pull, changes, faulty.fault());
        }
        Ruling ruling = ((RulingRead.Known) read).ruling();
        if (!(ruling.policies() instanceof PoliciesRead.Valid rules)) {
            return ungovernable(
                    repository,
                    configuration,
                    pull,
                    changes,
                    new ConfigurationRead.Broken(PolicyFolder.faults(ruling.policies())));
        }
        if (configuration.role() == Configuration.Role.INFRA) {
            terraform.seen(repository, configuration, changes.baseTip());
            configuration
                    .catalog()
                    .repository()
                    .ifPresent(catalog -> new InfraRepositories(ledgers.facts()).judged(catalog, repository));
        }
        return judged(repository, ruling, rules.policies(), pull, changes);
    }

    private Found judged(Repository repository, Ruling ruling, Policies policies, PullRequest pull, ChangeSet changes) {
        Configuration configuration = ruling.configuration();
        LiveTeams teams = new LiveTeams(github.teams(), repository);
        Snapshot snapshot = snapshots(repository, configuration, policies, teams)
                .against(ruling.catalog())
                .read(
                        new RemoteTrees(github.contents(), repository, changes),
                        Optional.of(contributors(repository, pull)),
                        Optional.of(pull.body()));
        ApprovalNeeds needs = new ApprovalGate(configuration, policies)
                .needs(snapshot.proposal(), governing(repository, changes, configuration));
        if (!snapshot.governed() && needs.isEmpty()) {
            return new Found.Untouched(pull.head()); // a file that might have mattered to Terraform
        }
        Reviewed bare = new Reviewed(
                repository, configuration, pull, changes, snapshot, snapshot.judge(), needs, Given.NOTHING);
        Reviewed waived = bare.with(bare.gates().with(approvals.waivers(bare)), needs, Given.NOTHING);
        return new Found.Judged(
                waived.with(waived.gates(), needs, carried.with(waived, approvals.given(waived, teams))));
    }

    /** How the commit of a merge queue was found. */
    sealed interface QueueRead {
        record Untouched() implements QueueRead {}

        record Ungovernable() implements QueueRead {}

        /** @param gates judged without anybody's part in it */
        record Judged(Configuration configuration, Policies policies, Verdict gates, ApprovalNeeds needs)
                implements QueueRead {}
    }

    /** The queue's own tree against what it stands on. */
    QueueRead queue(Repository repository, Configuration configuration, HeadSha base, HeadSha head) {
        // What cannot be compared is taken to touch everything.
        ChangeSet changes = github.pullRequests()
                .compare(repository, base.value(), head)
                .orElseGet(() -> new ChangeSet(base, base, head, List.of(), false));
        if (!touchesGoverned(changes, configuration)) {
            return new QueueRead.Untouched();
        }
        if (!(governance.ruling(repository, configuration, base) instanceof RulingRead.Known known)
                || !(known.ruling().policies() instanceof PoliciesRead.Valid rules)) {
            return new QueueRead.Ungovernable();
        }
        Configuration inForce = known.ruling().configuration();
        LiveTeams teams = new LiveTeams(github.teams(), repository);
        Snapshot snapshot = snapshots(repository, inForce, rules.policies(), teams)
                .against(known.ruling().catalog())
                .read(new RemoteTrees(github.contents(), repository, changes), Optional.of(List.of()));
        ApprovalNeeds needs = new ApprovalGate(inForce, rules.policies())
                .needs(snapshot.proposal(), governing(repository, changes, configuration));
        if (!snapshot.governed() && needs.isEmpty()) {
            return new QueueRead.Untouched();
        }
        return new QueueRead.Judged(inForce, rules.policies(), snapshot.judge(), needs);
    }

    /** As with a configuration that cannot be read: its repair is judged by the built-in policies, and is an owner's. */
    private Found ungovernable(
            Repository repository,
            Configuration configuration,
            PullRequest pull,
            ChangeSet changes,
            ConfigurationRead.Broken inForce) {
        LiveTeams teams = new LiveTeams(github.teams(), repository);
        Snapshot snapshot = snapshots(repository, configuration, Policies.builtIn(), teams)
                .read(new RemoteTrees(github.contents(), repository, changes), Optional.of(List.of()));
        return new Found.Ungovernable(pull, snapshot.proposedConfiguration().orElse(inForce));
    }

    private SnapshotReader snapshots(
            Repository repository, Configuration configuration, Policies policies, LiveTeams teams) {
        return new SnapshotReader(configuration, policies, teams, LocalDate.now(clock.withZone(ZoneOffset.UTC)))
                .asking(new LiveUsage(github, ledgers, repository, configuration, clock));
    }

    /** Every file that it touches, as far as GitHub tells. */
    ChangeSet changes(Repository repository, int number, HeadSha head) {
        Optional<ChangeSet> compared = github.pullRequests().compare(repository, repository.defaultBranch(), head);
        if (compared.isEmpty()) {
            return github.pullRequests()
                    .uncompared(repository, number)
                    .orElseThrow(() -> new AccessLost("GitHub knows neither the commit nor the pull request", null));
        }
        ChangeSet changes = compared.get();
        if (changes.complete()) {
            return changes;
        }
        List<ChangedFile> files = github.pullRequests().files(repository, number);
        return new ChangeSet(
                changes.baseTip(), changes.mergeBase(), changes.head(), files, files.size() < PullRequests.MOST_FILES);
    }

    /** A list that GitHub cut may lack anything, so it is taken to touch everything. */
    private static boolean touchesGoverned(ChangeSet changes, Configuration configuration) {
        return !changes.complete()
                || changes.files().stream()
                        .flatMap(PullRequestReader::paths)
                        .anyMatch(path -> isGoverned(path, configuration));
    }

    /** Whether a change of this file alone makes for a verdict. */
    static boolean isGoverned(String path, Configuration configuration) {
        return governs(path, configuration)
                || TerraformPaths.mayMatter(configuration.terraform().paths(), path)
                || configuration.role() == Configuration.Role.CATALOG
                        && path.equals(configuration.catalog().path());
    }

    /** Whether a path belongs to what governs a repository: its configuration, and in a catalog's its policies. */
    static boolean governs(String path, Configuration configuration) {
        return path.equals(Configuration.PATH)
                || configuration.role() == Configuration.Role.CATALOG
                        && path.startsWith(PolicyFolder.of(configuration) + "/");
    }

    private List<String> governing(Repository repository, ChangeSet changes, Configuration configuration) {
        Stream<String> candidates = changes.complete()
                ? changes.files().stream().flatMap(PullRequestReader::paths)
                : Stream.of(changes.mergeBase(), changes.head())
                        .flatMap(commit -> governing(repository, commit, configuration))
                        .filter(path -> differs(repository, changes, path));
        return candidates
                .filter(path -> governs(path, configuration))
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<String> governing(Repository repository, HeadSha commit, Configuration configuration) {
        Stream<String> policies = configuration.role() == Configuration.Role.CATALOG
                ? github.contents().filesIn(repository, commit, PolicyFolder.of(configuration)).stream()
                : Stream.empty();
        return Stream.concat(Stream.of(Configuration.PATH), policies);
    }

    private boolean differs(Repository repository, ChangeSet changes, String path) {
        return !text(repository, changes.mergeBase(), path).equals(text(repository, changes.head(), path));
    }

    private String text(Repository repository, HeadSha commit, String path) {
        return github.contents()
                .at(repository, commit, path)
                .match(bytes -> new String(bytes, StandardCharsets.ISO_8859_1), "", what -> what);
    }

    private static Stream<String> paths(ChangedFile file) {
        return Stream.concat(Stream.of(file.path()), file.previousPath().stream());
    }

    private List<String> contributors(Repository repository, PullRequest pull) {
        List<Actor> pushers = People.PUSHERS.of(ledgers.facts(), Subjects.conversation(repository, pull.number()));
        // Of a request's pull request, which Registrar has opened, the requester is the author.
        boolean followsAws = SyncWriter.opened(ledgers.facts(), repository, pull.number());
        List<Actor> authors =
                proposals.authors(repository, pull.number()).orElse(followsAws ? List.of() : List.of(pull.author()));
        boolean ours = !authors.contains(pull.author());
        return Stream.concat(
                        authors.stream(), pushers.stream().filter(person -> !ours || !person.samePerson(pull.author())))
                .map(Actor::login)
                .distinct()
                .toList();
    }
}
