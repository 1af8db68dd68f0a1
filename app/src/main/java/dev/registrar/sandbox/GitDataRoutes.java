package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/** Git's objects and references themselves. */
final class GitDataRoutes {
    private static final String ZERO = "0".repeat(40);
    private static final int MOST_ENTRIES = 100_000;

    private final Core core;
    private final GitShapes shapes;
    private final Refs refs;

    GitDataRoutes(Core core, Refs refs) {
        this.core = core;
        this.shapes = core.shapes().git();
        this.refs = refs;
    }

    void addTo(Router router) {
        String git = "/repos/{owner}/{repo}/git";
        Access read = Access.read("contents");
        Access write = Access.write("contents");
        router.add("GET", git + "/ref/{ref...}", read, this::reference);
        // The older address, which hub4j still asks.
        router.add("GET", git + "/refs/{ref...}", read, this::reference);
        router.add("GET", git + "/matching-refs/{ref...}", read, this::matching);
        router.add("POST", git + "/refs", write, this::createReference);
        router.add("PATCH", git + "/refs/{ref...}", write, this::updateReference);
        router.add("DELETE", git + "/refs/{ref...}", write, this::deleteReference);
        router.add("POST", git + "/blobs", write, this::createBlob);
        router.add("GET", git + "/blobs/{file_sha}", read, this::blob);
        router.add("POST", git + "/trees", write, this::createTree);
        router.add("GET", git + "/trees/{tree_sha}", read, this::tree);
        router.add("POST", git + "/commits", write, this::createCommit);
        router.add("GET", git + "/commits/{commit_sha}", read, this::commit);
    }

    private Reply reference(Call call) {
        String name = "refs/" + call.path("ref");
        String sha = call.repo().git.ref(name);
        if (sha == null) {
            throw ApiError.notFound();
        }
        return Reply.ok(shapes.reference(call.repo(), name, sha));
    }

