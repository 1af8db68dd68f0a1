package dev.registrar.github;

import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.Comment;
import dev.registrar.pull.Issue;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.pull.Review;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** GitHub's JSON for things that appear in answers and payloads alike, read into ours. */
final class Shapes {
    private Shapes() {}

    static Repository repository(JsonPart repository, long installation) {
        return new Repository(repository.id(), name(repository), repository.text("default_branch"), installation);
    }

    private static RepositoryName name(JsonPart repository) {
        JsonPart fullName = repository.at("full_name");
        return RepositoryName.parse(fullName.text()).orElseThrow(() -> fullName.is("owner/name"));
    }

    static PullRequest pullRequest(JsonPart pull) {
        JsonPart head = pull.at("head");
        return new PullRequest(
                pull.ordinal("number"),
                pull.textOrEmpty("title"),
                pull.textOrEmpty("body"),
                pull.actorOrGhost("user"),
                head.sha("sha"),
                head.text("ref"),
                head.optional("repo").map(Shapes::name),
                pull.at("base").text("ref"),
                pull.flag("draft"),
                state(pull));
    }

    private static PullRequest.State state(JsonPart pull) {
        if (pull.optional("merged_at").isPresent()) {
            return PullRequest.State.MERGED;
        }
        return pull.text("state").equals("open") ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
    }

    static Issue issue(JsonPart issue) {
        return new Issue(
                issue.ordinal("number"),
                issue.textOrEmpty("title"),
                issue.textOrEmpty("body"),
                issue.actorOrGhost("user"),
                Set.copyOf(issue.labels()),
                issue.text("state").equals("open"),
                issue.instant("created_at"),
                issue.text("html_url"));
    }

    static boolean isPullRequest(JsonPart issue) {
        return issue.optional("pull_request").isPresent();
    }

    static Comment comment(JsonPart comment) {
        return new Comment(
                comment.id(),
                comment.actorOrGhost("user"),
                comment.optional("performed_via_github_app").isPresent(),
                comment.textOrEmpty("body"),
                comment.instant("created_at"),
                comment.text("html_url"));
    }

    /** Empty for a review that is not submitted yet, or that names no commit any more. */
    static Optional<Review> review(JsonPart review) {
        if (review.optional("submitted_at").isEmpty()
                || review.optional("commit_id").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Review(
                review.id(),
                review.actorOrGhost("user"),
                review.sha("commit_id"),
                reviewState(review.text("state")),
                review.instant("submitted_at")));
    }

    private static Review.State reviewState(String state) {
        // Upper case in answers, lower case in payloads; anything new counts as a remark, which approves nothing.
        return switch (state.toUpperCase(Locale.ROOT)) {
            case "APPROVED" -> Review.State.APPROVED;
            case "CHANGES_REQUESTED" -> Review.State.CHANGES_REQUESTED;
            case "DISMISSED" -> Review.State.DISMISSED;
            default -> Review.State.COMMENTED;
        };
    }

    static ChangedFile changedFile(String path, Optional<String> previous, String status) {
        return switch (status) {
            case "added", "copied" -> new ChangedFile(path, Optional.empty(), ChangedFile.Kind.ADDED);
            case "removed" -> new ChangedFile(path, Optional.empty(), ChangedFile.Kind.REMOVED);
            case "renamed" -> new ChangedFile(path, previous, ChangedFile.Kind.RENAMED);
            // "changed" is a change of mode or type; a status that is new is at least a change.
            default -> new ChangedFile(path, previous, ChangedFile.Kind.MODIFIED);
        };
    }
}
