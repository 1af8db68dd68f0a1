package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Tells the App what happened, in GitHub's payloads; repositories outside its installation stay silent. */
final class Events {
    private static final String ABSENT = "0000000000000000000000000000000000000000";
    /** GitHub lists no more commits in one push. */
    private static final int MOST_COMMITS = 2048;

    private final World world;
    private final WebhookSender sender;
    private final Shapes shapes;
    private final IssueShapes issues;
    private final PullShapes pulls;
    private final GitShapes git;
    private final CheckShapes checks;

    Events(World world, WebhookSender sender, AllShapes all) {
        this.world = world;
        this.sender = sender;
        this.shapes = all.shapes();
        this.issues = all.issues();
        this.pulls = all.pulls();
        this.git = all.git();
        this.checks = all.checks();
    }

    void ping(App app) {
        sender.send(
                app,
                "ping",
                Json.fields()
                        .add("zen", "Design for failure.")
                        .add("hook_id", app.hookId)
                        .add(
                                "hook",
                                Json.fields()
                                        .add("type", "App")
                                        .add("id", app.hookId)
                                        .add("name", "web")
                                        .add("active", true)
                                        .add("events", App.EVENTS)
                                        .add("app_id", app.id)
                                        .add("created_at", app.createdAt)
                                        .add("updated_at", app.createdAt)
                                        .add(
                                                "config",
                                                Json.fields()
                                                        .add("content_type", "json")
                                                        .add("insecure_ssl", "0")
                                                        .add("secret", "********")
                                                        .add("url", app.webhookTarget.toString())
                                                        .node())
                                        .node())
                        .node());
    }

    void installed(App app) {
        List<Repo> repos = world.repos.values().stream()
                .filter(repo -> repo.organization == app.account)
                .toList();
        ObjectNode payload = Json.fields()
                .add("action", "created")
                .add("installation", shapes.installation(app))
                .add(
                        "repositories",
                        Json.array(
                                repos,
                                repo -> Json.fields()
                                        .add("id", repo.id)
                                        .add("node_id", Shapes.nodeId("R", repo.id))
                                        .add("name", repo.name)
                                        .add("full_name", repo.fullName())
                                        .add("private", repo.isPrivate)
                                        .node()))
                .add("requester", null)
                .add("sender", shapes.user(app.registeredBy))
                .node();
        sender.send(app, "installation", payload);
    }

    void pull(String action, Pull pull, User by, ObjectNode extra) {
        send("pull_request", action, pull.base, by, payload -> {
            payload.put("number", pull.number());
            payload.set("pull_request", pulls.full(pull));
            payload.setAll(extra);
        });
    }

    void issue(String action, Repo repo, Issue issue, User by, ObjectNode extra) {
        send("issues", action, repo, by, payload -> {
            payload.set("issue", issues.issue(repo, issue));
            payload.setAll(extra);
        });
    }

    /** Issues and pull requests tell of the same things by different events. */
    void conversation(String action, Repo repo, Issue issue, User by, ObjectNode extra) {
        Pull pull = issue.pull;
        if (pull == null) {
            issue(action, repo, issue, by, extra);
        } else {
            pull(action, pull, by, extra);
        }
    }

    void comment(String action, Repo repo, Issue issue, Issue.Comment comment, User by, ObjectNode extra) {
        send("issue_comment", action, repo, by, payload -> {
            payload.set("issue", issues.issue(repo, issue));
            payload.set("comment", issues.comment(repo, issue, comment));
            payload.setAll(extra);
        });
    }

    void review(String action, Pull pull, Pull.Review review, User by) {
        send("pull_request_review", action, pull.base, by, payload -> {
            payload.set("review", pulls.payloadReview(pull, review));
            payload.set("pull_request", pulls.brief(pull));
        });
    }

    void checkRun(String action, Repo repo, Check.Run run, User by, ObjectNode extra) {
        send("check_run", action, repo, by, payload -> {
            payload.set("check_run", checks.payloadRun(repo, run));
            payload.setAll(extra);
        });
    }

