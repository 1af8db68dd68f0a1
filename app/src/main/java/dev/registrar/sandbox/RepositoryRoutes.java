package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;

/** Repositories, branches and their protection, commits and comparisons, forks. */
final class RepositoryRoutes {
    /** GitHub shows no more files in one comparison. */
    private static final int MOST_FILES = 300;

    private static final int COMPARED_COMMITS_PER_PAGE = 250;

    private final Core core;
    private final GitShapes shapes;
    private final Refs refs;

    RepositoryRoutes(Core core, Refs refs) {
        this.core = core;
        this.shapes = core.shapes().git();
        this.refs = refs;
    }

    void addTo(Router router) {
        String repo = "/repos/{owner}/{repo}";
        Access contents = Access.read("contents");
        router.add("GET", repo, Access.read("metadata"), this::repository);
        router.add("GET", repo + "/branches", contents, this::branches);
        router.add("GET", repo + "/branches/{branch...}", contents, this::branch);
        router.add(
                "GET",
                repo + "/branches/{branch...}/protection",
                new Access(Access.Who.USERS, "administration", false, Role.ADMIN),
                this::protection);
        router.add("PUT", repo + "/branches/{branch...}/protection", Access.administer(), this::protect);
        router.add("DELETE", repo + "/branches/{branch...}/protection", Access.administer(), this::unprotect);
        router.add("GET", repo + "/rules/branches/{branch...}", Access.read("metadata"), this::rules);
        router.add("GET", repo + "/commits", contents, this::commits);
        router.add("GET", repo + "/commits/{ref...}", contents, this::commit);
        router.add("GET", repo + "/compare/{basehead...}", contents, this::compare);
        router.add("GET", repo + "/codeowners/errors", contents, call -> Reply.ok(Json.object("errors", List.of())));
        router.add("POST", repo + "/forks", Access.read("contents"), this::fork);
    }

    private Reply repository(Call call) {
        Repo repo = call.repo();
        Role role = call.viaApp() ? Role.WRITE : repo.roleOf(call.user());
        return Reply.ok(core.accounts().fullRepository(repo, role));
    }

    private Reply branches(Call call) {
        Repo repo = call.repo();
        return call.page(
                List.copyOf(repo.git.refs(Pushes.HEADS).entrySet()),
                entry -> briefBranch(repo, entry.getKey().substring(Pushes.HEADS.length()), entry.getValue()));
    }

    private ObjectNode briefBranch(Repo repo, String name, String sha) {
        return Json.fields()
                .add("name", name)
                .add(
                        "commit",
                        Json.object(
                                "sha", sha, "url", core.links().api("/repos/" + repo.fullName() + "/commits/" + sha)))
                .add("protected", repo.protections.containsKey(name))
                .node();
    }

    private Reply branch(Call call) {
        Repo repo = call.repo();
        String name = call.path("branch");
        String sha = repo.git.branch(name);
        if (sha == null) {
            throw new ApiError(404, "Branch not found");
        }
        String api = core.links().api("/repos/" + repo.fullName() + "/branches/" + name);
        Repo.Protection protection = repo.protections.get(name);
        ObjectNode shape = briefBranch(repo, name, sha);
        shape.set("commit", shapes.commit(repo, repo.git.commit(sha)));
        shape.set(
                "_links", Json.object("self", api, "html", core.links().web("/" + repo.fullName() + "/tree/" + name)));
        shape.set(
                "protection",
                Json.object(
                        "enabled",
                        protection != null,
                        "required_status_checks",
                        Json.fields()
                                .add("enforcement_level", protection == null ? "off" : "everyone")
                                .add("contexts", protection == null ? List.of() : protection.contexts())
                                .add("checks", List.of())
                                .node()));
        return Reply.ok(shape.put("protection_url", api + "/protection"));
    }

    private Reply protection(Call call) {
        Repo.Protection protection = call.repo().protections.get(call.path("branch"));
        if (protection == null) {
            throw new ApiError(404, "Branch not protected");
        }
        return Reply.ok(protectionShape(call, protection));
    }

    private ObjectNode protectionShape(Call call, Repo.Protection protection) {
        String api = core.links()
                .api("/repos/" + call.repo().fullName() + "/branches/" + call.path("branch") + "/protection");
        return Json.fields()
                .add("url", api)
                .add(
                        "required_status_checks",
                        Json.fields()
                                .add("url", api + "/required_status_checks")
                                .add("strict", false)
                                .add("contexts", protection.contexts())
                                .add("contexts_url", api + "/required_status_checks/contexts")
                                .add(
                                        "checks",
                                        Json.array(
                                                protection.contexts(),
                                                context -> Json.object("context", context, "app_id", null)))
                                .node())
                .add("enforce_admins", Json.object("url", api + "/enforce_admins", "enabled", true))
                .add("allow_force_pushes", Json.object("enabled", false))
                .add("allow_deletions", Json.object("enabled", false))
                .node();
    }

    private Reply protect(Call call) {
        List<String> contexts = new ArrayList<>();
        JsonNode checks = call.body().path("required_status_checks");
        checks.path("contexts").forEach(context -> contexts.add(context.asText()));
        checks.path("checks")
                .forEach(check -> contexts.add(check.path("context").asText()));
        Repo.Protection protection = new Repo.Protection(contexts);
        call.repo().protections.put(call.path("branch"), protection);
        return Reply.ok(protectionShape(call, protection));
    }