    private Reply matching(Call call) {
        List<Map.Entry<String, String>> found = List.copyOf(call.repo().git.refs("refs/").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("refs/" + call.path("ref")))
                .toList());
        return Reply.ok(Json.array(found, entry -> shapes.reference(call.repo(), entry.getKey(), entry.getValue())));
    }

    private Reply createReference(Call call) {
        Repo repo = call.repo();
        String name = String.valueOf(call.text("ref"));
        String sha = String.valueOf(call.text("sha"));
        if (!name.startsWith("refs/") || !org.eclipse.jgit.lib.Repository.isValidRefName(name)) {
            throw ApiError.invalid("Reference name must start with 'refs/' and contain at least two slashes.");
        }
        requireCommit(repo, sha);
        if (repo.git.ref(name) != null) {
            throw ApiError.invalid("Reference already exists");
        }
        refs.move(repo, name, null, sha, call.user());
        return Reply.created(shapes.reference(repo, name, sha));
    }

    private static void requireCommit(Repo repo, String sha) {
        if (!sha.equals(ZERO) && repo.git.hasCommit(sha)) {
            return;
        }
        throw ApiError.invalid("Object does not exist");
    }

    private Reply updateReference(Call call) {
        Repo repo = call.repo();
        String name = "refs/" + call.path("ref");
        String sha = String.valueOf(call.text("sha"));
        String before = repo.git.ref(name);
        if (before == null) {
            throw ApiError.invalid("Reference does not exist");
        }
        requireCommit(repo, sha);
        boolean force = call.body().path("force").asBoolean(false);
        if (!force && !repo.git.isAncestor(before, sha)) {
            throw ApiError.invalid("Update is not a fast forward");
        }
        refs.move(repo, name, before, sha, call.user());
        return Reply.ok(shapes.reference(repo, name, sha));
    }

    private Reply deleteReference(Call call) {
        Repo repo = call.repo();
        String name = "refs/" + call.path("ref");
        String before = repo.git.ref(name);
        if (before == null) {
            throw ApiError.invalid("Reference does not exist");
        }
        refs.move(repo, name, before, null, call.user());
        return Reply.empty(204);
    }

    private Reply createBlob(Call call) {
        String content = String.valueOf(call.text("content"));
        byte[] bytes =
                "base64".equals(call.text("encoding")) ? base64(content) : content.getBytes(StandardCharsets.UTF_8);
        String sha = call.repo().git.insertBlob(bytes);
        return Reply.created(Json.object("sha", sha, "url", api(call) + "/blobs/" + sha));
    }

    static byte[] base64(String content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("content is not valid Base64");
        }
    }

    private Reply blob(Call call) {
        Repo repo = call.repo();
        String sha = call.path("file_sha");
        if (!repo.git.has(sha, Constants.OBJ_BLOB)) {
            throw ApiError.notFound();
        }
        byte[] bytes = repo.git.blob(sha);
        if (bytes.length > ContentRoutes.LARGEST) {
            throw ContentRoutes.tooLarge();
        }
        if (ContentRoutes.wantsRaw(call)) {
            return Reply.raw(bytes, ContentRoutes.RAW_TYPE);
        }
        return Reply.ok(Json.fields()
                .add("sha", sha)
                .add("node_id", Shapes.nodeId("B", repo.id) + sha)
                .add("size", bytes.length)
                .add("url", api(call) + "/blobs/" + sha)
                .add("content", ContentRoutes.encoded(bytes))
                .add("encoding", "base64")
                .node());
    }

    private Reply createTree(Call call) {
        Repo repo = call.repo();
        String base = call.text("base_tree");
        String baseTree = base == null ? null : repo.git.treeOf(base);
        if (base != null && baseTree == null) {
            throw ApiError.invalid("base_tree is not a valid tree oid");
        }
        List<GitTrees.Change> changes = new ArrayList<>();
        for (JsonNode entry : call.body().path("tree")) {
            changes.add(change(repo, baseTree, entry));
        }
        return Reply.created(treeShape(call, GitTrees.build(repo.git, baseTree, changes), false));
    }

    private static GitTrees.Change change(Repo repo, @Nullable String base, JsonNode entry) {
        String path = String.valueOf(Json.string(entry, "path"));
        if (path.isEmpty()
                || path.startsWith("/")
                || path.endsWith("/")
                || List.of(path.split("/")).contains("..")) {
            throw ApiError.invalid("tree.path contains a malformed path component");
        }
        String mode = entry.path("mode").asText("100644");
        if (entry.hasNonNull("content")) {
            return new GitTrees.Change(
                    path,
                    mode,
                    repo.git.insertBlob(entry.get("content").asText().getBytes(StandardCharsets.UTF_8)));
        }
        String sha = Json.string(entry, "sha");
        if (sha == null) {
            if (base == null || repo.git.entry(base, path) == null) {
                throw ApiError.invalid("GitRPC::BadObjectState");
            }
            return new GitTrees.Change(path, mode, null);
        }
        boolean known =
                mode.equals("040000") ? repo.git.has(sha, Constants.OBJ_TREE) : repo.git.has(sha, Constants.OBJ_BLOB);
        if (!known && !mode.equals("160000")) {
            throw ApiError.invalid("tree.sha " + sha + " is not a valid blob");
        }
        return new GitTrees.Change(path, mode, sha);
    }

    private Reply tree(Call call) {
        String sha = call.repo().git.treeOf(call.path("tree_sha"));
        if (sha == null) {
            throw ApiError.notFound();
        }
        return Reply.ok(treeShape(call, sha, call.query("recursive") != null));
    }

    private ObjectNode treeShape(Call call, String sha, boolean recursive) {
        List<GitStore.Entry> entries = call.repo().git.list(sha, recursive);
        return Json.fields()
                .add("sha", sha)
                .add("url", api(call) + "/trees/" + sha)
                .add(
                        "tree",
                        Json.array(
                                entries.subList(0, Math.min(MOST_ENTRIES, entries.size())),
                                entry -> treeEntry(call, entry)))
                .add("truncated", entries.size() > MOST_ENTRIES)
                .node();
    }

    private ObjectNode treeEntry(Call call, GitStore.Entry entry) {
        ObjectNode shape = Json.fields()
                .add("path", entry.path())
                .add("mode", entry.mode())
                .add("type", entry.type())
                .add("sha", entry.sha())
                .node();
        if (entry.type().equals(GitStore.Entry.BLOB)) {
            shape.put("size", entry.size());
        }
        return shape.put("url", api(call) + "/" + entry.type() + "s/" + entry.sha());
    }

    private Reply createCommit(Call call) {
        Repo repo = call.repo();
        String tree = String.valueOf(call.text("tree"));
        if (!repo.git.has(tree, Constants.OBJ_TREE)) {
            throw ApiError.invalid("Tree SHA does not exist");
        }
        List<String> parents = new ArrayList<>();
        for (JsonNode parent : call.body().path("parents")) {
            if (!repo.git.hasCommit(parent.asText())) {
                throw ApiError.invalid("Parent SHA does not exist or is not a commit object");
            }
            parents.add(parent.asText());
        }
        Commits commits = new Commits(core.world());
        String sha = commits.create(repo, call, tree, parents, String.valueOf(call.text("message")));
        return Reply.created(shapes.gitCommit(repo, repo.git.commit(sha)));
    }

    private Reply commit(Call call) {
        String sha = call.path("commit_sha");
        if (!call.repo().git.hasCommit(sha)) {
            throw ApiError.notFound();
        }
        return Reply.ok(shapes.gitCommit(call.repo(), call.repo().git.commit(sha)));
    }

    private String api(Call call) {
        return core.links().api("/repos/" + call.repo().fullName() + "/git");
    }
}
