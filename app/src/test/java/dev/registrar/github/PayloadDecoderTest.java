package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.event.Event;
import dev.registrar.event.Event.Ignored;
import dev.registrar.event.EventDecoder.MalformedPayload;
import dev.registrar.pull.Actor;
import dev.registrar.pull.Comment;
import dev.registrar.pull.HeadSha;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadDecoderTest {
    private static final HeadSha HEAD = new HeadSha("1".repeat(40));
    private static final HeadSha BASE = new HeadSha("2".repeat(40));
    private static final Actor ALICE = new Actor(201, "alice", false);
    private static final Actor BOB = new Actor(202, "bob", false);
    private static final Actor GHOST = new Actor(0, "ghost", false);

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void nothingWasAskedOfGitHub() {
        github.close();
        assertThat(github.calls()).isEmpty();
    }

    /** A fixture is named by its event, a dot, and what is special about it. */
    private Event decoded(String fixture) {
        return decoded(fixture.split("\\.", 2)[0], resource("payloads/" + fixture + ".json"));
    }

    private Event decoded(String event, String payload) {
        return app.decoder().decode(event, bytes(payload));
    }

    static Stream<Arguments> events() {
        String queue = "refs/heads/gh-readonly-queue/main/pr-7-" + BASE;
        return Stream.of(
                Arguments.of(
                        "pull_request.opened", new Event.PullRequestChanged(CATALOG, ALICE, "opened", 7, HEAD, "main")),
                Arguments.of(
                        "pull_request.synchronize.fork-gone",
                        new Event.PullRequestChanged(CATALOG, ALICE, "synchronize", 8, HEAD, "main")),
                Arguments.of(
                        "pull_request.synchronize.own",
                        new Event.PullRequestChanged(
                                CATALOG, new Actor(301, "registrar[bot]", true), "synchronize", 7, HEAD, "main")),
                Arguments.of("installation.created", new Event.Reached(99, List.of(1001L, 1002L))),
                Arguments.of("installation_repositories.added", new Event.Reached(99, List.of(1001L))),
                Arguments.of(
                        "issues.opened",
                        new Event.IssueChanged(CATALOG, ALICE, "opened", 12, List.of("registry-request"))),
                Arguments.of(
                        "issue_comment.created",
                        new Event.CommentCreated(
                                CATALOG,
                                ALICE,
                                12,
                                false,
                                List.of("registry-request"),
                                "### Registry name\n\npayments-gateway\n",
                                comment(32, "/approve-registry looks right"))),
                Arguments.of(
                        "issue_comment.created.pull-request",
                        new Event.CommentCreated(CATALOG, ALICE, 7, true, List.of(), "", comment(33, "/recheck"))),
                Arguments.of("pull_request_review.submitted", new Event.ReviewChanged(CATALOG, BOB, "submitted", 7)),
                Arguments.of(
                        "check_run.rerequested",
                        new Event.RerunRequested(CATALOG, ALICE, HEAD, Optional.of("pr-7"), List.of(7))),
                Arguments.of(
                        "check_run.rerequested.fork",
                        new Event.RerunRequested(CATALOG, ALICE, HEAD, Optional.empty(), List.of())),
                Arguments.of(
                        "check_run.requested_action",
                        new Event.ActionRequested(CATALOG, ALICE, HEAD, "fix", Optional.of("pr-7"), List.of(7))),
                Arguments.of(
                        "check_suite.rerequested",
                        new Event.RerunRequested(CATALOG, ALICE, HEAD, Optional.empty(), List.of(7))),
                Arguments.of(
                        "check_suite.rerequested.fork",
                        new Event.RerunRequested(CATALOG, ALICE, HEAD, Optional.empty(), List.of())),
                Arguments.of(
                        "push",
                        new Event.Pushed(
                                CATALOG,
                                ALICE,
                                "main",
                                HEAD,
                                List.of("docs/new.md", "docs/ecr-catalog.yaml", "docs/gone.md"))),
                Arguments.of(
                        "push.no-sender",
                        new Event.Pushed(
                                CATALOG,
                                GHOST,
                                "feature/x",
                                HEAD,
                                List.of("docs/new.md", "docs/ecr-catalog.yaml", "docs/gone.md"))),
                Arguments.of(
                        "merge_group.checks_requested",
                        new Event.MergeGroupRequested(CATALOG, ALICE, HEAD, BASE, "main", queue)));
    }

    private static Comment comment(long id, String body) {
        return new Comment(
                id,
                ALICE,
                false,
                body,
                Instant.parse("2026-01-09T09:45:00Z"),
                "https://github.com/acme/platform-catalog/pull/7#issuecomment-" + id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void event_thatMatters_isDecoded(String fixture, Event expected) {
        assertThat(decoded(fixture)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void excerpt_ofAnEventThatMatters_decodesToTheSame(String fixture, Event expected) {
        String name = fixture.split("\\.", 2)[0];

        byte[] excerpt = app.decoder().excerpt(name, bytes(resource("payloads/" + fixture + ".json")));

        assertThat(app.decoder().decode(name, excerpt)).isEqualTo(expected);
        assertThat(app.decoder().excerpt(name, excerpt)).isEqualTo(excerpt);
    }

    @Test
    void name_thatNoExcerptKeeps_cannotBeReadOfAWholePayloadEither() throws Exception {
        JsonPart payload = JsonPart.ofPayload(Json.MAPPER.readTree("{\"a\": {\"b\": 1}}"), Set.of("a"));

        assertThatThrownBy(() -> payload.at("a").optional("b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a.b is read");
    }

    @Test
    void excerpt_ofAPullRequest_leavesOutItsWordsAndLinks() {
        String payload = """
                {"action": "opened", "number": 7,
                 "pull_request": {"number": 7, "title": "secret plans", "body": "more of them", "labels": [],
                  "_links": {"self": {"href": "https://example.com/7", "id": 5}}, "requested_reviewers": [{"id": 3}],
                  "head": {"label": "acme:x", "ref": "x", "sha": "%s", "repo": null}, "base": {"ref": "main"}},
                 "installation": {"id": 99, "node_id": "MDIz"}}
                """.formatted(HEAD);

        assertThat(excerpt("pull_request", payload))
                .isEqualTo("{\"action\":\"opened\",\"number\":7,\"pull_request\":{\"number\":7,\"labels\":[],\"head\":{"
                        + "\"ref\":\"x\",\"sha\":\"" + HEAD + "\",\"repo\":null},\"base\":{\"ref\":\"main\"}},"
                        + "\"installation\":{\"id\":99}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"naïve 🎉 字", "\\ud83c half a pair", "\\u0000 \\\" \\\\ \\n", "\u2028"})
    void excerpt_ofAComment_keepsEachCharacter(String words) {
        String payload =
                resource("payloads/issue_comment.created.json").replace("/approve-registry looks right", words);
        byte[] excerpt = app.decoder().excerpt("issue_comment", bytes(payload));

        Event.CommentCreated kept = (Event.CommentCreated) app.decoder().decode("issue_comment", excerpt);

        assertThat(kept.comment().body()).isEqualTo(unescaped(words));
    }

    private static String unescaped(String words) {
        return words.replace("\\ud83c", "\ud83c")
                .replace("\\u0000", "\0")
                .replace("\\\"", "\"")
                .replace("\\n", "\n")
                .replace("\\\\", "\\");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void excerpt_ofNoShapeAtAll_isRefusedOrAnObject(String payload) {
        try {
            assertThat(excerpt("pull_request", payload)).startsWith("{").endsWith("}");
        } catch (MalformedPayload refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(100).doesNotContain("hunter2");
        }
    }

    private String excerpt(String event, String payload) {
        return new String(app.decoder().excerpt(event, bytes(payload)), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request.labeled, nothing follows from this action",
        "pull_request.opened.no-installation, no installation",
        "issues.assigned, nothing follows from this action",
        "issues.closed.pull-request, 'a pull request, not an issue'",
        "issue_comment.created.bot, a bot's comment",
        "issue_comment.created.through-app, a comment made through an App",
        "issue_comment.edited, nothing follows from this action",
        "pull_request_review.edited, nothing follows from this action",
        "check_run.rerequested.other-app, another App's check run",
        "check_run.completed, nothing follows from this action",
        "check_suite.requested, nothing follows from this action",
        "push.tag, not a branch",
        "push.deleted, a branch was deleted",
        "merge_group.destroyed, nothing follows from this action",
        "ping, nothing follows from this event",
        "installation.suspend, nothing follows from this action",
    })
    void event_thatMeansNothing_isIgnoredWithTheReason(String fixture, String reason) {
        assertThat(decoded(fixture)).isEqualTo(new Ignored(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request.opened",
        "issues.opened",
        "issue_comment.created",
        "pull_request_review.submitted",
        "check_run.rerequested",
        "check_suite.rerequested",
        "push",
        "merge_group.checks_requested",
    })
    void event_withoutAnInstallation_isIgnored(String fixture) {
        String event = fixture.split("\\.", 2)[0];
        String payload = resource("payloads/" + fixture + ".json");

        assertThat(decoded(event, payload.replace("\"installation\":", "\"uninstalled\":")))
                .isEqualTo(new Ignored("no installation"));
        assertThat(decoded(event, payload.replaceFirst("(?s)\"installation\": \\{[^}]*}", "\"installation\": null")))
                .isEqualTo(new Ignored("no installation"));
    }

    @Test
    void label_ofAnotherBot_isNotOurs() {
        assertThat(decoded("issues.labeled.own")).isInstanceOf(Event.IssueChanged.class);
    }

    @ParameterizedTest
    @CsvSource({
        "pull_request.opened, \"pull_request\":, no pull_request",
        "pull_request.opened, \"repository\":, no repository",
        "pull_request.opened, \"default_branch\":, no repository.default_branch",
        "pull_request.opened, \"head\":, no pull_request.head",
        "pull_request.opened, \"action\":, no action",
        "issue_comment.created, \"comment\":, no comment",
        "issue_comment.created, \"login\":, no sender.login",
        "check_run.requested_action, \"requested_action\":, no requested_action",
        "check_run.rerequested, \"check_run\":, no check_run",
        "check_run.rerequested, \"head_sha\":, no check_run.head_sha",
        "check_suite.rerequested, \"check_suite\":, no check_suite",
        "push, \"ref\":, no ref",
        "push, \"after\":, no after",
        "merge_group.checks_requested, \"base_sha\":, no merge_group.base_sha",
    })
    void payload_withoutAPartThatGitHubAlwaysSends_namesIt(String fixture, String part, String message) {
        String payload = resource("payloads/" + fixture + ".json").replace(part, "\"something-else\":");

        assertThatThrownBy(() -> decoded(fixture.split("\\.", 2)[0], payload))
                .isInstanceOf(MalformedPayload.class)
                .hasMessage(message);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "42",
                "{",
                "{\"action\": \"opened\"",
                "{\"action\": {\"secret\": \"hunter2\"}}",
                "{\"action\": [\"opened\"]}",
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                "[".repeat(200_000),
                "{\"action\": " + "9".repeat(50_000) + "}",
                "{\"action\": \"hunter2",
                "\u0000",
                "{\"\": 1, \"action\": null}");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void payload_ofNoShapeAtAll_isMalformedAndNotQuoted(String payload) {
        assertThatThrownBy(() -> decoded("pull_request", payload))
                .isInstanceOf(MalformedPayload.class)
                .hasNoCause()
                .satisfies(refused ->
                        assertThat(refused.getMessage()).hasSizeLessThan(100).doesNotContain("hunter2"));
    }

    @Test
    void payload_thatWouldFillTheMemory_isMalformed() {
        String absurd = "{\"action\": \"opened\", \"a\": [" + "{},".repeat(3_000_000) + "{}]}";

        assertThatThrownBy(() -> decoded("pull_request", absurd)).isInstanceOf(MalformedPayload.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "}", "{}", "null", ","})
    void payload_withSomethingBehindIt_isMalformed(String more) {
        String payload = resource("payloads/pull_request.opened.json") + " " + more;

        assertThatThrownBy(() -> decoded("pull_request", payload)).isInstanceOf(MalformedPayload.class);
    }

    @Test
    void payload_thatIsNotUtf8_isMalformed() {
        byte[] broken = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};

        assertThatThrownBy(() -> app.decoder().decode("pull_request", broken)).isInstanceOf(MalformedPayload.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"number\": 7 | \"number\": 0",
                "\"number\": 7 | \"number\": -7",
                "\"number\": 7 | \"number\": 7.5",
                "\"number\": 7 | \"number\": \"7\"",
                "\"number\": 7 | \"number\": 1e400",
                "\"number\": 7 | \"number\": 99999999999999999999",
                "\"id\": 1001 | \"id\": 0",
                "\"id\": 99 | \"id\": true",
                "1111111111111111111111111111111111111111 | main; rm -rf",
                "1111111111111111111111111111111111111111 | 1111111111111111111111111111111111111111\\n",
                "\"full_name\": \"acme/platform-catalog\" | \"full_name\": \"acme\"",
                "\"full_name\": \"acme/platform-catalog\" | \"full_name\": \"acme/../..\"",
                "\"full_name\": \"acme/platform-catalog\" | \"full_name\": \"acme/x?y=1\"",
            })
    void payload_withAValueOfTheWrongKind_isMalformed(String right, String wrong) {
        String payload = resource("payloads/pull_request.opened.json").replace(right, wrong);

        assertThatThrownBy(() -> decoded("pull_request", payload)).isInstanceOf(MalformedPayload.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no_such_event", "pull_request\n", "PULL_REQUEST"})
    void event_thatNobodyKnows_isIgnored(String name) {
        assertThat(decoded(name, "{}")).isInstanceOf(Ignored.class);
    }

    @Test
    void label_setByOurselves_isIgnoredOnceTheBotIsKnown() {
        try (GitHubStandIn known = new GitHubStandIn()) {
            known.on("GET /app", resource("answers/app.json"));
            GitHubApp ours = known.app();
            ours.identity().slug();

            byte[] payload = bytes(resource("payloads/issues.labeled.own.json"));

            assertThat(ours.decoder().decode("issues", payload)).isEqualTo(new Ignored("an own label"));
        }
    }
}
