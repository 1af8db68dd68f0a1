package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Commits, references and differences in GitHub's form. */
final class GitShapes {
    private final World world;
    private final Shapes shapes;
    private final Links links;

    GitShapes(World world, Shapes shapes) {
        this.world = world;
        this.shapes = shapes;
        this.links = shapes.links();
    }

    ObjectNode reference(Repo repo, String ref, String sha) {
        String type = repo.git.hasCommit(sha) ? "commit" : "tag";
        return Json.fields()
                .add("ref", ref)
                .add("node_id", Shapes.nodeId("REF", repo.id) + ref.hashCode())
                .add("url", links.api("/repos/" + repo.fullName() + "/git/" + ref))
                .add(
                        "object",
                        Json.fields()
                                .add("sha", sha)
                                .add("type", type)
                                .add("url", links.api("/repos/" + repo.fullName() + "/git/" + type + "s/" + sha))
                                .node())
                .node();
    }

    /** The bare git object. */
    ObjectNode gitCommit(Repo repo, RevCommit commit) {
        String api = links.api("/repos/" + repo.fullName() + "/git");
        return Json.fields()
                .add("sha", commit.name())
                .add("node_id", Shapes.nodeId("C", repo.id) + commit.name())
                .add("url", api + "/commits/" + commit.name())
                .add("html_url", html(repo, commit.name()))
                .add("author", ident(commit.getAuthorIdent()))
                .add("committer", ident(commit.getCommitterIdent()))
                .add(
                        "tree",
                        Json.object(
                                "sha",
                                commit.getTree().name(),
                                "url",
                                api + "/trees/" + commit.getTree().name()))
                .add("message", message(commit))
                .add("parents", parents(repo, commit, api + "/commits/"))
                .add("verification", verification(repo, commit))
                .node();
    }

    /** The commit with the accounts behind its addresses. */
    ObjectNode commit(Repo repo, RevCommit commit) {
        String api = links.api("/repos/" + repo.fullName());
        ObjectNode git = Json.fields()
                .add("author", ident(commit.getAuthorIdent()))
                .add("committer", ident(commit.getCommitterIdent()))
                .add("message", message(commit))
                .add(
                        "tree",
                        Json.object(
                                "sha",
                                commit.getTree().name(),
                                "url",
                                api + "/git/trees/" + commit.getTree().name()))
                .add("url", api + "/git/commits/" + commit.name())
                .add("comment_count", 0)
                .add("verification", verification(repo, commit))
                .node();
        return Json.fields()
                .add("sha", commit.name())
                .add("node_id", Shapes.nodeId("C", repo.id) + commit.name())
                .add("commit", git)
                .add("url", api + "/commits/" + commit.name())
                .add("html_url", html(repo, commit.name()))
                .add("comments_url", api + "/commits/" + commit.name() + "/comments")
                .add("author", shapes.userOrNull(account(commit.getAuthorIdent())))
                .add("committer", shapes.userOrNull(account(commit.getCommitterIdent())))
                .add("parents", parents(repo, commit, api + "/commits/"))
                .node();
    }

    ObjectNode commitWithFiles(Repo repo, RevCommit commit, List<GitDiff.FileChange> files) {
        int additions = files.stream().mapToInt(GitDiff.FileChange::additions).sum();
        int deletions = files.stream().mapToInt(GitDiff.FileChange::deletions).sum();
        ObjectNode shape = commit(repo, commit);
        shape.set(
                "stats",
                Json.fields()
                        .add("total", additions + deletions)
                        .add("additions", additions)
                        .add("deletions", deletions)
                        .node());
        shape.set("files", Json.array(files, file -> file(repo, file, commit.name())));
        return shape;
    }

