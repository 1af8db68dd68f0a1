package dev.registrar.github;

import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.Comment;
import dev.registrar.pull.Issue;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.pull.Review;
import java.time.Clock;
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
        Optional<JsonPart> fullName = repository.optional("full_name");
        String text = fullName.map(JsonPart::text)
                .orElseGet(() -> repository.at("owner").text("login") + "/" + repository.text("name"));
        return RepositoryName.parse(text)
                .orElseThrow(() -> fullName.orElse(repository).is("owner/name"));
    }

    static PullRequest pullRequest(JsonPart pull) {
        JsonPart head = pull.at("head");
        return new PullRequest(
                pull.ordinal("number"),
                pull.textOrEmpty("title"),
                pull.textOrEmpty("body"),
                pull.actorOrGhost("user"),
                head.sha("sha"),
                head.textOrEmpty("ref"),
                head.optional("repo").map(Shapes::name),
                pull.at("base").text("ref"),
                pull.flag("draft"),
                state(pull));
    }

    private static PullRequest.State state(JsonPart pull) {
        if (pull.optional("merged_at").isPresent()) {
            return PullRequest.State.MERGED;
        }
        return open(pull) ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
    }

    /** By its state; where that is not told, by whether it was ever closed. */
    private static boolean open(JsonPart conversation) {
        return conversation
                .optional("state")
                .map(state -> state.text().equals("open"))
                .orElseGet(() -> conversation.optional("closed_at").isEmpty());
    }

    static Issue issue(JsonPart issue, Clock clock) {
        return new Issue(
                issue.ordinal("number"),
                issue.textOrEmpty("title"),
                issue.textOrEmpty("body"),
                issue.actorOrGhost("user"),
                Set.copyOf(issue.labels()),
                open(issue),
                issue.instantOrNow("created_at", clock),
                issue.textOrEmpty("html_url"));
    }

    static boolean isPullRequest(JsonPart issue) {
        return issue.optional("pull_request").isPresent();
    }

    static Comment comment(JsonPart comment, Clock clock) {
        return new Comment(
                comment.id(),
                comment.actorOrGhost("user"),
                comment.optional("performed_via_github_app").isPresent(),
                comment.textOrEmpty("body"),
                comment.instantOrNow("created_at", clock),
                comment.textOrEmpty("html_url"));
    }

    /** Empty for a review that is not submitted yet, or that names no commit any more. */
    static Optional<Review> review(JsonPart review, Clock clock) {
        String state = review.text("state").toUpperCase(Locale.ROOT);
        if (state.equals("PENDING") || review.optional("commit_id").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Review(
                review.id(),
                review.actorOrGhost("user"),
                review.sha("commit_id"),
                reviewState(state),
                review.instantOrNow("submitted_at", clock)));
    }

    private static Review.State reviewState(String state) {
        // Upper case in answers, lower case in payloads; anything new counts as a remark, which approves nothing.
        return switch (state) {
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
