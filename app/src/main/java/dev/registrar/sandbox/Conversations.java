package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes to issues and to the conversation half of pull requests, each with its timeline entry and its event. */
final class Conversations {
    /** GitHub's limit for every body of text. */
    static final int LONGEST_BODY = 65_536;

    private static final String PLAIN_COLOR = "ededed";

    private final World world;
    private final Events events;
    private final Pushes pushes;
    private final IssueShapes shapes;

    Conversations(Core core) {
        this.world = core.world();
        this.events = core.events();
        this.pushes = core.pushes();
        this.shapes = core.shapes().issues();
    }

    static @Nullable String checkedBody(@Nullable String body) {
        if (body != null && body.length() > LONGEST_BODY) {
            throw ApiError.invalid("Body is too long (maximum is " + LONGEST_BODY + " characters)");
        }
        return body;
    }

    Issue open(Repo repo, User by, boolean viaApp, String title, @Nullable String body, boolean isPull) {
        if (title.isBlank()) {
            throw ApiError.validation(isPull ? "PullRequest" : "Issue", "title", "title can't be blank");
        }
        checkedBody(body);
        Issue issue = new Issue(world.nextId(), repo.nextNumber(), by, viaApp, title, body, world.now());
        repo.issues.put(issue.number, issue);
        return issue;
    }

    /** Title and body in one event, as GitHub tells it. */
    void edit(Repo repo, Issue issue, @Nullable String title, @Nullable String body, boolean setBody, User by) {
        ObjectNode changes = Json.object();
        if (title != null && !title.equals(issue.title)) {
            changes.set("title", Json.object("from", issue.title));
            pushes.record(issue, "renamed", by, Json.object("rename", Json.object("from", issue.title, "to", title)));
            issue.title = title;
        }
        if (setBody && !Objects.equals(body, issue.body)) {
            checkedBody(body);
            changes.set("body", Json.object("from", issue.body));
            issue.body = body;
        }
        if (changes.isEmpty()) {
            return;
        }
        issue.updatedAt = world.now();
        events.conversation("edited", repo, issue, by, Json.object("changes", changes));
    }

    void close(Repo repo, Issue issue, @Nullable String reason, User by) {
        if (!issue.open) {
            issue.stateReason = reason == null ? issue.stateReason : reason;
            return;
        }
        Pull pull = issue.pull;
        if (pull != null) {
            pushes.close(pull, by);
            return;
        }
        issue.open = false;
        issue.stateReason = reason == null ? "completed" : reason;
        issue.closedAt = world.now();
        issue.closedBy = by;
        issue.updatedAt = world.now();
        pushes.record(issue, "closed", by, Json.object("state_reason", issue.stateReason));
        events.issue("closed", repo, issue, by, Json.object());
    }

    void reopen(Repo repo, Issue issue, User by) {
        if (issue.open) {
            return;
        }
        Pull pull = issue.pull;
        if (pull != null && (pull.merged || pull.head.git.branch(pull.headRef) == null)) {
            throw ApiError.validation(
                    "PullRequest", "state", "state cannot be changed. The pull request cannot be reopened.");
        }
        issue.open = true;
        issue.stateReason = pull == null ? "reopened" : null;
        issue.closedAt = null;
        issue.closedBy = null;
        issue.updatedAt = world.now();
        pushes.record(issue, "reopened", by, Json.object());
        if (pull != null) {
            catchUp(pull);
        }
        events.conversation("reopened", repo, issue, by, Json.object());
    }

    /** While it was closed its branch may have moved. */
    private static void catchUp(Pull pull) {
        String tip = pull.head.git.branch(pull.headRef);
        if (tip != null && !tip.equals(pull.headSha)) {
            Pushes.publishHead(pull, tip);
            pull.headSha = tip;
        }
        pull.baseSha = pull.baseTip();
    }

    static List<String> labelNames(JsonNode labels) {
        List<String> names = new ArrayList<>();
        for (JsonNode label : labels) {
            names.add(label.isTextual() ? label.asText() : label.path("name").asText());
        }
        return names;
    }

    void addLabels(Repo repo, Issue issue, List<String> names, User by) {
        for (String name : names) {
            Repo.Label label = labelNamed(repo, name);
            if (!issue.labels.add(key(label.name()))) {
                continue;
            }
            labelled("labeled", repo, issue, label, by);
        }
    }

    void setLabels(Repo repo, Issue issue, List<String> names, User by) {
        Set<String> wanted = new LinkedHashSet<>();
        names.forEach(name -> wanted.add(key(name)));
        for (String present : List.copyOf(issue.labels)) {
            if (!wanted.contains(present)) {
                removeLabel(repo, issue, present, by);
            }
        }
        addLabels(repo, issue, names, by);
    }

    boolean removeLabel(Repo repo, Issue issue, String name, User by) {
        if (!issue.labels.remove(key(name))) {
            return false;
        }
        Repo.Label label = labelNamed(repo, name);
        labelled("unlabeled", repo, issue, label, by);
        return true;
    }

    private void labelled(String action, Repo repo, Issue issue, Repo.Label label, User by) {
        issue.updatedAt = world.now();
        pushes.record(
                issue, action, by, Json.object("label", Json.object("name", label.name(), "color", label.color())));
        events.conversation(action, repo, issue, by, Json.object("label", shapes.label(repo, label)));
    }

    /** Naming a label that is not there makes it. */
    private Repo.Label labelNamed(Repo repo, String name) {
        return repo.labels.computeIfAbsent(key(name), k -> new Repo.Label(world.nextId(), name, PLAIN_COLOR, ""));
    }

    static String key(String label) {
        return label.toLowerCase(Locale.ROOT);
    }
}
