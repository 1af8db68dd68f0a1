package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files by path. */
final class ContentRoutes {
    static final int LARGEST = 100 * 1024 * 1024;
    static final String RAW_TYPE = "application/vnd.github.raw; charset=utf-8";
    /** Beyond this size the JSON form comes without the content. */
    private static final int LARGEST_IN_JSON = 1024 * 1024;

    private final Core core;
    private final Refs refs;

    ContentRoutes(Core core, Refs refs) {
        this.core = core;
        this.refs = refs;
    }

    void addTo(Router router) {
        String contents = "/repos/{owner}/{repo}/contents";
        router.add("GET", contents, Access.read("contents"), call -> content(call, ""));
        router.add("GET", contents + "/{path...}", Access.read("contents"), call -> content(call, call.path("path")));
        router.add("PUT", contents + "/{path...}", Access.write("contents"), this::put);
        router.add("DELETE", contents + "/{path...}", Access.write("contents"), this::delete);
    }

    static boolean wantsRaw(Call call) {
        return call.accepts("application/vnd.github.raw") || call.accepts("application/vnd.github.v3.raw");
    }

    /** In lines of sixty characters, as GitHub breaks them. */
    static String encoded(byte[] bytes) {
        String text = Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes);
        return text.isEmpty() ? text : text + "\n";
    }

    static ApiError tooLarge() {
        return new ApiError(
                403,
                "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.",
                List.of(Map.of("resource", "Blob", "field", "data", "code", "too_large")));
    }

    private Reply content(Call call, String path) {
        Repo repo = call.repo();
        String ref = call.query("ref", repo.defaultBranch);
        String commit = repo.git.resolve(ref);
        if (commit == null) {
            throw new ApiError(404, "No commit found for the ref " + ref);
        }
        if (path.isEmpty()) {
            return folder(call, "", ref, repo.git.commit(commit).getTree().name());
        }
        GitStore.Entry entry = repo.git.entry(commit, path);
        if (entry == null) {
            throw ApiError.notFound();
        }
        if (entry.type().equals(GitStore.Entry.TREE)) {
            return folder(call, path, ref, entry.sha());
        }
        return file(call, path, ref, entry);
    }

    private Reply folder(Call call, String path, String ref, String tree) {
        String prefix = path.isEmpty() ? "" : path + "/";
        var entries =
                Json.array(call.repo().git.list(tree, false), entry -> links(call, prefix + entry.path(), ref, entry));
        if (call.accepts("application/vnd.github.object")) {
            return Reply.ok(Json.fields()
                    .add("type", "dir")
                    .add("path", path)
                    .add("sha", tree)
                    .add("size", 0)
                    .add("entries", entries)
                    .node());
        }
        return Reply.ok(entries);
    }

    private Reply file(Call call, String path, String ref, GitStore.Entry entry) {
        if (entry.size() > LARGEST) {
            throw tooLarge();
        }
        byte[] bytes = call.repo().git.blob(entry.sha());
        if (wantsRaw(call)) {
            return Reply.raw(bytes, RAW_TYPE);
        }
        boolean tooLong = bytes.length > LARGEST_IN_JSON;
        return Reply.ok(links(call, path, ref, entry)
                .put("content", tooLong ? "" : encoded(bytes))
                .put("encoding", tooLong ? "none" : "base64"));
    }

    private ObjectNode links(Call call, String path, String ref, GitStore.Entry entry) {
        String full = call.repo().fullName();
        boolean folder = entry.type().equals(GitStore.Entry.TREE);
        String self = core.links().api("/repos/" + full + "/contents/" + path + "?ref=" + ref);
        String git = core.links().api("/repos/" + full + "/git/" + entry.type() + "s/" + entry.sha());
        String html = core.links().web("/" + full + (folder ? "/tree/" : "/blob/") + ref + "/" + path);
        return Json.fields()
                .add("name", path.substring(path.lastIndexOf('/') + 1))
                .add("path", path)
                .add("sha", entry.sha())
                .add("size", entry.size())
                .add("url", self)
                .add("html_url", html)
                .add("git_url", git)
                .add("download_url", folder ? null : core.links().web("/" + full + "/raw/" + ref + "/" + path))
                .add("type", folder ? "dir" : entry.mode().equals("120000") ? "symlink" : "file")
                .add(
                        "_links",
                        Json.fields()
                                .add("self", self)
                                .add("git", git)
                                .add("html", html)
                                .node())
                .node();
    }

    private Reply put(Call call) {
        byte[] bytes = GitDataRoutes.base64(String.valueOf(call.text("content")));
        String path = call.path("path");
        GitStore.Entry existing = existing(call, path);
        checkSha(path, existing, call.text("sha"));
        String blob = call.repo().git.insertBlob(bytes);
        String mode = existing == null ? "100644" : existing.mode();
        String commit = commit(call, new GitTrees.Change(path, mode, blob), existing == null ? "create" : "update");
        return answer(call, path, commit, existing == null ? 201 : 200);
    }

    private Reply delete(Call call) {
        String path = call.path("path");
        GitStore.Entry existing = existing(call, path);
        if (existing == null) {
            throw ApiError.notFound();
        }
        checkSha(path, existing, call.has("sha") ? call.text("sha") : call.query("sha"));
        String commit = commit(call, new GitTrees.Change(path, existing.mode(), null), "delete");
        return answer(call, path, commit, 200);
    }

    private static void checkSha(String path, GitStore.@Nullable Entry existing, @Nullable String sha) {
        if (existing == null) {
            return;
        }
        if (sha == null) {
            throw ApiError.invalid("Invalid request.\n\n\"sha\" wasn't supplied.");
        }
        if (!sha.equals(existing.sha())) {
            throw new ApiError(409, path + " does not match " + sha);
        }
    }

    private String branch(Call call) {
        String branch = call.text("branch");
        return branch == null ? call.repo().defaultBranch : branch.replaceFirst("^refs/heads/", "");
    }

    private GitStore.@Nullable Entry existing(Call call, String path) {
        if (Set.of(path.split("/")).contains("..") || path.startsWith("/")) {
            throw ApiError.invalid("path contains a malformed path component");
        }
        String tip = call.repo().git.branch(branch(call));
        if (tip == null) {
            throw new ApiError(404, "Branch " + branch(call) + " not found");
        }
        return call.repo().git.entry(tip, path);
    }

    private String commit(Call call, GitTrees.Change change, String verb) {
        Repo repo = call.repo();
        String ref = Pushes.HEADS + branch(call);
        Refs.refuseProtected(repo, ref, 409, "Could not " + verb + " file: ");
        String tip = String.valueOf(repo.git.ref(ref));
        String tree = GitTrees.build(repo.git, repo.git.commit(tip).getTree().name(), List.of(change));
        String message = call.text("message");
        String commit = new Commits(core.world())
                .create(repo, call, tree, List.of(tip), message == null ? verb + " " + change.path() : message);
        refs.moveUnprotected(repo, ref, tip, commit, call.user());
        return commit;
    }

    private Reply answer(Call call, String path, String commit, int status) {
        Repo repo = call.repo();
        GitStore.Entry entry = repo.git.entry(commit, path);
        return Reply.json(
                status,
                Json.object(
                        "content",
                        entry == null ? null : links(call, path, branch(call), entry),
                        "commit",
                        core.shapes().git().gitCommit(repo, repo.git.commit(commit))));
    }
}
