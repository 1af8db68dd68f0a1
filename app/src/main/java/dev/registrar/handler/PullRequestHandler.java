package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.event.Event;
import dev.registrar.gate.ConfigurationGate;
import dev.registrar.gate.Verdict;
import dev.registrar.handler.KnownGovernance.By;
import dev.registrar.handler.PullRequestReader.Found;
import dev.registrar.inbox.Lease;
import dev.registrar.policy.Policies;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Review;
import dev.registrar.pull.Teams;
import dev.registrar.report.CheckRuns;
import dev.registrar.report.Links;
import dev.registrar.report.PullRequestComment;
import dev.registrar.snapshot.SnapshotReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A pull request was opened, pushed to, edited, reviewed or asked to be judged again: judge it and show the verdict. */
final class PullRequestHandler {
    /** Facts about heads that touch nothing governed. */
    static final String UNTOUCHED = "untouched";

    /** Facts about pull requests that repair what governs, and that an owner of the organization has to approve. */
    private static final String WAITS_FOR_OWNER = "waits-for-owner";

    private static final String REPAIR =
            "The configuration in force cannot be read. This repair of it is sound, but only an owner of the organization may make it: let one open the pull request, or approve this commit in a review.";

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final KnownGovernance known;
    private final PullRequestReader reader;
    private final PullRequestApprovals approvals;
    private final SharedHeads heads;
    private final Lapses lapses;
    private final Links links;
    private final CheckPublisher checks;
    private final CommentKeeper comments;
    private final OnboardingReport onboarding;

    PullRequestHandler(GitHubPorts github, Ledgers ledgers, Links links, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.known = new KnownGovernance(ledgers.facts());
        this.reader = new PullRequestReader(github, ledgers, clock);
        this.approvals = new PullRequestApprovals(github, ledgers);
        this.heads = new SharedHeads(ledgers.facts(), ledgers.inbox());
        this.lapses = new Lapses(github, ledgers);
        this.links = links;
        this.checks = new CheckPublisher(github, ledgers, links, clock);
        this.comments = new CommentKeeper(github, ledgers);
        this.onboarding = new OnboardingReport(github, ledgers, governance, checks, clock);
    }

    void changed(Event.PullRequestChanged event, Lease lease) {
        boolean gated = event.baseBranch().equals(event.repository().defaultBranch());
        if (event.action().equals("closed") || !gated) {
            onboarding.changed(event.repository(), event.number());
            notGated(event.repository(), event.number());
            return;
        }
        judge(new Judging(event.repository(), event.number(), event.head(), Optional.empty(), lease));
    }

    /** A review came or went: only where approvals are at stake, an owner's or others', is there anything to look at. */
    void reviewed(Event.ReviewChanged event, Lease lease) {
        if (lapses.knows(event.repository(), event.number()) || waitsForOwner(event.repository(), event.number())) {
            again(event.repository(), event.number(), Optional.empty(), lease);
        }
    }

    /**
     * Judges an open pull request as it is now, whatever its head was when it was asked for.
     *
     * @param asked by which delivery somebody asked for it: then the checks are published again, even if they say the same
     */
    void again(Repository repository, int number, Optional<String> asked, Lease lease) {
        reader.gated(repository, number)
                .ifPresentOrElse(
                        open -> judge(new Judging(repository, number, open.head(), asked, lease)),
                        () -> notGated(repository, number));
    }

    private void notGated(Repository repository, int number) {
        heads.leaves(repository, number);
        approvals.withdrawn(Subjects.conversation(repository, number).key());
    }

    /** One judgement of one head. */
    private record Judging(Repository repository, int number, HeadSha head, Optional<String> asked, Lease lease) {
        Judging of(HeadSha newer) {
            return new Judging(repository, number, newer, asked, lease);
        }

        CheckRuns runs() {
            return new CheckRuns(head, number);
        }
    }

