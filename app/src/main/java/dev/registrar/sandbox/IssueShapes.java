package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Issues, comments, labels and timelines in GitHub's form. */
final class IssueShapes {
    static final List<String> REACTIONS = List.of("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes");

    private final World world;
    private final Shapes shapes;
    private final Links links;

    IssueShapes(World world, Shapes shapes) {
        this.world = world;
        this.shapes = shapes;
        this.links = shapes.links();
    }

    ObjectNode issue(Repo repo, Issue issue) {
        String api = links.api("/repos/" + repo.fullName() + "/issues/" + issue.number);
        String html = html(repo, issue);
        ObjectNode shape = Json.fields()
                .add("url", api)
                .add("repository_url", links.api("/repos/" + repo.fullName()))
                .add("labels_url", api + "/labels{/name}")
                .add("comments_url", api + "/comments")
                .add("events_url", api + "/events")
                .add("html_url", html)
                .add("id", issue.id)
                .add("node_id", Shapes.nodeId("I", issue.id))
                .add("number", issue.number)
                .add("title", issue.title)
                .add("user", shapes.user(issue.user))
                .add("labels", labels(repo, issue))
                .add("state", issue.open ? "open" : "closed")
                .add("locked", false)
                .add("assignee", issue.assignees.isEmpty() ? null : shapes.user(issue.assignees.get(0)))
                .add("assignees", Json.array(issue.assignees, shapes::user))
                .add("milestone", null)
                .add("comments", issue.comments.size())
                .add("created_at", issue.createdAt)
                .add("updated_at", issue.updatedAt)
                .add("closed_at", issue.closedAt)
                .add("author_association", Shapes.association(repo, issue.user))
                .add("active_lock_reason", null)
                .add("body", issue.body)
                .add("closed_by", shapes.userOrNull(issue.closedBy))
                .add("reactions", reactions(api, issue.reactions))
                .add("timeline_url", api + "/timeline")
                .add("performed_via_github_app", viaApp(issue.viaApp))
                .add("state_reason", issue.stateReason)
                .node();
        Pull pull = issue.pull;
        if (pull != null) {
            shape.put("draft", pull.draft);
            shape.set(
                    "pull_request",
                    Json.fields()
                            .add("url", links.api("/repos/" + repo.fullName() + "/pulls/" + issue.number))
                            .add("html_url", html)
                            .add("diff_url", html + ".diff")
                            .add("patch_url", html + ".patch")
                            .add("merged_at", pull.mergedAt)
                            .node());
        }
        return shape;
    }

    String html(Repo repo, Issue issue) {
        return links.web("/" + repo.fullName() + (issue.pull == null ? "/issues/" : "/pull/") + issue.number);
    }

    ArrayNode labels(Repo repo, Issue issue) {
        return Json.array(
                issue.labels.stream()
                        .map(repo.labels::get)
                        .filter(Objects::nonNull)
                        .toList(),
                label -> label(repo, label));
    }

    ObjectNode label(Repo repo, Repo.Label label) {
        String name = URLEncoder.encode(label.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Json.fields()
                .add("id", label.id())
                .add("node_id", Shapes.nodeId("LA", label.id()))
                .add("url", links.api("/repos/" + repo.fullName() + "/labels/" + name))
                .add("name", label.name())
                .add("color", label.color())
                .add("default", false)
                .add("description", label.description())
                .node();
    }

    ObjectNode comment(Repo repo, Issue issue, Issue.Comment comment) {
        String api = links.api("/repos/" + repo.fullName() + "/issues/comments/" + comment.id);
        return Json.fields()
                .add("url", api)
                .add("html_url", html(repo, issue) + "#issuecomment-" + comment.id)
                .add("issue_url", links.api("/repos/" + repo.fullName() + "/issues/" + issue.number))
                .add("id", comment.id)
                .add("node_id", Shapes.nodeId("IC", comment.id))
                .add("user", shapes.user(comment.user))
                .add("created_at", comment.createdAt)
                .add("updated_at", comment.updatedAt)
                .add("body", comment.body)
                .add("author_association", Shapes.association(repo, comment.user))
                .add("reactions", reactions(api, comment.reactions))
                .add("performed_via_github_app", viaApp(comment.viaApp))
                .node();
    }

    ObjectNode reaction(Issue.Reaction reaction) {
        return Json.fields()
                .add("id", reaction.id())
                .add("node_id", Shapes.nodeId("REA", reaction.id()))
                .add("user", shapes.user(reaction.user()))
                .add("content", reaction.content())
                .add("created_at", reaction.at())
                .node();
    }

    ObjectNode timeline(Repo repo, Issue issue, Issue.TimelineEvent event) {
        ObjectNode shape = Json.fields()
                .add("id", event.id())
                .add("node_id", Shapes.nodeId("TE", event.id()))
                .add("url", links.api("/repos/" + repo.fullName() + "/issues/events/" + event.id()))
                .add("actor", shapes.user(event.actor()))
                .add("event", event.event())
                .add("commit_id", null)
                .add("commit_url", null)
                .add("created_at", event.at())
                .add("performed_via_github_app", viaApp(event.actor().bot()))
                .node();
        shape.setAll(event.details());
        return shape;
    }

    ObjectNode commented(Repo repo, Issue issue, Issue.Comment comment) {
        return comment(repo, issue, comment).put("event", "commented").set("actor", shapes.user(comment.user));
    }

    private ObjectNode reactions(String api, List<Issue.Reaction> reactions) {
        ObjectNode shape = Json.object("url", api + "/reactions", "total_count", reactions.size());
        REACTIONS.forEach(content -> shape.put(
                content,
                reactions.stream().filter(r -> r.content().equals(content)).count()));
        return shape;
    }

    @Nullable
    ObjectNode viaApp(boolean viaApp) {
        App app = world.app;
        return viaApp && app != null ? shapes.app(app) : null;
    }
}
