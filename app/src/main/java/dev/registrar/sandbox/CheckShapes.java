package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Check suites and runs in GitHub's form. */
final class CheckShapes {
    private static final String NO_COMMIT = "0000000000000000000000000000000000000000";

    private final World world;
    private final Shapes shapes;
    private final GitShapes git;
    private final Links links;

    CheckShapes(World world, Shapes shapes, GitShapes git) {
        this.world = world;
        this.shapes = shapes;
        this.git = git;
        this.links = shapes.links();
    }

    ObjectNode run(Repo repo, Check.Run run) {
        String api = links.api("/repos/" + repo.fullName() + "/check-runs/" + run.id);
        ObjectNode output = Json.fields()
                .add("title", run.title)
                .add("summary", run.summary)
                .add("text", run.text)
                .add("annotations_count", run.annotations.size())
                .add("annotations_url", api + "/annotations")
                .node();
        return Json.fields()
                .add("id", run.id)
                .add("name", run.name)
                .add("node_id", Shapes.nodeId("CR", run.id))
                .add("head_sha", run.suite.headSha)
                .add("external_id", run.externalId == null ? "" : run.externalId)
                .add("url", api)
                .add("html_url", links.web("/" + repo.fullName() + "/runs/" + run.id))
                .add("details_url", run.detailsUrl == null ? links.web("/" + repo.fullName()) : run.detailsUrl)
                .add("status", run.status)
                .add("conclusion", run.conclusion)
                .add("started_at", run.startedAt)
                .add("completed_at", run.completedAt)
                .add("output", output)
                .add("check_suite", Json.object("id", run.suite.id))
                .add("app", shapes.app(world.registeredApp()))
                .add("pull_requests", pulls(repo, run.suite.headSha))
                .node();
    }

    /** As payloads carry it: with its suite. */
    ObjectNode payloadRun(Repo repo, Check.Run run) {
        ObjectNode shape = run(repo, run);
        ObjectNode suite = suite(repo, run.suite);
        suite.remove("repository");
        shape.set("check_suite", suite);
        return shape;
    }

    ObjectNode suite(Repo repo, Check.Suite suite) {
        String api = links.api("/repos/" + repo.fullName() + "/check-suites/" + suite.id);
        ObjectNode shape = Json.fields()
                .add("id", suite.id)
                .add("node_id", Shapes.nodeId("CS", suite.id))
                .add("head_branch", suite.headBranch)
                .add("head_sha", suite.headSha)
                .add("status", suite.status())
                .add("conclusion", suite.conclusion())
                .add("url", api)
                .add("before", NO_COMMIT)
                .add("after", suite.headSha)
                .add("pull_requests", pulls(repo, suite.headSha))
                .add("app", shapes.app(world.registeredApp()))
                .add("created_at", suite.createdAt)
                .add("updated_at", suite.updatedAt)
                .add("rerequestable", true)
                .add("runs_rerequestable", true)
                .add("latest_check_runs_count", Check.latest(suite.runs).size())
                .add("check_runs_url", api + "/check-runs")
                .add("repository", shapes.repository(repo, null))
                .node();
        if (repo.git.hasCommit(suite.headSha)) {
            shape.set("head_commit", git.simpleCommit(repo.git.commit(suite.headSha)));
        }
        return shape;
    }

    /** Open pull requests on that head; those from forks are not told. */
    private ArrayNode pulls(Repo repo, String headSha) {
        return Json.array(
                repo.pulls()
                        .filter(pull -> pull.issue.open && !pull.fromFork() && pull.headSha.equals(headSha))
                        .toList(),
                pull -> Json.fields()
                        .add("url", links.api("/repos/" + repo.fullName() + "/pulls/" + pull.number()))
                        .add("id", pull.id)
                        .add("number", pull.number())
                        .add("head", side(pull.head, pull.headRef, pull.headSha))
                        .add("base", side(repo, pull.baseRef, pull.baseSha))
                        .node());
    }

    private ObjectNode side(Repo repo, String ref, String sha) {
        return Json.fields()
                .add("ref", ref)
                .add("sha", sha)
                .add(
                        "repo",
                        Json.fields()
                                .add("id", repo.id)
                                .add("url", links.api("/repos/" + repo.fullName()))
                                .add("name", repo.name)
                                .node())
                .node();
    }
}
