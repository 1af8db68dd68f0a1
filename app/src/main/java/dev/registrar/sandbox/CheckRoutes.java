package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Check runs and suites, their re-run, and the buttons on them. */
final class CheckRoutes {
    private final World world;
    private final Events events;
    private final CheckShapes shapes;
    private final Refs refs;

    CheckRoutes(Core core, Refs refs) {
        this.world = core.world();
        this.events = core.events();
        this.shapes = core.shapes().checks();
        this.refs = refs;
    }

    void addTo(Router router) {
        String repo = "/repos/{owner}/{repo}";
        String run = repo + "/check-runs/{check_run_id}";
        String suite = repo + "/check-suites/{check_suite_id}";
        Access read = Access.read("checks");
        Access write = Access.write("checks");
        router.add("POST", repo + "/check-runs", write, this::create);
        router.add("GET", run, read, call -> Reply.ok(shapes.run(call.repo(), run(call))));
        router.add("PATCH", run, write, this::update);
        router.add(
                "GET", run + "/annotations", read, call -> call.page(annotations(run(call)), annotation -> annotation));
        router.add("POST", run + "/rerequest", write, this::rerequest);
        router.add("POST", suite + "/rerequest", write, this::rerequestSuite);
        router.add("GET", suite, read, call -> Reply.ok(shapes.suite(call.repo(), suite(call))));
        router.add("GET", suite + "/check-runs", read, call -> runs(call, suite(call).runs));
        router.add("GET", repo + "/commits/{ref...}/check-runs", read, this::ofCommit);
        router.add("GET", repo + "/commits/{ref...}/check-suites", read, this::suitesOfCommit);
    }

    private static Check.Run run(Call call) {
        long id = call.id("check_run_id");
        return call.repo().runs().filter(run -> run.id == id).findFirst().orElseThrow(ApiError::notFound);
    }

    private static Check.Suite suite(Call call) {
        long id = call.id("check_suite_id");
        return call.repo().suites.stream()
                .filter(suite -> suite.id == id)
                .findFirst()
                .orElseThrow(ApiError::notFound);
    }

    private static List<JsonNode> annotations(Check.Run run) {
        List<JsonNode> all = new ArrayList<>();
        run.annotations.forEach(all::add);
        return all;
    }

    private static void onlyApps(Call call) {
        if (!call.viaApp()) {
            throw ApiError.forbidden("You must authenticate via a GitHub App.");
        }
    }

    private Reply create(Call call) {
        onlyApps(call);
        Repo repo = call.repo();
        ObjectNode body = call.body();
        String sha = String.valueOf(call.text("head_sha"));
        if (!repo.git.hasCommit(sha)) {
            throw ApiError.invalid("No commit found for SHA: " + sha);
        }
        checkAnnotations(body);
        Check.Suite suite = suiteFor(repo, sha);
        String status = call.has("status") ? String.valueOf(call.text("status")) : "queued";
        Check.Run run = new Check.Run(world.nextId(), suite, String.valueOf(call.text("name")), status, world.now());
        apply(run, body);
        suite.runs.add(run);
        suite.requeued = false;
        suite.updatedAt = world.now();
        events.checkRun("created", repo, run, call.user(), Json.object());
        tellCompleted(repo, run, call.user());
        return Reply.created(shapes.run(repo, run));
    }

    private Check.Suite suiteFor(Repo repo, String sha) {
        for (Check.Suite suite : repo.suites) {
            if (suite.headSha.equals(sha)) {
                return suite;
            }
        }
        String branch = repo.git.refs(Pushes.HEADS).entrySet().stream()
                .filter(ref -> ref.getValue().equals(sha))
                .map(ref -> ref.getKey().substring(Pushes.HEADS.length()))
                .findFirst()
                .orElse(null);
        Check.Suite suite = new Check.Suite(world.nextId(), sha, branch, world.now());
        repo.suites.add(suite);
        return suite;
    }

    private Reply update(Call call) {
        onlyApps(call);
        Check.Run run = run(call);
        boolean wasCompleted = run.status.equals("completed");
        checkAnnotations(call.body());
        if (call.has("status")) {
            run.status = String.valueOf(call.text("status"));
            if (!run.status.equals("completed")) {
                run.conclusion = null;
                run.completedAt = null;
            }
        }
        if (call.has("name")) {
            run.name = String.valueOf(call.text("name"));
        }
        apply(run, call.body());
        run.suite.updatedAt = world.now();
        if (!wasCompleted) {
            tellCompleted(call.repo(), run, call.user());
        }
        return Reply.ok(shapes.run(call.repo(), run));
    }

