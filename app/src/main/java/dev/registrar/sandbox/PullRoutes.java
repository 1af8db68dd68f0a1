package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Pull requests: opening, changing, listing; merging is {@link Merges}. */
final class PullRoutes {
    /** GitHub lists no more files of a pull request, and no more commits. */
    private static final int MOST_FILES = 3000;

    private static final int MOST_COMMITS = 250;

    private final Core core;
    private final PullShapes shapes;
    private final GitShapes git;
    private final Conversations conversations;
    private final Merges merges;

    PullRoutes(Core core, Conversations conversations, Merges merges) {
        this.core = core;
        this.shapes = core.shapes().pulls();
        this.git = core.shapes().git();
        this.conversations = conversations;
        this.merges = merges;
    }

    void addTo(Router router) {
        String repo = "/repos/{owner}/{repo}";
        String pull = repo + "/pulls/{pull_number}";
        Access read = Access.read("pull_requests");
        Access join = Access.participate("pull_requests");
        router.add("GET", repo + "/pulls", read, this::list);
        router.add("POST", repo + "/pulls", join, this::create);
        router.add("GET", pull, read, call -> Reply.ok(shapes.full(pull(call))));
        router.add("PATCH", pull, join, this::update);
        router.add("GET", pull + "/files", read, this::files);
        router.add("GET", pull + "/commits", read, this::commits);
        router.add("PUT", pull + "/merge", Access.write("contents"), this::merge);
        router.add("PUT", pull + "/ready_for_review", join, call -> draft(call, false));
        router.add("PUT", pull + "/convert_to_draft", join, call -> draft(call, true));
        router.add("GET", repo + "/commits/{commit_sha}/pulls", read, this::ofCommit);
    }

    static Pull pull(Call call) {
        Issue issue = call.repo().issues.get(call.number("pull_number"));
        if (issue == null || issue.pull == null) {
            throw ApiError.notFound();
        }
        return issue.pull;
    }

    private Reply list(Call call) {
        Stream<Pull> found = call.repo().pulls();
        String state = call.query("state", "open");
        if (!state.equals("all")) {
            found = found.filter(pull -> pull.issue.open == state.equals("open"));
        }
        String base = call.query("base");
        if (base != null) {
            found = found.filter(pull -> pull.baseRef.equals(base));
        }
        String head = call.query("head");
        if (head != null) {
            found = found.filter(
                    pull -> head.equals(pull.headRef) || head.equals(pull.head.owner() + ":" + pull.headRef));
        }
        boolean updated = call.query("sort", "created").equals("updated");
        Comparator<Pull> order = Comparator.comparing(pull -> updated ? pull.issue.updatedAt : pull.issue.createdAt);
        order = order.thenComparingInt(Pull::number);
        return call.page(
                found.sorted(call.query("direction", "desc").equals("asc") ? order : order.reversed())
                        .toList(),
                shapes::brief);
    }

    private Reply create(Call call) {
        Repo base = call.repo();
        String baseRef = String.valueOf(call.text("base"));
        String head = String.valueOf(call.text("head"));
        String[] named = head.split(":", 2);
        Repo from = named.length == 2 ? headRepo(base, named[0]) : base;
        String headRef = named[named.length - 1];
        if (!call.viaApp() && !from.roleOf(call.user()).atLeast(Role.WRITE)) {
            throw ApiError.forbidden("must be a collaborator");
        }
        String baseSha = base.git.branch(baseRef);
        String headSha = from.git.branch(headRef);
        if (baseSha == null || headSha == null) {
            throw new ApiError(
                    422,
                    "Validation Failed",
                    List.of(Map.of(
                            "resource", "PullRequest", "field", baseSha == null ? "base" : "head", "code", "invalid")));
        }
        refuseDouble(base, baseRef, from, headRef);
        refuseEmpty(base, baseRef, baseSha, from, headRef, headSha);
        Issue issue = conversations.open(
                base, call.user(), call.viaApp(), String.valueOf(call.text("title")), call.text("body"), true);
        Pull pull = new Pull(core.world().nextId(), issue, base, baseRef, baseSha, from, headRef, headSha);
        pull.draft = call.body().path("draft").asBoolean(false);
        issue.pull = pull;
        Pushes.publishHead(pull, headSha);
        core.events().pull("opened", pull, call.user(), Json.object());
        return Reply.created(shapes.full(pull));
    }

    private Repo headRepo(Repo base, String owner) {
        if (owner.equalsIgnoreCase(base.owner())) {
            return base;
        }
        Repo fork = core.world().repo(owner, base.name);
        if (fork == null || fork.parent != base) {
            throw new ApiError(
                    422,
                    "Validation Failed",
                    List.of(Map.of("resource", "PullRequest", "field", "head", "code", "invalid")));
        }
        return fork;
    }