    ObjectNode file(Repo repo, GitDiff.FileChange file, String ref) {
        ObjectNode shape = Json.fields()
                .add("sha", file.blobSha())
                .add("filename", file.path())
                .add("status", file.status())
                .add("additions", file.additions())
                .add("deletions", file.deletions())
                .add("changes", file.additions() + file.deletions())
                .add("blob_url", links.web("/" + repo.fullName() + "/blob/" + ref + "/" + file.path()))
                .add("raw_url", links.web("/" + repo.fullName() + "/raw/" + ref + "/" + file.path()))
                .add(
                        "contents_url",
                        links.api("/repos/" + repo.fullName() + "/contents/" + file.path() + "?ref=" + ref))
                .node();
        if (file.patch() != null) {
            shape.put("patch", file.patch());
        }
        if (file.previousPath() != null) {
            shape.put("previous_filename", file.previousPath());
        }
        return shape;
    }

    /** As payloads of {@code push} and {@code merge_group} carry commits. */
    ObjectNode payloadCommit(Repo repo, RevCommit commit) {
        ObjectNode shape = simpleCommit(commit).put("distinct", true).put("url", html(repo, commit.name()));
        String parent =
                commit.getParentCount() == 0 ? null : commit.getParent(0).name();
        List<GitDiff.FileChange> files = GitDiff.between(repo.git, parent, commit.name());
        shape.set("added", paths(files, "added"));
        shape.set("removed", paths(files, "removed"));
        shape.set(
                "modified",
                Json.array(files.stream()
                        .filter(f -> !f.status().equals("added") && !f.status().equals("removed"))
                        .map(GitDiff.FileChange::path)
                        .toList()));
        return shape;
    }

    /** As check suites and merge groups carry their head. */
    ObjectNode simpleCommit(RevCommit commit) {
        return Json.fields()
                .add("id", commit.name())
                .add("tree_id", commit.getTree().name())
                .add("message", message(commit))
                .add("timestamp", commit.getCommitterIdent().getWhenAsInstant())
                .add("author", payloadIdent(commit.getAuthorIdent()))
                .add("committer", payloadIdent(commit.getCommitterIdent()))
                .node();
    }

    private static ArrayNode paths(List<GitDiff.FileChange> files, String status) {
        return Json.array(files.stream()
                .filter(f -> f.status().equals(status))
                .map(GitDiff.FileChange::path)
                .toList());
    }

    private ObjectNode payloadIdent(PersonIdent ident) {
        ObjectNode shape = Json.fields()
                .add("name", ident.getName())
                .add("email", ident.getEmailAddress())
                .add("date", ident.getWhenAsInstant())
                .node();
        User user = account(ident);
        if (user != null) {
            shape.put("username", user.login());
        }
        return shape;
    }

    private @Nullable User account(PersonIdent ident) {
        return world.userByEmail(ident.getEmailAddress());
    }

    ObjectNode verification(Repo repo, RevCommit commit) {
        boolean verified = repo.verifiedCommits.contains(commit.name());
        return Json.fields()
                .add("verified", verified)
                .add("reason", verified ? "valid" : "unsigned")
                .add("signature", verified ? "-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n" : null)
                .add("payload", verified ? "tree " + commit.getTree().name() + "\n" : null)
                .add("verified_at", verified ? commit.getCommitterIdent().getWhenAsInstant() : null)
                .node();
    }

    String html(Repo repo, String sha) {
        return links.web("/" + repo.fullName() + "/commit/" + sha);
    }

    private ArrayNode parents(Repo repo, RevCommit commit, String api) {
        return Json.array(
                Arrays.asList(commit.getParents()),
                parent -> Json.fields()
                        .add("sha", parent.name())
                        .add("url", api + parent.name())
                        .add("html_url", html(repo, parent.name()))
                        .node());
    }

    private static ObjectNode ident(PersonIdent ident) {
        return Json.fields()
                .add("name", ident.getName())
                .add("email", ident.getEmailAddress())
                .add("date", ident.getWhenAsInstant())
                .node();
    }

    /** GitHub shows messages without the line end that git keeps. */
    static String message(RevCommit commit) {
        return commit.getFullMessage().stripTrailing();
    }
}