    void checkSuite(String action, Repo repo, Check.Suite suite, User by) {
        send("check_suite", action, repo, by, payload -> {
            ObjectNode shape = checks.suite(repo, suite);
            shape.remove("repository");
            payload.set("check_suite", shape);
        });
    }

    /** @param reason why it was destroyed; absent when checks are asked for */
    void mergeGroup(String action, Repo repo, MergeGroup group, User by, @Nullable String reason) {
        send("merge_group", action, repo, by, payload -> {
            if (reason != null) {
                payload.put("reason", reason);
            }
            payload.set(
                    "merge_group",
                    Json.fields()
                            .add("head_sha", group.headSha())
                            .add("head_ref", group.headRef())
                            .add("base_sha", group.baseSha())
                            .add("base_ref", group.baseRef())
                            .add("head_commit", git.simpleCommit(repo.git.commit(group.headSha())))
                            .node());
        });
    }

    void push(Repo repo, String ref, @Nullable String before, @Nullable String after, User by) {
        App app = listener(repo);
        if (app == null) {
            return;
        }
        List<RevCommit> commits = after == null ? List.of() : newCommits(repo, before, after);
        boolean forced = before != null && after != null && !repo.git.isAncestor(before, after);
        String from = before == null ? ABSENT : before;
        String to = after == null ? ABSENT : after;
        ObjectNode repository = shapes.repository(repo, null);
        repository.put("created_at", repo.createdAt.getEpochSecond());
        repository.put("pushed_at", repo.pushedAt.getEpochSecond());
        repository.put("master_branch", repo.defaultBranch);
        if (repository.get("owner") instanceof ObjectNode owner) {
            owner.put("name", repo.owner()).putNull("email");
        }
        ArrayNode list = Json.array(commits, commit -> git.payloadCommit(repo, commit));
        ObjectNode payload = Json.fields()
                .add("ref", ref)
                .add("before", from)
                .add("after", to)
                .add("repository", repository)
                .add("pusher", Json.object("name", by.login(), "email", by.email()))
                .add("sender", shapes.user(by))
                .add("created", before == null)
                .add("deleted", after == null)
                .add("forced", forced)
                .add("base_ref", null)
                .add("compare", shapes.links().web("/" + repo.fullName() + "/compare/" + from + "..." + to))
                .add("commits", list)
                .add("head_commit", after == null ? null : git.payloadCommit(repo, repo.git.commit(after)))
                .node();
        addContext(payload, repo, app);
        sender.send(app, "push", payload);
    }

    /** Oldest first; of a new branch, what the default branch does not have. */
    private static List<RevCommit> newCommits(Repo repo, @Nullable String before, String after) {
        String known = before != null ? before : repo.git.branch(repo.defaultBranch);
        if (known == null || known.equals(after)) {
            return List.of();
        }
        List<RevCommit> newest = repo.git.log(after, known, null);
        List<RevCommit> oldestFirst = new ArrayList<>(newest.subList(0, Math.min(MOST_COMMITS, newest.size())));
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private interface Fill {
        void into(ObjectNode payload);
    }

    private void send(String event, String action, Repo repo, User by, Fill fill) {
        App app = listener(repo);
        if (app == null) {
            return;
        }
        ObjectNode payload = Json.object("action", action);
        fill.into(payload);
        payload.set("repository", shapes.repository(repo, null));
        addContext(payload, repo, app);
        payload.set("sender", shapes.user(by));
        sender.send(app, event, payload);
    }

    private void addContext(ObjectNode payload, Repo repo, App app) {
        Organization organization = repo.organization;
        if (organization != null) {
            payload.set("organization", shapes.organization(organization));
        }
        payload.set(
                "installation",
                Json.object("id", app.installationId, "node_id", Shapes.nodeId("MDIz", app.installationId)));
    }

    private @Nullable App listener(Repo repo) {
        App app = world.app;
        return app != null && app.account == repo.organization ? app : null;
    }
}