    private void judge(Judging judging) {
        Governance.Found found = governance.found(judging.repository());
        ConfigurationRead read = found.read();
        if (read instanceof ConfigurationRead.Absent && onboarding.isAbout(judging.repository(), judging.number())) {
            onboarding.publish(judging.repository(), judging.number(), judging.asked(), judging.lease());
            return;
        }
        if (read instanceof ConfigurationRead.Absent) {
            ungoverned(judging);
            return;
        }
        known.note(judging.repository(), found.organizationWide() ? By.ORGANIZATION : By.REPOSITORY);
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

    /**
     * Nothing is done here, but what was said while that was not known, or was otherwise, does not stay, once it is sure that
     * nothing governs here.
     */
    private void ungoverned(Judging judging) {
        By before = known.of(judging.repository()).orElse(By.NOBODY);
        boolean said = checks.any(judging.repository(), judging.head());
        boolean doubtful = said || before != By.NOBODY;
        if (doubtful && !governance.governsNoMore(judging.repository(), before == By.ORGANIZATION)) {
            return;
        }
        known.note(judging.repository(), By.NOBODY);
        if (said) {
            publish(judging, List.of(judging.runs().ungoverned()));
        }
    }

    private void governed(Judging judging, Configuration configuration) {
        approvals.pin(judging.repository(), configuration);
        heads.joins(judging.repository(), judging.number(), judging.head());
        Found found = reader.read(judging.repository(), configuration, judging.number(), judging.head());
        if (found instanceof Found.NotGated) {
            notGated(judging.repository(), judging.number());
        }
        if (found instanceof Found.Untouched untouched) {
            nothingGoverned(judging.of(untouched.head()));
        }
        if (found instanceof Found.Ungovernable ungovernable) {
            repair(judging.of(ungovernable.pull().head()), ungovernable.pull(), ungovernable.proposed());
        }
        if (found instanceof Found.Judged judged) {
            Judging current = judging.of(judged.reviewed().head());
            heads.joins(current.repository(), current.number(), current.head());
            show(current, judged.reviewed());
        }
    }

    private void show(Judging judging, Reviewed reviewed) {
        Verdict verdict = reviewed.verdict();
        approvals.showing(reviewed);
        approvals.shown(
                reviewed,
                publish(judging, judging.runs().of(verdict, reviewed.snapshot().effect())));
        lapses.compare(reviewed, judging.lease());
        String body = new PullRequestComment(judging.repository().name(), judging.head(), links)
                .of(new PullRequestComment.View(
                        reviewed.snapshot(),
                        verdict,
                        reviewed.needs(),
                        reviewed.given(),
                        reviewed.configuration().approvals().teams()));
        // By GitHub's clock, which dates people's comments: ours may be ahead of it.
        comments.keep(judging.repository(), judging.number(), PullRequestComment.MARKER, body, judging.lease())
                .ifPresent(written -> approvals.shown(reviewed, written));
    }

    /** With the runs of the others on this head laid over them; again, if somebody joined in the meantime. */
    private Instant publish(Judging judging, List<CheckRun> own) {
        List<Integer> others;
        Instant shown;
        do {
            others = heads.others(judging.repository(), judging.number(), judging.head());
            List<CheckRun> runs = own;
            for (int other : others) {
                runs = CheckRuns.worst(runs, runsOf(judging, other));
            }
            shown = checks.publish(judging.repository(), judging.head(), runs, judging.asked(), judging.lease());
        } while (!others.equals(heads.others(judging.repository(), judging.number(), judging.head())));
        return shown;
    }

    private List<CheckRun> runsOf(Judging judging, int other) {
        Optional<PullRequest> pull = reader.gated(judging.repository(), other)
                .filter(open -> open.head().equals(judging.head()));
        if (pull.isEmpty()) {
            heads.left(judging.repository(), other, judging.head());
            return List.of();
        }
        CheckRuns runs = new CheckRuns(judging.head(), other);
        return reader.reviewed(judging.repository(), other)
                .map(reviewed -> runs.of(reviewed.verdict(), reviewed.snapshot().effect()))
                .orElseGet(() -> List.of(runs.nothingGoverned()));
    }

    private void nothingGoverned(Judging judging) {
        String conversation =
                Subjects.conversation(judging.repository(), judging.number()).key();
        ledgers.facts().add(UNTOUCHED, conversation, judging.head().value(), "{}");
        publish(judging, List.of(judging.runs().nothingGoverned()));
        lapses.nothingLeft(judging.repository(), judging.number(), judging.lease());
        approvals.withdrawn(conversation);
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
        Optional<PullRequest> pull = reader.gated(judging.repository(), judging.number());
        if (pull.isEmpty()) {
            notGated(judging.repository(), judging.number());
            return;
        }
        HeadSha head = pull.get().head();
        boolean repairs =
                reader.changes(judging.repository(), judging.number(), head).touches(Configuration.PATH);
        repair(
                judging.of(head),
                pull.get(),
                repairs
                        ? SnapshotReader.configuration(
                                github.contents().at(judging.repository(), head, Configuration.PATH))
                        : inForce);
    }

    private void repair(Judging judging, PullRequest pull, ConfigurationRead judged) {
        Verdict verdict = new Verdict(List.of(ConfigurationGate.judge(judged, Policies.builtIn())));
        boolean needsOwner = !verdict.failed() && !anOwnerStandsBehind(judging.repository(), pull);
        String conversation =
                Subjects.conversation(judging.repository(), judging.number()).key();
        if (needsOwner) {
            ledgers.facts().put(WAITS_FOR_OWNER, conversation, "now", "{}");
        }
        checks.publish(
                judging.repository(),
                judging.head(),
                needsOwner
                        ? List.of(judging.runs().undecided(REPAIR))
                        : judging.runs().of(verdict),
                judging.asked(),
                judging.lease());
    }

    private boolean waitsForOwner(Repository repository, int number) {
        return ledgers.facts()
                .get(WAITS_FOR_OWNER, Subjects.conversation(repository, number).key(), "now")
                .isPresent();
    }

    /** One has opened it, or approved this very head. */
    private boolean anOwnerStandsBehind(Repository repository, PullRequest pull) {
        return Stream.concat(
                        Stream.of(pull.author()),
                        github.pullRequests().reviews(repository, pull.number()).stream()
                                .filter(review -> review.state() == Review.State.APPROVED)
                                .filter(review -> review.head().equals(pull.head()))
                                .map(Review::author))
                .anyMatch(person ->
                        github.teams().organizationRole(repository, person.login()) == Teams.OrganizationRole.OWNER);
    }

    /**
     * For a judgement that has failed and will be tried again.
     *
     * @param inSilence whether that goes on for so short a time that nobody needs to do anything
     */
    void undecided(Repository repository, int number, String cause, boolean inSilence, Lease lease) {
        if (known.governed(repository).orElse(true)) {
            undecided(
                    repository,
                    number,
                    pull -> inSilence ? runs(pull).pending(cause) : runs(pull).undecided(cause),
                    lease);
        }
    }

    /** For a judgement that needs something that GitHub keeps from the App; where all is kept from it, nothing is shown. */
    void refused(Repository repository, int number, String cause, Lease lease) {
        if (known.governed(repository).orElse(false)) {
            undecided(repository, number, pull -> runs(pull).undecided(cause), lease);
        }
    }

    private void undecided(Repository repository, int number, Function<PullRequest, CheckRun> run, Lease lease) {
        reader.gated(repository, number)
                .ifPresent(pull ->
                        checks.publish(repository, pull.head(), List.of(run.apply(pull)), Optional.empty(), lease));
    }

    private static CheckRuns runs(PullRequest pull) {
        return new CheckRuns(pull.head(), pull.number());
    }
}
