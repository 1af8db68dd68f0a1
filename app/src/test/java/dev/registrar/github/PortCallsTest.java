package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.INSTALLATION;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.pull.CheckRun;
import dev.registrar.pull.Comments;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Issues;
import dev.registrar.pull.PullRequests;
import dev.registrar.pull.RepositoryName;
import dev.registrar.pull.Survey;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each method of each port asks of GitHub, and nothing else: one row for each. */
class PortCallsTest {
    private static final String R = "/repos/acme/platform-catalog";
    private static final HeadSha HEAD = new HeadSha("1".repeat(40));
    private static final HeadSha BASE = new HeadSha("2".repeat(40));

    /** A call of a port, the answers it gets, and the requests that it makes. */
    private record Row(
            String method, Function<GitHubApp, Object> call, Map<String, MockResponse> answers, String expected) {
        List<String> requests() {
            return List.copyOf(answers.keySet());
        }

        @Override
        public String toString() {
            return method;
        }
    }

    private static Row row(String method, Function<GitHubApp, Object> call, String request, MockResponse answer) {
        return row(method, call, request, answer, "");
    }

    private static Row row(
            String method, Function<GitHubApp, Object> call, String request, MockResponse answer, String expected) {
        return new Row(method, call, Map.of(request, answer), expected);
    }

    private static MockResponse ok(String resource) {
        return json(200, resource("answers/" + resource + ".json"));
    }

    private static Object done(Runnable call) {
        call.run();
        return "";
    }

    static Stream<Row> rows() {
        return Stream.of(pullRequests(), contents(), checks(), comments(), issues(), commits(), teams(), others())
                .flatMap(Function.identity());
    }

    /** Every request that any method of any port makes, such as {@code GET /repos/acme/platform-catalog}. */
    static List<String> requestsOfAllPorts() {
        return rows().flatMap(row -> row.requests().stream()).distinct().toList();
    }

    private static Stream<Row> pullRequests() {
        return Stream.of(
                row("PullRequests.get", app -> app.pullRequests().get(CATALOG, 7), "GET " + R + "/pulls/7", ok("pull")),
                row(
                        "PullRequests.compare",
                        app -> app.pullRequests().compare(CATALOG, "release/1", HEAD),
                        "GET " + R + "/compare/release%2F1..." + HEAD + "?per_page=1",
                        ok("comparison")),
                row(
                        "PullRequests.uncompared",
                        app -> app.pullRequests().uncompared(CATALOG, 8).isPresent(),
                        "GET " + R + "/pulls/8",
                        json(404, "{\"message\": \"Not Found\"}"),
                        "false"),
                row(
                        "PullRequests.files",
                        app -> app.pullRequests().files(CATALOG, 7).size(),
                        "GET " + R + "/pulls/7/files?per_page=100",
                        ok("files"),
                        "6"),
                row(
                        "PullRequests.people",
                        app -> app.pullRequests().people(CATALOG, 7),
                        "GET " + R + "/pulls/7/commits?per_page=100",
                        ok("commits")),
                row(
                        "PullRequests.open",
                        app -> app.pullRequests().open(CATALOG, "main").size(),
                        "GET " + R + "/pulls?state=open&per_page=100&base=main",
                        ok("pulls"),
                        "3"),
                row(
                        "PullRequests.openWithHead",
                        app -> app.pullRequests().openWithHead(CATALOG, HEAD).size(),
                        "GET " + R + "/pulls?state=open&per_page=100",
                        ok("pulls"),
                        "2"),
                row(
                        "PullRequests.reviews",
                        app -> app.pullRequests().reviews(CATALOG, 7).size(),
                        "GET " + R + "/pulls/7/reviews?per_page=100",
                        ok("reviews"),
                        "3"),
                row(
                        "PullRequests.from",
                        app -> app.pullRequests()
                                .from(CATALOG, "registrar/request-7")
                                .size(),
                        "GET " + R + "/pulls?state=all&head=acme%3Aregistrar%2Frequest-7&per_page=100",
                        ok("pulls"),
                        "3"),
                row(
                        "PullRequests.propose",
                        app -> app.pullRequests().propose(CATALOG, "Add a", "registrar/request-7", "main", "Why"),
                        "POST " + R + "/pulls",
                        json(201, resource("answers/pull.json")),
                        "7"),
                row(
                        "PullRequests.queued",
                        app -> app.pullRequests().queued(CATALOG, BASE, HEAD).map(List::size),
                        "GET " + R + "/compare/" + BASE + "..." + HEAD + "?per_page=100",
                        json(
                                200,
                                "{\"commits\": [{\"sha\": \"" + HEAD
                                        + "\", \"commit\": {\"message\": \"Add a (#7)\"}}]}"),
                        "Optional[1]"),
                row(
                        "PullRequests.shownLines",
                        app -> app.pullRequests().shownLines(CATALOG, 7, "a.yaml"),
                        "GET " + R + "/pulls/7/files?per_page=100",
                        json(200, "[{\"filename\": \"a.yaml\", \"patch\": \"@@ -1,2 +1,3 @@ version\"}]"),
                        "[LineRange[first=1, last=3]]"),
                row(
                        "PullRequests.remark",
                        app -> done(() -> app.pullRequests()
                                .remark(
                                        CATALOG,
                                        7,
                                        HEAD,
                                        "Repairs",
                                        List.of(new PullRequests.LineRemark("a.yaml", 2, 3, "So")))),
                        "POST " + R + "/pulls/7/reviews",
                        json(200, "{\"id\": 80, \"state\": \"COMMENTED\"}")));
    }

