package dev.registrar.sandbox;

import java.util.List;

/** Comments and reactions. */
final class CommentRoutes {
    /** A comment and where it stands. */
    private record Found(Issue issue, Issue.Comment comment) {}

    private final World world;
    private final Events events;
    private final IssueShapes shapes;

    CommentRoutes(Core core) {
        this.world = core.world();
        this.events = core.events();
        this.shapes = core.shapes().issues();
    }

    void addTo(Router router) {
        String issues = "/repos/{owner}/{repo}/issues";
        Access read = Access.read("issues|pull_requests");
        Access join = Access.participate("issues|pull_requests");
        router.add("GET", issues + "/{issue_number}/comments", read, this::list);
        router.add("POST", issues + "/{issue_number}/comments", join, this::create);
        router.add("GET", issues + "/comments/{comment_id}", read, this::comment);
        router.add("PATCH", issues + "/comments/{comment_id}", join, this::edit);
        router.add("DELETE", issues + "/comments/{comment_id}", join, this::delete);
        router.add(
                "GET",
                issues + "/comments/{comment_id}/reactions",
                read,
                call -> call.page(find(call).comment().reactions, shapes::reaction));
        router.add(
                "GET",
                issues + "/{issue_number}/reactions",
                read,
                call -> call.page(IssueRoutes.issue(call).reactions, shapes::reaction));
        router.add(
                "POST",
                issues + "/comments/{comment_id}/reactions",
                join,
                call -> react(call, find(call).comment().reactions));
        router.add(
                "POST",
                issues + "/{issue_number}/reactions",
                join,
                call -> react(call, IssueRoutes.issue(call).reactions));
    }

    private Reply list(Call call) {
        Issue issue = IssueRoutes.issue(call);
        var since = IssueRoutes.since(call);
        return call.page(
                issue.comments.stream()
                        .filter(comment -> !comment.updatedAt.isBefore(since))
                        .toList(),
                comment -> shapes.comment(call.repo(), issue, comment));
    }

    private Reply create(Call call) {
        Issue issue = IssueRoutes.issue(call);
        String body = body(call);
        Issue.Comment comment = new Issue.Comment(world.nextId(), call.user(), call.viaApp(), body, world.now());
        issue.comments.add(comment);
        issue.updatedAt = world.now();
        events.comment("created", call.repo(), issue, comment, call.user(), Json.object());
        return Reply.created(shapes.comment(call.repo(), issue, comment));
    }

    private static String body(Call call) {
        String body = Conversations.checkedBody(call.text("body"));
        if (body == null || body.isBlank()) {
            throw ApiError.validation("IssueComment", "body", "body cannot be blank");
        }
        return body;
    }

    private static Found find(Call call) {
        long id = call.id("comment_id");
        for (Issue issue : call.repo().issues.values()) {
            for (Issue.Comment comment : issue.comments) {
                if (comment.id == id) {
                    return new Found(issue, comment);
                }
            }
        }
        throw ApiError.notFound();
    }

    private Reply comment(Call call) {
        Found found = find(call);
        return Reply.ok(shapes.comment(call.repo(), found.issue(), found.comment()));
    }

    private Reply edit(Call call) {
        Found found = changeable(call);
        String body = body(call);
        String before = found.comment().body;
        found.comment().body = body;
        found.comment().updatedAt = world.now();
        if (!before.equals(body)) {
            events.comment(
                    "edited",
                    call.repo(),
                    found.issue(),
                    found.comment(),
                    call.user(),
                    Json.object("changes", Json.object("body", Json.object("from", before))));
        }
        return Reply.ok(shapes.comment(call.repo(), found.issue(), found.comment()));
    }

    private Reply delete(Call call) {
        Found found = changeable(call);
        found.issue().comments.remove(found.comment());
        events.comment("deleted", call.repo(), found.issue(), found.comment(), call.user(), Json.object());
        return Reply.empty(204);
    }

    /** One's own, or anyone's for who may write; an App only its own. */
    private static Found changeable(Call call) {
        Found found = find(call);
        boolean own = found.comment().user.id() == call.user().id();
        if (!own && (call.viaApp() || !call.mayWrite())) {
            throw ApiError.forbidden(
                    call.viaApp()
                            ? "Resource not accessible by integration"
                            : "Must have push access to change a comment of someone else.");
        }
        return found;
    }

    /** A repeated reaction is answered with the one that is there. */
    private Reply react(Call call, List<Issue.Reaction> reactions) {
        String content = String.valueOf(call.text("content"));
        for (Issue.Reaction present : reactions) {
            if (present.user().id() == call.user().id() && present.content().equals(content)) {
                return Reply.ok(shapes.reaction(present));
            }
        }
        Issue.Reaction reaction = new Issue.Reaction(world.nextId(), call.user(), content, world.now());
        reactions.add(reaction);
        return Reply.created(shapes.reaction(reaction));
    }
}
