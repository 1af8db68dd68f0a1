package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reviews, their dismissal, and comments on lines. */
final class ReviewRoutes {
    private final World world;
    private final Events events;
    private final PullShapes shapes;

    ReviewRoutes(Core core) {
        this.world = core.world();
        this.events = core.events();
        this.shapes = core.shapes().pulls();
    }

    void addTo(Router router) {
        String pull = "/repos/{owner}/{repo}/pulls/{pull_number}";
        Access read = Access.read("pull_requests");
        Access join = Access.participate("pull_requests");
        router.add(
                "GET",
                pull + "/reviews",
                read,
                call -> call.page(
                        PullRoutes.pull(call).reviews, review -> shapes.review(PullRoutes.pull(call), review)));
        router.add("POST", pull + "/reviews", join, this::review);
        router.add("PUT", pull + "/reviews/{review_id}/dismissals", Access.write("pull_requests"), this::dismiss);
        router.add(
                "GET",
                pull + "/comments",
                read,
                call -> call.page(
                        PullRoutes.pull(call).lineComments,
                        comment -> shapes.lineComment(PullRoutes.pull(call), comment)));
        router.add("POST", pull + "/comments", join, this::comment);
    }

    private Reply review(Call call) {
        Pull pull = PullRoutes.pull(call);
        String event = call.text("event");
        String body = Conversations.checkedBody(call.text("body"));
        boolean own = pull.issue.user.id() == call.user().id();
        if (own && event != null && !event.equals("COMMENT")) {
            throw ApiError.invalid("Can not " + (event.equals("APPROVE") ? "approve" : "request changes on")
                    + " your own pull request");
        }
        if ("REQUEST_CHANGES".equals(event) && (body == null || body.isBlank())) {
            throw ApiError.invalid("Body can't be blank when changes are requested");
        }
        String commit = call.text("commit_id");
        if (commit != null && !pull.base.git.hasCommit(commit)) {
            throw ApiError.invalid("No commit found for SHA: " + commit);
        }
        Pull.Review review = new Pull.Review(
                world.nextId(),
                call.user(),
                commit == null ? pull.headSha : commit,
                world.now(),
                body == null ? "" : body,
                state(event));
        pull.reviews.add(review);
        call.body().path("comments").forEach(line -> addLine(pull, review.id, line, review.commitId, call.user()));
        pull.issue.updatedAt = world.now();
        if (event != null) {
            events.review("submitted", pull, review, call.user());
        }
        return Reply.ok(shapes.review(pull, review));
    }

    private static String state(@Nullable String event) {
        if (event == null) {
            return "PENDING";
        }
        return switch (event) {
            case "APPROVE" -> "APPROVED";
            case "REQUEST_CHANGES" -> "CHANGES_REQUESTED";
            default -> "COMMENTED";
        };
    }

    private Reply dismiss(Call call) {
        Pull pull = PullRoutes.pull(call);
        long id = call.id("review_id");
        Pull.Review review = pull.reviews.stream()
                .filter(candidate -> candidate.id == id)
                .findFirst()
                .orElseThrow(ApiError::notFound);
        if (!List.of("APPROVED", "CHANGES_REQUESTED").contains(review.state)) {
            throw ApiError.invalid(
                    "Can not dismiss a " + review.state.toLowerCase(Locale.ROOT) + " pull request review");
        }
        review.state = "DISMISSED";
        pull.issue.updatedAt = world.now();
        events.review("dismissed", pull, review, call.user());
        return Reply.ok(shapes.review(pull, review));
    }

    private Reply comment(Call call) {
        Pull pull = PullRoutes.pull(call);
        String commit = String.valueOf(call.text("commit_id"));
        if (!pull.base.git.hasCommit(commit)) {
            throw ApiError.validation(
                    "PullRequestReviewComment", "commit_id", "commit_id is not part of the pull request");
        }
        return Reply.created(shapes.lineComment(pull, addLine(pull, null, call.body(), commit, call.user())));
    }

    private Pull.LineComment addLine(Pull pull, @Nullable Long review, JsonNode given, String commit, User by) {
        String path = String.valueOf(Json.string(given, "path"));
        boolean changed = GitDiff.sinceMergeBase(pull.base.git, pull.baseTip(), pull.headSha).stream()
                .anyMatch(file -> file.path().equals(path));
        if (!changed) {
            throw ApiError.validation("PullRequestReviewComment", "path", "path is not part of the pull request");
        }
        Pull.LineComment comment = new Pull.LineComment(
                world.nextId(),
                review,
                by,
                String.valueOf(Conversations.checkedBody(Json.string(given, "body"))),
                path,
                commit,
                given.hasNonNull("line") ? given.get("line").asInt() : null,
                given.hasNonNull("start_line") ? given.get("start_line").asInt() : null,
                given.path("side").asText("RIGHT"),
                given.hasNonNull("in_reply_to") ? given.get("in_reply_to").asLong() : null,
                world.now());
        pull.lineComments.add(comment);
        return comment;
    }
}
