package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Issues, their labels, assignees and timelines. */
final class IssueRoutes {
    private final Core core;
    private final World world;
    private final IssueShapes shapes;
    private final Conversations conversations;

    IssueRoutes(Core core, Conversations conversations) {
        this.core = core;
        this.world = core.world();
        this.shapes = core.shapes().issues();
        this.conversations = conversations;
    }

    void addTo(Router router) {
        String repo = "/repos/{owner}/{repo}";
        String issue = repo + "/issues/{issue_number}";
        Access read = Access.read("issues|pull_requests");
        Access join = Access.participate("issues|pull_requests");
        router.add("GET", repo + "/issues", read, this::list);
        router.add("POST", repo + "/issues", Access.participate("issues"), this::create);
        router.add("GET", issue, read, call -> Reply.ok(shapes.issue(call.repo(), issue(call))));
        router.add("PATCH", issue, join, this::update);
        router.add("POST", issue + "/assignees", Access.write("issues|pull_requests"), this::assign);
        router.add("GET", issue + "/timeline", read, this::timeline);
        router.add("GET", issue + "/labels", read, call -> Reply.ok(shapes.labels(call.repo(), issue(call))));
        router.add("POST", issue + "/labels", join, this::addLabels);
        router.add("PUT", issue + "/labels", join, this::setLabels);
        router.add("DELETE", issue + "/labels/{name}", join, this::removeLabel);
        router.add("GET", repo + "/labels", read, this::repositoryLabels);
        router.add("POST", repo + "/labels", Access.write("issues|pull_requests"), this::createLabel);
        router.add("GET", repo + "/labels/{name}", read, this::label);
    }

    static Issue issue(Call call) {
        Issue issue = call.repo().issues.get(call.number("issue_number"));
        if (issue == null) {
            throw ApiError.notFound();
        }
        return issue;
    }

    private Reply list(Call call) {
        Repo repo = call.repo();
        Stream<Issue> found = repo.issues.values().stream();
        String state = call.query("state", "open");
        if (!state.equals("all")) {
            found = found.filter(issue -> issue.open == state.equals("open"));
        }
        for (String label : call.query("labels", "").split(",", -1)) {
            if (!label.isBlank()) {
                found = found.filter(issue -> issue.labels.contains(Conversations.key(label.strip())));
            }
        }
        String creator = call.query("creator");
        if (creator != null) {
            found = found.filter(issue -> issue.user.login().equalsIgnoreCase(creator));
        }
        Instant since = since(call);
        Comparator<Issue> order = Comparator.comparing(
                issue -> call.query("sort", "created").equals("updated") ? issue.updatedAt : issue.createdAt);
        order = order.thenComparingInt(issue -> issue.number);
        return call.page(
                found.filter(issue -> !issue.updatedAt.isBefore(since))
                        .sorted(call.query("direction", "desc").equals("asc") ? order : order.reversed())
                        .toList(),
                issue -> shapes.issue(repo, issue));
    }

    static Instant since(Call call) {
        String since = call.query("since");
        return since == null ? Instant.MIN : Times.parse(since);
    }

    private Reply create(Call call) {
        Repo repo = call.repo();
        Issue issue = conversations.open(
                repo, call.user(), call.viaApp(), String.valueOf(call.text("title")), call.text("body"), false);
        List<String> labels =
                allowedLabels(call, Conversations.labelNames(call.body().path("labels")));
        labels.forEach(label -> issue.labels.add(Conversations.key(label)));
        core.events().issue("opened", repo, issue, call.user(), Json.object());
        issue.labels.clear();
        conversations.addLabels(repo, issue, labels, call.user());
        if (call.mayWrite()) {
            setAssignees(issue, call.body().path("assignees"));
        }
        return Reply.created(shapes.issue(repo, issue));
    }

    /**
     * Whoever cannot write has labels dropped silently, except those that exist: an issue form applies its labels for
     * everyone.
     */
    private static List<String> allowedLabels(Call call, List<String> names) {
        return names.stream()
                .filter(name -> call.mayWrite() || call.repo().labels.containsKey(Conversations.key(name)))
                .toList();
    }

