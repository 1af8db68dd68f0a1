package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.pull.Issue;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.report.CheckRuns;
import dev.registrar.report.RequestComment;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds open pull requests and requests that were never judged, such as those that were opened while nobody heard of it.
 * Only their state is looked at: comments that were missed are never taken for commands.
 */
public final class Reconciler {
    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final CommentKeeper comments;
    private final Clock clock;

    public Reconciler(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.comments = new CommentKeeper(github, ledgers);
        this.clock = clock;
    }

    /** The work that is missing; none where the repository is not governed. */
    public List<NewDelivery> neverJudged(Repository repository) {
        ConfigurationRead read = governance.of(repository);
        if (read instanceof ConfigurationRead.Absent) {
            return List.of();
        }
        // The date lets what came to nothing be tried again on another day.
        String why = "reconcile " + LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Stream<NewDelivery> pulls = github.pullRequests().open(repository, repository.defaultBranch()).stream()
                .filter(pull -> !judged(repository, pull))
                .map(pull -> Work.judge(repository, pull.number(), why + " " + pull.head()));
        if (!(read instanceof ConfigurationRead.Valid valid)
                || valid.configuration().role() != Configuration.Role.CATALOG) {
            return pulls.toList();
        }
        String label = valid.configuration().requests().label();
        Stream<NewDelivery> requests = github.issues().openWithLabel(repository, label).stream()
                .filter(issue -> !shown(repository, issue))
                .map(issue -> new Work(Work.Kind.SETTLE_REQUEST, repository, issue.number(), why)
                        .delivery(Subjects.conversation(repository, issue.number()), why));
        return Stream.concat(pulls, requests).toList();
    }

    /** By the ledger, which costs nothing; by GitHub where that knows nothing. */
    private boolean judged(Repository repository, PullRequest pull) {
        String commit = Subjects.commit(repository, pull.head()).key();
        return ledgers.facts()
                        .get(CheckPublisher.KIND, commit, CheckRuns.SUMMARY)
                        .isPresent()
                || github.checks().on(repository, pull.head()).stream()
                        .anyMatch(run -> run.name().equals(CheckRuns.SUMMARY));
    }

    private boolean shown(Repository repository, Issue issue) {
        return comments.exists(repository, issue.number(), RequestComment.MARKER)
                || github.comments().own(repository, issue.number()).stream()
                        .anyMatch(comment -> comment.body().startsWith(RequestComment.MARKER));
    }
}