    /** A conclusion completes the run; annotations are added to those that are there. */
    private void apply(Check.Run run, ObjectNode body) {
        run.externalId = given(body, "external_id", run.externalId);
        run.detailsUrl = given(body, "details_url", run.detailsUrl);
        if (body.hasNonNull("started_at")) {
            run.startedAt = Times.parse(body.get("started_at").asText());
        }
        if (body.hasNonNull("conclusion")) {
            run.status = "completed";
            run.conclusion = body.get("conclusion").asText();
            run.completedAt = body.hasNonNull("completed_at")
                    ? Times.parse(body.get("completed_at").asText())
                    : world.now();
        } else if (run.status.equals("completed") && run.conclusion == null) {
            throw ApiError.invalid("Invalid request.\n\n\"conclusion\" wasn't supplied.");
        }
        if (body.get("output") instanceof ObjectNode output) {
            run.title = given(output, "title", run.title);
            run.summary = given(output, "summary", run.summary);
            run.text = given(output, "text", run.text);
            output.path("annotations").forEach(annotation -> run.annotations.add(annotation(annotation)));
        }
        if (body.get("actions") instanceof ArrayNode actions) {
            run.actions = actions.deepCopy();
        }
    }

    private static @Nullable String given(ObjectNode body, String field, @Nullable String otherwise) {
        return body.has(field) ? Json.string(body, field) : otherwise;
    }

    private static ObjectNode annotation(JsonNode given) {
        return Json.fields()
                .add("path", given.get("path"))
                .add("blob_href", "")
                .add("start_line", given.get("start_line"))
                .add("start_column", given.get("start_column"))
                .add("end_line", given.get("end_line"))
                .add("end_column", given.get("end_column"))
                .add("annotation_level", given.get("annotation_level"))
                .add("title", given.get("title"))
                .add("message", given.get("message"))
                .add("raw_details", given.get("raw_details"))
                .node();
    }

    /** Columns only make sense within one line. */
    private static void checkAnnotations(ObjectNode body) {
        for (JsonNode annotation : body.path("output").path("annotations")) {
            boolean columns = annotation.hasNonNull("start_column") || annotation.hasNonNull("end_column");
            if (columns
                    && annotation.path("start_line").asInt()
                            != annotation.path("end_line").asInt()) {
                throw ApiError.invalid(
                        "Invalid request.\n\nstart_column and end_column are only for annotations on one" + " line.");
            }
        }
    }

    private void tellCompleted(Repo repo, Check.Run run, User by) {
        if (!run.status.equals("completed")) {
            return;
        }
        events.checkRun("completed", repo, run, by, Json.object());
        if (run.suite.status().equals("completed")) {
            events.checkSuite("completed", repo, run.suite, by);
        }
    }

    private Reply rerequest(Call call) {
        Check.Run run = run(call);
        run.suite.requeued = true;
        run.suite.updatedAt = world.now();
        events.checkRun("rerequested", call.repo(), run, call.user(), Json.object());
        return Reply.created(Json.object());
    }

    private Reply rerequestSuite(Call call) {
        Check.Suite suite = suite(call);
        suite.requeued = true;
        suite.updatedAt = world.now();
        events.checkSuite("rerequested", call.repo(), suite, call.user());
        return Reply.created(Json.object());
    }

    /** A button on a check run was pressed. */
    Reply press(Call call) {
        long id = call.id("check_run_id");
        String identifier = call.path("identifier");
        for (Repo repo : world.repos.values()) {
            Check.Run run = repo.runs()
                    .filter(candidate -> candidate.id == id)
                    .findFirst()
                    .orElse(null);
            if (run == null) {
                continue;
            }
            if (!repo.roleOf(call.user()).atLeast(Role.WRITE)) {
                throw repo.roleOf(call.user()) == Role.NONE
                        ? ApiError.notFound()
                        : ApiError.forbidden("Must have push access to use the actions of a check run.");
            }
            boolean offered = false;
            for (JsonNode action : run.actions) {
                offered |= identifier.equals(action.path("identifier").asText());
            }
            if (!offered) {
                throw ApiError.invalid("The check run does not offer the action " + identifier);
            }
            events.checkRun(
                    "requested_action",
                    repo,
                    run,
                    call.user(),
                    Json.object("requested_action", Json.object("identifier", identifier)));
            return Reply.json(202, Json.object());
        }
        throw ApiError.notFound();
    }

    private Reply ofCommit(Call call) {
        String sha = refs.commit(call.repo(), call.path("ref"));
        return runs(
                call,
                call.repo().runs().filter(run -> run.suite.headSha.equals(sha)).toList());
    }

    private Reply runs(Call call, List<Check.Run> all) {
        List<Check.Run> chosen = call.query("filter", "latest").equals("all") ? all : Check.latest(all);
        String name = call.query("check_name");
        String status = call.query("status");
        int appId = call.integer("app_id", 0);
        return call.pageIn(
                "check_runs",
                chosen.stream()
                        .filter(run -> name == null || run.name.equals(name))
                        .filter(run -> status == null || run.status.equals(status))
                        .filter(run -> appId == 0 || world.registeredApp().id == appId)
                        .toList(),
                run -> shapes.run(call.repo(), run));
    }

    private Reply suitesOfCommit(Call call) {
        String sha = refs.commit(call.repo(), call.path("ref"));
        return call.pageIn(
                "check_suites",
                call.repo().suites.stream()
                        .filter(suite -> suite.headSha.equals(sha))
                        .toList(),
                suite -> shapes.suite(call.repo(), suite));
    }
}