    private Reply update(Call call) {
        Repo repo = call.repo();
        Issue issue = issue(call);
        ObjectNode body = call.body();
        boolean own = issue.user.id() == call.user().id();
        if (!own && !call.mayTriage()) {
            throw ApiError.forbidden("Must have admin rights to Repository.");
        }
        boolean edits = body.has("title") || body.has("body");
        if (edits && !own && !call.mayWrite()) {
            throw ApiError.forbidden("Must have push access to edit an issue of someone else.");
        }
        conversations.edit(repo, issue, call.text("title"), call.text("body"), body.has("body"), call.user());
        if (body.has("labels") && call.mayTriage()) {
            conversations.setLabels(repo, issue, Conversations.labelNames(body.path("labels")), call.user());
        }
        if (body.has("assignees") && call.mayWrite()) {
            setAssignees(issue, body.path("assignees"));
        }
        setState(repo, issue, call.text("state"), call.text("state_reason"), call.user());
        return Reply.ok(shapes.issue(repo, issue));
    }

    private void setState(Repo repo, Issue issue, @Nullable String state, @Nullable String reason, User by) {
        if ("closed".equals(state)) {
            conversations.close(repo, issue, reason, by);
        } else if ("open".equals(state)) {
            conversations.reopen(repo, issue, by);
        }
    }

    private Reply assign(Call call) {
        Issue issue = issue(call);
        setAssignees(issue, call.body().path("assignees"));
        issue.updatedAt = world.now();
        return Reply.created(shapes.issue(call.repo(), issue));
    }

    /** Who does not exist is left out silently. */
    private void setAssignees(Issue issue, JsonNode logins) {
        for (JsonNode login : logins) {
            User user = world.user(
                    login.isTextual() ? login.asText() : login.path("login").asText());
            if (user != null && !issue.assignees.contains(user)) {
                issue.assignees.add(user);
            }
        }
    }

    private Reply timeline(Call call) {
        Repo repo = call.repo();
        Issue issue = issue(call);
        record Entry(Instant at, ObjectNode shape) {}
        List<Entry> entries = new ArrayList<>();
        issue.timeline.forEach(event -> entries.add(new Entry(event.at(), shapes.timeline(repo, issue, event))));
        issue.comments.forEach(
                comment -> entries.add(new Entry(comment.createdAt, shapes.commented(repo, issue, comment))));
        entries.sort(Comparator.comparing(Entry::at));
        return call.page(entries, Entry::shape);
    }

    private Reply addLabels(Call call) {
        Issue issue = labelled(call);
        conversations.addLabels(call.repo(), issue, Conversations.labelNames(labels(call)), call.user());
        return Reply.ok(shapes.labels(call.repo(), issue));
    }

    private Reply setLabels(Call call) {
        Issue issue = labelled(call);
        conversations.setLabels(call.repo(), issue, Conversations.labelNames(labels(call)), call.user());
        return Reply.ok(shapes.labels(call.repo(), issue));
    }

    private static JsonNode labels(Call call) {
        return call.anyBody().isArray() ? call.anyBody() : call.body().path("labels");
    }

    private Reply removeLabel(Call call) {
        Issue issue = labelled(call);
        if (!conversations.removeLabel(call.repo(), issue, call.path("name"), call.user())) {
            throw new ApiError(404, "Label does not exist");
        }
        return Reply.ok(shapes.labels(call.repo(), issue));
    }

    private static Issue labelled(Call call) {
        Issue issue = issue(call);
        if (!call.mayTriage()) {
            throw ApiError.forbidden("Must have triage access to label.");
        }
        return issue;
    }

    private Reply repositoryLabels(Call call) {
        return call.page(List.copyOf(call.repo().labels.values()), label -> shapes.label(call.repo(), label));
    }

    private Reply createLabel(Call call) {
        Repo repo = call.repo();
        String name = String.valueOf(call.text("name"));
        if (repo.labels.containsKey(Conversations.key(name))) {
            throw new ApiError(
                    422,
                    "Validation Failed",
                    List.of(Map.of("resource", "Label", "code", "already_exists", "field", "name")));
        }
        String color = call.text("color");
        String description = call.text("description");
        Repo.Label label = new Repo.Label(
                world.nextId(), name, color == null ? "ededed" : color, description == null ? "" : description);
        repo.labels.put(Conversations.key(name), label);
        return Reply.created(shapes.label(repo, label));
    }

    private Reply label(Call call) {
        Repo.Label label = call.repo().labels.get(Conversations.key(call.path("name")));
        if (label == null) {
            throw ApiError.notFound();
        }
        return Reply.ok(shapes.label(call.repo(), label));
    }
}