    private static Stream<Row> contents() {
        MockResponse blob = new MockResponse.Builder().body("version: \"1\"\n").build();
        String blobCall = "GET " + R + "/git/blobs/" + "4".repeat(40);
        return Stream.of(
                new Row(
                        "Contents.at",
                        app -> app.contents()
                                .at(CATALOG, HEAD, "docs/ecr-catalog.yaml")
                                .match(String::new, "", what -> what),
                        Map.of("GET " + R + "/contents/docs?ref=" + HEAD, ok("folder"), blobCall, blob),
                        "version: \"1\"\n"),
                new Row(
                        "Contents.onBranch",
                        app -> app.contents()
                                .onBranch(CATALOG, "main", "docs/ecr-catalog.yaml")
                                .match(String::new, "", what -> what),
                        Map.of("GET " + R + "/contents/docs", ok("folder"), blobCall, blob),
                        "version: \"1\"\n"),
                row(
                        "Contents.filesIn",
                        app -> app.contents().filesIn(CATALOG, HEAD, "docs"),
                        "GET " + R + "/contents/docs?ref=" + HEAD,
                        ok("folder"),
                        "[docs/a.md, docs/ecr-catalog.yaml, docs/huge.bin]"),
                row(
                        "Contents.filesBelow",
                        app -> app.contents().filesBelow(CATALOG, HEAD, "envs"),
                        "GET " + R + "/git/trees/" + HEAD + "?recursive=1",
                        json(
                                200,
                                "{\"sha\": \"" + HEAD + "\", \"truncated\": false, \"tree\": ["
                                        + "{\"path\": \"envs\", \"mode\": \"040000\", \"sha\": \"" + BASE + "\"},"
                                        + "{\"path\": \"envs/a.tf\", \"mode\": \"100644\", \"sha\": \"" + BASE
                                        + "\", \"size\": 3}]}"),
                        "Optional[[envs/a.tf]]"));
    }

