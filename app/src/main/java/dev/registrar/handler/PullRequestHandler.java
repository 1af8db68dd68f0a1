package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.event.Event;
import dev.registrar.gate.ConfigurationGate;
import dev.registrar.gate.Verdict;
import dev.registrar.inbox.Lease;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.Actor;
import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Teams;
import dev.registrar.report.CheckRuns;
import dev.registrar.report.Links;
import dev.registrar.report.PullRequestComment;
import dev.registrar.snapshot.PolicyFolder;
import dev.registrar.snapshot.Snapshot;
import dev.registrar.snapshot.SnapshotReader;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pull request was opened, pushed to, edited or asked to be judged again: judge it and show the verdict. */
final class PullRequestHandler {
    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final Links links;
    private final Clock clock;
    private final CheckPublisher checks;
    private final CommentKeeper comments;

    PullRequestHandler(GitHubPorts github, Ledgers ledgers, Links links, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github.contents());
        this.links = links;
        this.clock = clock;
        this.checks = new CheckPublisher(github, ledgers);
        this.comments = new CommentKeeper(github, ledgers);
    }

    void changed(Event.PullRequestChanged event, Lease lease) {
        if (event.action().equals("closed")
                || !event.baseBranch().equals(event.repository().defaultBranch())) {
            return;
        }
        judge(new Judging(event.repository(), event.number(), event.head(), Optional.empty(), lease));
    }

    /**
     * Judges an open pull request as it is now, whatever its head was when it was asked for.
     *
     * @param asked by which delivery somebody asked for it: then the checks are published again, even if they say the same
     */
    void again(Repository repository, int number, Optional<String> asked, Lease lease) {
        Optional<PullRequest> pull = github.pullRequests().get(repository, number);
        pull.filter(open -> open.state() == PullRequest.State.OPEN)
                .filter(open -> open.baseBranch().equals(repository.defaultBranch()))
                .ifPresent(open -> judge(new Judging(repository, number, open.head(), asked, lease)));
    }

    /** One judgement of one head. */
    private record Judging(Repository repository, int number, HeadSha head, Optional<String> asked, Lease lease) {
        Judging of(HeadSha newer) {
            return new Judging(repository, number, newer, asked, lease);
        }
    }

    private void judge(Judging judging) {
        ConfigurationRead read = governance.of(judging.repository());
        read.match(
                true,
                broken -> {
                    brokenConfiguration(judging, broken);
                    return true;
                },
                valid -> {
                    governed(judging, valid.configuration());
                    return true;
                });
    }

    private void governed(Judging judging, Configuration configuration) {
        ChangeSet changes = changes(judging);
        if (!touchesGoverned(changes, configuration)) {
            nothingGoverned(judging);
            return;
        }
        Optional<PullRequest> pull = github.pullRequests()
                .get(judging.repository(), judging.number())
                .filter(open -> open.state() == PullRequest.State.OPEN)
                .filter(open -> open.baseBranch().equals(judging.repository().defaultBranch()));
        if (pull.isEmpty()) {
            return;
        }
        HeadSha newest = pull.get().head();
        Judging current = judging.of(newest);
        ChangeSet judged = newest.equals(judging.head()) ? changes : changes(current);
        PoliciesRead inForce = governance.policies(judging.repository(), configuration, judged.baseTip());
        if (!(inForce instanceof PoliciesRead.Valid rules)) {
            brokenPolicies(current, configuration, judged, inForce);
            return;
        }
        Snapshot snapshot = reader(judging, configuration, rules.policies())
                .read(
                        new RemoteTrees(github.contents(), judging.repository(), judged),
                        Optional.of(contributors(judging, pull.get())),
                        Optional.of(pull.get().body()));
        show(current, snapshot);
    }

    /** As with a configuration that cannot be read: its repair is judged by the built-in policies, and is an owner's. */
    private void brokenPolicies(Judging judging, Configuration configuration, ChangeSet changes, PoliciesRead inForce) {
        Snapshot snapshot = reader(judging, configuration, Policies.builtIn())
                .read(new RemoteTrees(github.contents(), judging.repository(), changes), Optional.of(List.of()));
        ConfigurationRead proposed = snapshot.proposedConfiguration()
                .orElseGet(() -> new ConfigurationRead.Broken(PolicyFolder.faults(inForce)));
        repair(judging, proposed);
    }

    private SnapshotReader reader(Judging judging, Configuration configuration, Policies policies) {
        return new SnapshotReader(
                configuration,
                policies,
                new LiveTeams(github.teams(), judging.repository()),
                LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    private ChangeSet changes(Judging judging) {
        ChangeSet changes = github.pullRequests()
                .compare(judging.repository(), judging.repository().defaultBranch(), judging.head());
        if (changes.complete()) {
            return changes;
        }
        return new ChangeSet(
                changes.baseTip(),
                changes.mergeBase(),
                changes.head(),
                github.pullRequests().files(judging.repository(), judging.number()),
                true);
    }

    private static boolean touchesGoverned(ChangeSet changes, Configuration configuration) {
        return changes.touches(Configuration.PATH)
                || configuration.role() == Configuration.Role.CATALOG
                        && (changes.touches(configuration.catalog().path())
                                || changes.touchesIn(PolicyFolder.of(configuration)));
    }

    private List<String> contributors(Judging judging, PullRequest pull) {
        List<Actor> pushers =
                People.PUSHERS.of(ledgers.facts(), Subjects.conversation(judging.repository(), judging.number()));
        return Stream.concat(Stream.of(pull.author()), pushers.stream())
                .map(Actor::login)
                .distinct()
                .toList();
    }

    private void show(Judging judging, Snapshot snapshot) {
        Verdict verdict = snapshot.judge();
        checks.publish(
                judging.repository(), runs(judging).of(verdict, snapshot.effect()), judging.asked(), judging.lease());
        String body = new PullRequestComment(judging.repository().name(), judging.head(), links).of(snapshot, verdict);
        comments.keep(judging.repository(), judging.number(), PullRequestComment.MARKER, body, judging.lease());
    }

    private void nothingGoverned(Judging judging) {
        checks.publish(
                judging.repository(), List.of(runs(judging).nothingGoverned()), judging.asked(), judging.lease());
        if (comments.exists(judging.repository(), judging.number(), PullRequestComment.MARKER)) {
            comments.keep(
                    judging.repository(),
                    judging.number(),
                    PullRequestComment.MARKER,
                    PullRequestComment.nothingGoverned(judging.head()),
                    judging.lease());
        }
    }

    /** Nothing can be judged by a configuration that cannot be used; its repair is judged, and is an owner's to make. */
    private void brokenConfiguration(Judging judging, ConfigurationRead.Broken inForce) {
        ChangeSet changes = changes(judging);
        ConfigurationRead judged = changes.touches(Configuration.PATH)
                ? SnapshotReader.configuration(
                        github.contents().at(judging.repository(), changes.head(), Configuration.PATH))
                : inForce;
        repair(judging, judged);
    }

    private void repair(Judging judging, ConfigurationRead judged) {
        Verdict verdict = new Verdict(List.of(ConfigurationGate.judge(judged, Policies.builtIn())));
        CheckRuns runs = runs(judging);
        boolean needsOwner = !verdict.failed() && !openedByOwner(judging);
        checks.publish(
                judging.repository(),
                needsOwner
                        ? List.of(
                                runs.undecided(
                                        "The configuration in force cannot be read. This repair of it is sound, but only an owner of the organization may make it: let one open the pull request."))
                        : runs.of(verdict),
                judging.asked(),
                judging.lease());
    }

    private boolean openedByOwner(Judging judging) {
        return github.pullRequests()
                .get(judging.repository(), judging.number())
                .map(pull -> github.teams()
                        .organizationRole(judging.repository(), pull.author().login()))
                .filter(role -> role == Teams.OrganizationRole.OWNER)
                .isPresent();
    }

    private CheckRuns runs(Judging judging) {
        return new CheckRuns(judging.head(), judging.number());
    }
}