    private Reply unprotect(Call call) {
        if (call.repo().protections.remove(call.path("branch")) == null) {
            throw new ApiError(404, "Branch not protected");
        }
        return Reply.empty(204);
    }

    /** Rulesets and classic protection are listed by different end points; here are no rulesets. */
    private Reply rules(Call call) {
        return Reply.ok(Json.array(List.of()));
    }

    private Reply commits(Call call) {
        Repo repo = call.repo();
        String from = refs.commit(repo, call.query("sha", repo.defaultBranch));
        Instant since = instant(call.query("since", ""), Instant.MIN);
        Instant until = instant(call.query("until", ""), Instant.MAX);
        List<RevCommit> log = repo.git.log(from, null, call.query("path")).stream()
                .filter(commit -> {
                    Instant at = commit.getCommitterIdent().getWhenAsInstant();
                    return !at.isBefore(since) && !at.isAfter(until);
                })
                .toList();
        return call.page(log, commit -> shapes.commit(repo, commit));
    }

    private static Instant instant(String text, Instant otherwise) {
        return text.isEmpty() ? otherwise : Times.parse(text);
    }

    private Reply commit(Call call) {
        Repo repo = call.repo();
        String sha = repo.git.resolve(call.path("ref"));
        if (sha == null) {
            throw ApiError.invalid("No commit found for SHA: " + call.path("ref"));
        }
        if (call.accepts("application/vnd.github.sha")) {
            return Reply.raw(sha.getBytes(StandardCharsets.UTF_8), "application/vnd.github.sha");
        }
        RevCommit commit = repo.git.commit(sha);
        String parent =
                commit.getParentCount() == 0 ? null : commit.getParent(0).name();
        return Reply.ok(shapes.commitWithFiles(repo, commit, GitDiff.between(repo.git, parent, sha)));
    }

    private Reply compare(Call call) {
        Repo repo = call.repo();
        String[] sides = call.path("basehead").split("\\.\\.\\.", 2);
        if (sides.length < 2) {
            throw ApiError.notFound();
        }
        String base = refs.commit(repo, withoutOwner(repo, sides[0]));
        String head = refs.commit(repo, withoutOwner(repo, sides[1]));
        String fork = GitDiff.mergeBase(repo.git, base, head);
        if (fork == null) {
            throw new ApiError(404, "No common ancestor between " + sides[0] + " and " + sides[1] + ".");
        }
        List<RevCommit> ahead = new ArrayList<>(repo.git.log(head, base, null));
        Collections.reverse(ahead);
        int behind = repo.git.log(base, head, null).size();
        List<GitDiff.FileChange> files = GitDiff.between(repo.git, fork, head);
        String web = core.links().web("/" + repo.fullName() + "/compare/" + sides[0] + "..." + sides[1]);
        return call.paged(
                ahead,
                COMPARED_COMMITS_PER_PAGE,
                commits -> Json.fields()
                        .add(
                                "url",
                                core.links()
                                        .api("/repos/" + repo.fullName() + "/compare/" + sides[0] + "..." + sides[1]))
                        .add("html_url", web)
                        .add("permalink_url", web)
                        .add("diff_url", web + ".diff")
                        .add("patch_url", web + ".patch")
                        .add("base_commit", shapes.commit(repo, repo.git.commit(base)))
                        .add("merge_base_commit", shapes.commit(repo, repo.git.commit(fork)))
                        .add("status", status(ahead.size(), behind))
                        .add("ahead_by", ahead.size())
                        .add("behind_by", behind)
                        .add("total_commits", ahead.size())
                        .add("commits", Json.array(commits, commit -> shapes.commit(repo, commit)))
                        .add(
                                "files",
                                call.integer("page", 1) > 1
                                        ? List.of()
                                        : Json.array(
                                                files.subList(0, Math.min(MOST_FILES, files.size())),
                                                file -> shapes.file(repo, file, head)))
                        .node());
    }

    private static String status(int ahead, int behind) {
        if (ahead > 0) {
            return behind > 0 ? "diverged" : "ahead";
        }
        return behind > 0 ? "behind" : "identical";
    }

    /** {@code owner:branch} of a fork names what was fetched from it for a pull request. */
    private static String withoutOwner(Repo repo, String side) {
        int colon = side.indexOf(':');
        if (colon < 0) {
            return side;
        }
        String owner = side.substring(0, colon);
        String branch = side.substring(colon + 1);
        if (owner.equalsIgnoreCase(repo.owner())) {
            return branch;
        }
        return repo.pulls()
                .filter(pull -> pull.head.owner().equalsIgnoreCase(owner) && pull.headRef.equals(branch))
                .map(pull -> pull.headSha)
                .reduce((older, newer) -> newer)
                .orElseThrow(ApiError::notFound);
    }

    private Reply fork(Call call) {
        Repo parent = call.repo();
        User owner = call.user();
        Repo existing = core.world().repo(owner.login(), parent.name);
        if (existing != null) {
            return Reply.json(202, core.accounts().fullRepository(existing, Role.ADMIN));
        }
        Repo fork = core.world().addRepo(core.world().nextId(), null, owner, parent.name, parent.isPrivate, parent);
        for (Map.Entry<String, String> ref : parent.git.refs(Pushes.HEADS).entrySet()) {
            Pushes.fetch(fork, parent, ref.getKey().substring(Pushes.HEADS.length()), ref.getKey());
        }
        fork.verifiedCommits.addAll(parent.verifiedCommits);
        return Reply.json(202, core.accounts().fullRepository(fork, Role.ADMIN));
    }
}