    private static Stream<Row> checks() {
        CheckRun run = new CheckRun(
                "registrar/schema",
                HEAD,
                "pr-7",
                Optional.of("https://registrar.example.com/7"),
                CheckRun.Conclusion.ACTION_REQUIRED,
                "One fault",
                "Summary",
                "Text",
                List.of(),
                List.of(new CheckRun.Action("Fix", "Commits the mechanical fixes", "fix")));
        return Stream.of(
                row(
                        "Checks.publish",
                        app -> app.checks().publish(CATALOG, run),
                        "POST " + R + "/check-runs",
                        json(201, resource("answers/check-run.json")),
                        "61"),
                row(
                        "Checks.on",
                        app -> app.checks().on(CATALOG, HEAD),
                        "GET " + R + "/commits/" + HEAD + "/check-runs?app_id=4711&filter=latest&per_page=100",
                        ok("check-runs")));
    }

    private static Stream<Row> comments() {
        return Stream.of(
                row(
                        "Comments.own",
                        app -> app.comments().own(CATALOG, 7).size(),
                        "GET " + R + "/issues/7/comments?per_page=100",
                        ok("comments"),
                        "2"),
                row(
                        "Comments.get",
                        app -> app.comments().get(CATALOG, 31),
                        "GET " + R + "/issues/comments/31",
                        ok("comment")),
                row(
                        "Comments.create",
                        app -> app.comments().create(CATALOG, 7, "Hello").id(),
                        "POST " + R + "/issues/7/comments",
                        json(201, resource("answers/comment.json")),
                        "31"),
                row(
                        "Comments.edit",
                        app -> app.comments().edit(CATALOG, 31, "Hello").isPresent(),
                        "PATCH " + R + "/issues/comments/31",
                        ok("comment"),
                        "true"),
                row(
                        "Comments.react",
                        app -> done(() -> app.comments().react(CATALOG, 32, Comments.Reaction.EYES)),
                        "POST " + R + "/issues/comments/32/reactions",
                        json(201, "{\"id\": 1, \"content\": \"eyes\"}")));
    }

    private static Stream<Row> issues() {
        return Stream.of(
                row("Issues.get", app -> app.issues().get(CATALOG, 12), "GET " + R + "/issues/12", ok("issue")),
                row(
                        "Issues.openWithLabel",
                        app -> app.issues()
                                .openWithLabel(CATALOG, "registry-request")
                                .size(),
                        "GET " + R + "/issues?state=open&labels=registry-request&per_page=100",
                        ok("issues"),
                        "2"),
                row(
                        "Issues.open",
                        app -> app.issues().open(CATALOG, "Drift", "Text", List.of("registry-drift")),
                        "POST " + R + "/issues",
                        ok("issue"),
                        "12"),
                row(
                        "Issues.edit",
                        app -> done(() -> app.issues().edit(CATALOG, 12, "Text")),
                        "PATCH " + R + "/issues/12",
                        ok("issue")),
                row(
                        "Issues.reopen",
                        app -> done(() -> app.issues().reopen(CATALOG, 12)),
                        "PATCH " + R + "/issues/12",
                        ok("issue")),
                row(
                        "Issues.close",
                        app -> done(() -> app.issues().close(CATALOG, 12, Issues.CloseReason.NOT_PLANNED)),
                        "PATCH " + R + "/issues/12",
                        ok("issue")),
                row(
                        "Issues.addLabels",
                        app -> done(
                                () -> app.issues().addLabels(CATALOG, 12, List.of("registry-request", "sla-breach"))),
                        "POST " + R + "/issues/12/labels",
                        json(200, "[]")),
                row(
                        "Issues.makeLabel",
                        app -> done(
                                () -> app.issues().makeLabel(CATALOG, "registry-request", "1d76db", "Asks for one")),
                        "POST " + R + "/labels",
                        json(422, "{\"message\": \"Validation Failed\"}")),
                row(
                        "Issues.removeLabel",
                        app -> done(() -> app.issues().removeLabel(CATALOG, 12, "needs work/now")),
                        "DELETE " + R + "/issues/12/labels/needs%20work%2Fnow",
                        json(200, "[]")));
    }

