package dev.registrar.event;

import dev.registrar.pull.Actor;
import dev.registrar.pull.Comment;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import java.util.List;
import java.util.Optional;

/**
 * A webhook delivery, decoded. Facts in it are as old as the delivery; what a verdict rests on is read again.
 */
public sealed interface Event {

    /** An event that concerns a repository of an installation. */
    sealed interface InRepository extends Event {
        Repository repository();

        Actor sender();
    }

    /**
     * {@code pull_request}: opened, synchronize, reopened, edited, ready_for_review, converted_to_draft or closed.
     *
     * @param head the head when the event was made
     * @param baseBranch without {@code refs/heads/}
     */
    record PullRequestChanged(
            Repository repository, Actor sender, String action, int number, HeadSha head, String baseBranch)
            implements InRepository {}

    /** {@code issues}: opened, edited, labeled, unlabeled, reopened or closed. Never a pull request. */
    record IssueChanged(Repository repository, Actor sender, String action, int number, List<String> labels)
            implements InRepository {
        public IssueChanged {
            labels = List.copyOf(labels);
        }
    }

    /**
     * {@code issue_comment.created}.
     *
     * @param issueBody the text of the issue or pull request as the event carries it; what the commenter can have seen
     */
    record CommentCreated(
            Repository repository,
            Actor sender,
            int number,
            boolean onPullRequest,
            List<String> labels,
            String issueBody,
            Comment comment)
            implements InRepository {
        public CommentCreated {
            labels = List.copyOf(labels);
        }
    }

    /** {@code pull_request_review}: submitted or dismissed. */
    record ReviewChanged(Repository repository, Actor sender, String action, int number) implements InRepository {}

    /**
     * {@code check_run.rerequested} of one of our runs, or {@code check_suite.rerequested} of ours.
     *
     * @param externalId of the run, where the event names one
     * @param pullRequests numbers that the event names; empty for forks
     */
    record RerunRequested(
            Repository repository, Actor sender, HeadSha head, Optional<String> externalId, List<Integer> pullRequests)
            implements InRepository {
        public RerunRequested {
            pullRequests = List.copyOf(pullRequests);
        }
    }

    /** {@code check_run.requested_action}: somebody pressed a button of one of our runs. */
    record ActionRequested(
            Repository repository,
            Actor sender,
            HeadSha head,
            String identifier,
            Optional<String> externalId,
            List<Integer> pullRequests)
            implements InRepository {
        public ActionRequested {
            pullRequests = List.copyOf(pullRequests);
        }
    }

    /**
     * {@code push} to a branch.
     *
     * @param paths files that the pushed commits touch, as far as GitHub lists them
     */
    record Pushed(Repository repository, Actor sender, String branch, HeadSha after, List<String> paths)
            implements InRepository {
        public Pushed {
            paths = List.copyOf(paths);
        }
    }

    /** {@code merge_group.checks_requested}. */
    record MergeGroupRequested(
            Repository repository, Actor sender, HeadSha head, HeadSha base, String baseBranch, String headRef)
            implements InRepository {}

    /**
     * {@code installation.created}, {@code installation_repositories.added}: the App reaches repositories that it did not
     * reach before.
     *
     * @param repositories their numbers
     */
    record Reached(long installation, List<Long> repositories) implements Event {
        public Reached {
            repositories = List.copyOf(repositories);
        }
    }

    /** A payload that means nothing to Registrar, with the reason in a few words. */
    record Ignored(String reason) implements Event {}
}