    private static void refuseDouble(Repo base, String baseRef, Repo from, String headRef) {
        boolean known = base.pulls()
                .anyMatch(pull -> pull.issue.open
                        && pull.head == from
                        && pull.headRef.equals(headRef)
                        && pull.baseRef.equals(baseRef));
        if (known) {
            throw ApiError.validation(
                    "PullRequest", "head", "A pull request already exists for " + from.owner() + ":" + headRef + ".");
        }
    }

    private static void refuseEmpty(
            Repo base, String baseRef, String baseSha, Repo from, String headRef, String headSha) {
        if (from == base && base.git.isAncestor(headSha, baseSha)) {
            throw ApiError.validation("PullRequest", "head", "No commits between " + baseRef + " and " + headRef);
        }
    }

    private Reply update(Call call) {
        Pull pull = pull(call);
        Issue issue = pull.issue;
        if (issue.user.id() != call.user().id() && !call.mayWrite()) {
            throw ApiError.forbidden("Must have push access to change this pull request.");
        }
        ObjectNode body = call.body();
        conversations.edit(call.repo(), issue, call.text("title"), call.text("body"), body.has("body"), call.user());
        rebase(pull, call.text("base"), call.user());
        if ("closed".equals(call.text("state"))) {
            conversations.close(call.repo(), issue, null, call.user());
        } else if ("open".equals(call.text("state"))) {
            conversations.reopen(call.repo(), issue, call.user());
        }
        return Reply.ok(shapes.full(pull));
    }

    private void rebase(Pull pull, @Nullable String base, User by) {
        if (base == null || base.equals(pull.baseRef)) {
            return;
        }
        String sha = pull.base.git.branch(base);
        if (sha == null) {
            throw ApiError.validation("PullRequest", "base", "Proposed base branch '" + base + "' was not found");
        }
        ObjectNode changes = Json.object(
                "base",
                Json.object("ref", Json.object("from", pull.baseRef), "sha", Json.object("from", pull.baseSha)));
        pull.baseRef = base;
        pull.baseSha = sha;
        pull.issue.updatedAt = core.world().now();
        core.pushes().record(pull.issue, "base_ref_changed", by, Json.object());
        core.events().pull("edited", pull, by, Json.object("changes", changes));
    }

    /** GitHub does this by GraphQL only; here it has an address of its own. */
    private Reply draft(Call call, boolean draft) {
        Pull pull = pull(call);
        if (pull.issue.user.id() != call.user().id() && !call.mayWrite()) {
            throw ApiError.forbidden("Must have push access to change this pull request.");
        }
        if (pull.draft != draft) {
            pull.draft = draft;
            String event = draft ? "converted_to_draft" : "ready_for_review";
            core.pushes().record(pull.issue, draft ? "convert_to_draft" : event, call.user(), Json.object());
            core.events().pull(event, pull, call.user(), Json.object());
        }
        return Reply.ok(shapes.full(pull));
    }

    private Reply files(Call call) {
        Pull pull = pull(call);
        String base = pull.merged ? pull.baseSha : pull.baseTip();
        List<GitDiff.FileChange> files = GitDiff.sinceMergeBase(pull.base.git, base, pull.headSha);
        return call.page(
                files.subList(0, Math.min(MOST_FILES, files.size())), file -> git.file(pull.base, file, pull.headSha));
    }

    private Reply commits(Call call) {
        Pull pull = pull(call);
        String base = pull.merged ? pull.baseSha : pull.baseTip();
        List<RevCommit> oldestFirst = new ArrayList<>(pull.base.git.log(pull.headSha, base, null));
        Collections.reverse(oldestFirst);
        return call.page(
                oldestFirst.subList(0, Math.min(MOST_COMMITS, oldestFirst.size())),
                commit -> git.commit(pull.base, commit));
    }

    private Reply ofCommit(Call call) {
        Repo repo = call.repo();
        String sha = repo.git.resolve(call.path("commit_sha"));
        if (sha == null) {
            throw ApiError.invalid("No commit found for SHA: " + call.path("commit_sha"));
        }
        return call.page(
                repo.pulls()
                        .filter(pull -> sha.equals(pull.mergeCommitSha)
                                || pull.headSha.equals(sha)
                                || (pull.issue.open
                                        && repo.git.isAncestor(sha, pull.headSha)
                                        && !repo.git.isAncestor(sha, pull.baseTip())))
                        .toList(),
                shapes::brief);
    }

    private Reply merge(Call call) {
        String commit = merges.merge(pull(call), call);
        return Reply.ok(Json.fields()
                .add("sha", commit)
                .add("merged", true)
                .add("message", "Pull Request successfully merged")
                .node());
    }
}