    private static Stream<Row> commits() {
        String sha = "{\"sha\": \"" + HEAD + "\"}";
        return Stream.of(
                row(
                        "Commits.tip",
                        app -> app.commits().tip(CATALOG, "feature/x"),
                        "GET " + R + "/git/ref/heads/feature/x",
                        json(
                                200,
                                "{\"ref\": \"refs/heads/feature/x\", \"object\": {\"type\": \"commit\", \"sha\": \""
                                        + HEAD + "\"}}"),
                        "Optional[" + HEAD + "]"),
                new Row(
                        "Commits.prepare",
                        app -> app.commits()
                                .prepare(CATALOG, BASE, List.of(new FileChange("a.md", Optional.of("x"))), "Add a"),
                        Map.of(
                                "GET " + R + "/git/commits/" + BASE,
                                json(
                                        200,
                                        "{\"sha\": \"" + BASE + "\", \"tree\": {\"sha\": \"" + "7".repeat(40) + "\"}}"),
                                "POST " + R + "/git/trees",
                                json(201, "{\"sha\": \"" + "8".repeat(40) + "\"}"),
                                "POST " + R + "/git/commits",
                                json(201, sha)),
                        HEAD.value()),
                row(
                        "Commits.advance",
                        app -> app.commits().advance(CATALOG, "feature/x", HEAD),
                        "PATCH " + R + "/git/refs/heads/feature/x",
                        json(200, "{\"object\": " + sha + "}"),
                        "Moved[]"),
                row(
                        "Commits.branch",
                        app -> app.commits().branch(CATALOG, "registrar/request-7", HEAD),
                        "POST " + R + "/git/refs",
                        json(201, "{\"ref\": \"refs/heads/registrar/request-7\", \"object\": " + sha + "}"),
                        "Moved[]"),
                row(
                        "Commits.contains",
                        app -> app.commits().contains(CATALOG, "main", HEAD),
                        "GET " + R + "/compare/" + HEAD + "...main?per_page=1",
                        json(200, "{\"status\": \"ahead\", \"ahead_by\": 3, \"behind_by\": 0}"),
                        "true"));
    }

    private static Stream<Row> teams() {
        return Stream.of(
                row(
                        "Teams.team",
                        app -> app.teams().team(CATALOG, "platform-team"),
                        "GET /orgs/acme/teams/platform-team",
                        json(200, "{\"id\": 5, \"slug\": \"platform-team\", \"name\": \"Platform\", \"parent\": null}"),
                        "Optional[Team[id=5, slug=platform-team, name=Platform]]"),
                row(
                        "Teams.membership",
                        app -> app.teams().membership(CATALOG, "platform-team", "alice"),
                        "GET /orgs/acme/teams/platform-team/memberships/alice",
                        json(200, "{\"url\": \"u\", \"role\": \"maintainer\", \"state\": \"active\"}"),
                        "ACTIVE"),
                row(
                        "Teams.organizationRole",
                        app -> app.teams().organizationRole(CATALOG, "alice"),
                        "GET /orgs/acme/memberships/alice",
                        json(200, "{\"url\": \"u\", \"state\": \"active\", \"role\": \"admin\"}"),
                        "OWNER"),
                row(
                        "Teams.permission",
                        app -> app.teams().permission(CATALOG, "registrar[bot]"),
                        "GET " + R + "/collaborators/registrar%5Bbot%5D/permission",
                        json(200, "{\"permission\": \"write\", \"role_name\": \"maintain\", \"user\": null}"),
                        "WRITE"));
    }

    private static Stream<Row> others() {
        return Stream.of(
                row(
                        "Repositories.named",
                        app -> app.repositories().named(INSTALLATION, new RepositoryName("acme", "platform-catalog")),
                        "GET " + R,
                        json(
                                200,
                                "{\"id\": 1001, \"full_name\": \"acme/platform-catalog\", \"default_branch\": \"main\"}"),
                        "Optional[" + CATALOG + "]"),
                row(
                        "Survey.repositories",
                        app -> app.survey().repositories(INSTALLATION, 200),
                        "GET /installation/repositories?per_page=100",
                        json(
                                200,
                                "{\"total_count\": 2, \"repositories\": ["
                                        + "{\"id\": 1001, \"full_name\": \"acme/platform-catalog\", \"default_branch\": \"main\"},"
                                        + "{\"id\": 1002, \"full_name\": \"acme/a-fork\", \"default_branch\": \"main\","
                                        + " \"fork\": true}]}"),
                        "[" + CATALOG + "]"),
                row(
                        "Survey.files",
                        app -> app.survey().files(CATALOG),
                        "GET " + R + "/git/trees/main?recursive=1",
                        json(
                                200,
                                "{\"sha\": \"x\", \"truncated\": false, \"tree\": ["
                                        + "{\"path\": \"a.tf\", \"mode\": \"100644\", \"type\": \"blob\", \"size\": 7,"
                                        + " \"sha\": \"b1\"},"
                                        + "{\"path\": \"link\", \"mode\": \"120000\", \"type\": \"blob\", \"size\": 4}]}"),
                        "Listing[files=[File[path=a.tf, size=7, blob=b1]], complete=true]"),
                row(
                        "Survey.read",
                        app -> app.survey().read(CATALOG, new Survey.File("a.tf", 7, "b1")).length,
                        "GET " + R + "/git/blobs/b1",
                        new MockResponse.Builder().body("# empty").build(),
                        "7"),
                row(
                        "Installations.active",
                        app -> app.installations().active(),
                        "GET /app/installations?per_page=100",
                        json(
                                200,
                                "[{\"id\": 5, \"suspended_at\": null},"
                                        + " {\"id\": 6, \"suspended_at\": \"2026-01-09T09:00:00Z\"}]"),
                        "[5]"),
                row(
                        "Installations.repositories",
                        app -> app.installations().repositories(INSTALLATION),
                        "GET /installation/repositories?per_page=100",
                        json(
                                200,
                                "{\"total_count\": 2, \"repositories\": ["
                                        + "{\"id\": 1001, \"full_name\": \"acme/platform-catalog\","
                                        + " \"default_branch\": \"main\", \"open_issues_count\": 4},"
                                        + " {\"id\": 1002, \"full_name\": \"acme/old\","
                                        + " \"default_branch\": \"main\", \"archived\": true}]}"),
                        "[Reached[repository=" + CATALOG + ", open=4]]"),
                row(
                        "HookDeliveries.failedSince",
                        app -> app.hookDeliveries()
                                .failedSince(Instant.parse("2026-01-09T09:00:00Z"))
                                .size(),
                        "GET /app/hook/deliveries?status=failure&per_page=100",
                        ok("deliveries"),
                        "1"),
                row(
                        "HookDeliveries.redeliver",
                        app -> done(() -> app.hookDeliveries().redeliver(900)),
                        "POST /app/hook/deliveries/900/attempts",
                        json(202, "{}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void method_ofAPort_makesExactlyTheseRequests(Row row) {
        try (GitHubStandIn github = new GitHubStandIn()) {
            row.answers().forEach(github::on);

            Object result = row.call().apply(github.app());

            assertThat(github.calls()).containsExactlyInAnyOrderElementsOf(row.requests());
            if (!row.expected().isEmpty()) {
                assertThat(result).hasToString(row.expected());
            }
        }
    }

    @Test
    void rows_coverEveryMethodOfEveryPort() {
        Set<String> methods = new TreeSet<>();
        for (Method port : GitHubApp.class.getMethods()) {
            Class<?> type = port.getReturnType();
            boolean aPort = type.isInterface() && type.getName().startsWith("dev.registrar");
            if (aPort && !type.getSimpleName().equals("EventDecoder")) {
                for (Method method : type.getMethods()) {
                    methods.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertThat(rows().map(Row::method)).containsExactlyInAnyOrderElementsOf(methods);
    }
}
