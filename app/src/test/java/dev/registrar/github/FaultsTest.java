package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.registrar.OwnThread;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.RemoteTrouble.QuotaSpent;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.Teams.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final String REPOSITORY = "/repos/acme/platform-catalog";
    private static final String PULL = "GET " + REPOSITORY + "/pulls/7";
    private static final String FILES = PULL + "/files?per_page=100";
    private static final String COMMENT = "POST " + REPOSITORY + "/issues/7/comments";
    private static final String CHECK = "POST " + REPOSITORY + "/check-runs";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app(Duration.ofMillis(500));

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    private static CheckRun run() {
        return new CheckRun(
                "registrar",
                new HeadSha("1".repeat(40)),
                "pr-7",
                Optional.empty(),
                CheckRun.Conclusion.SUCCESS,
                "All gates pass",
                "Nothing to do.",
                "",
                List.of(),
                List.of());
    }

    static Stream<Arguments> brokenExchanges() {
        SocketEffect closed = new SocketEffect.CloseSocket();
        return Stream.of(
                Arguments.of("no answer", new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE)),
                Arguments.of("reset after the request", new MockResponse.Builder().onResponseStart(closed)),
                Arguments.of("reset within the request", new MockResponse.Builder().onRequestBody(closed)),
                Arguments.of(
                        "body cut short",
                        new MockResponse.Builder()
                                .code(201)
                                .body("x".repeat(1 << 20))
                                .onResponseBody(closed)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenExchanges")
    void comment_whoseAnswerIsLost_isSentOnce(String name, MockResponse.Builder response) {
        github.on(COMMENT, response.build());

        assertThatThrownBy(() -> app.comments().create(CATALOG, 7, "Hello")).isInstanceOf(Unavailable.class);

        assertThat(github.sent(COMMENT)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenExchanges")
    void checkRun_whoseAnswerIsLost_isSentOnce(String name, MockResponse.Builder response) {
        github.on(CHECK, response.build());

        assertThatThrownBy(() -> app.checks().publish(CATALOG, run())).isInstanceOf(Unavailable.class);

        assertThat(github.sent(CHECK)).hasSize(1);
    }

    @Test
    void read_onAConnectionThatBroke_isAskedOnceMore() {
        github.on(
                PULL,
                new MockResponse.Builder()
                        .onResponseStart(new SocketEffect.CloseSocket())
                        .build(),
                json(200, resource("answers/pull.json")));

        assertThat(app.pullRequests().get(CATALOG, 7)).isPresent();
    }

    @Test
    void read_thatTakesTooLong_isNotWaitedForTwice() {
        github.on(
                PULL,
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("in time");

        assertThat(github.sent(PULL)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void serverError_ofAnyKind_isTransient(int status) {
        github.on(PULL, json(status, "<html>Unicorn!</html>"))
                .on(FILES, json(status, ""))
                .on(COMMENT, json(status, "{\"message\": \"Server Error\"}"));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> app.pullRequests().files(CATALOG, 7)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> app.comments().create(CATALOG, 7, "x")).isInstanceOf(Unavailable.class);
        assertThat(github.sent(COMMENT)).hasSize(1);
    }

    static Stream<String> unreadable() {
        String whole = resource("answers/pull.json");
        return Stream.of(
                "",
                "   ",
                "null",
                "[]",
                "<html></html>",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"number\": 7", "\"number\": \"7\""),
                whole.replace("\"number\": 7", "\"number\": 99999999999"),
                whole.replace("1".repeat(40), "not-a-commit"),
                whole.replace("\"head\"", "\"tail\""),
                whole.replace("\"full_name\": \"acme/platform-catalog\"", "\"full_name\": \"../etc\""),
                "[".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void answer_thatIsNotOfGitHubsShape_isTransient(String answer) {
        github.on(PULL, json(200, answer));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "<html></html>", "[{\"filename\": 1, ", "{\"message\": \"hello\"}"})
    void answer_thatHub4jCannotRead_isTransient(String answer) {
        github.on(FILES, json(200, answer));

        assertThatThrownBy(() -> app.pullRequests().files(CATALOG, 7)).isInstanceOf(Unavailable.class);
    }

    static Stream<Arguments> limits() {
        Instant now = new TestClock().instant();
        String reset = Long.toString(now.plusSeconds(1200).getEpochSecond());
        String secondary = "{\"message\": \"You have exceeded a secondary rate limit. Please wait a few minutes.\"}";
        String primary = "{\"message\": \"API rate limit exceeded for installation ID 99.\"}";
        return Stream.of(
                Arguments.of("says when", json(403, secondary, "Retry-After", "90"), now.plusSeconds(90)),
                Arguments.of("too many requests", json(429, secondary, "Retry-After", "7"), now.plusSeconds(7)),
                Arguments.of("at once", json(429, secondary, "Retry-After", "0"), now.plusSeconds(1)),
                Arguments.of(
                        "primary",
                        json(403, primary, "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset),
                        now.plusSeconds(1200)),
                Arguments.of(
                        "primary with 429",
                        json(429, primary, "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset),
                        now.plusSeconds(1200)),
                Arguments.of("secondary without a time", json(403, secondary), now.plusSeconds(60)),
                Arguments.of(
                        "secondary while quota is left",
                        json(403, secondary, "x-ratelimit-remaining", "4000", "x-ratelimit-reset", reset),
                        now.plusSeconds(60)),
                Arguments.of(
                        "abuse",
                        json(403, "{\"message\": \"You have triggered an abuse detection mechanism.\"}"),
                        now.plusSeconds(60)),
                Arguments.of("429 without a word", json(429, ""), now.plusSeconds(60)),
                Arguments.of(
                        "Retry-After as a date", json(429, "", "Retry-After", "Fri, 09 Jan 2026"), now.plusSeconds(60)),
                Arguments.of(
                        "an absurd time", json(403, secondary, "Retry-After", "999999999999"), now.plusSeconds(3600)),
                Arguments.of(
                        "a reset that is past",
                        json(403, primary, "x-ratelimit-remaining", "0", "x-ratelimit-reset", "1"),
                        now.plusSeconds(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void limit_ofEitherKind_saysUntilWhen(String name, MockResponse response, Instant until) {
        github.on(PULL, response).on(FILES, response).on(COMMENT, response);

        QuotaSpent spent =
                catchThrowableOfType(QuotaSpent.class, () -> app.pullRequests().get(CATALOG, 7));

        assertThat(spent.until()).isEqualTo(until);
        // Whatever is asked next is refused here, without a request.
        assertThatThrownBy(() -> app.pullRequests().files(CATALOG, 7)).isInstanceOf(QuotaSpent.class);
        assertThatThrownBy(() -> app.comments().create(CATALOG, 7, "x")).isInstanceOf(QuotaSpent.class);
        assertThat(github.calls()).containsExactly(PULL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("limits")
    void limit_onAWriteOfHub4j_isNotSleptOnAndNotRepeated(String name, MockResponse response, Instant until) {
        github.on(CHECK, response);

        QuotaSpent spent =
                catchThrowableOfType(QuotaSpent.class, () -> app.checks().publish(CATALOG, run()));

        assertThat(spent.until()).isEqualTo(until);
        assertThat(github.sent(CHECK)).hasSize(1);
    }

    @Test
    void limit_onceOver_isOver() {
        github.on(PULL, json(429, "", "Retry-After", "30"), json(200, resource("answers/pull.json")));
        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7)).isInstanceOf(QuotaSpent.class);

        github.clock.forward(Duration.ofSeconds(30));

        assertThat(app.pullRequests().get(CATALOG, 7)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resource not accessible by integration",
                "This installation has been suspended",
                "Although you appear to have the correct authorization credentials, the organization has an IP allow list"
            })
    void refusal_thatNoWaitingHelps_isLostAccess(String message) {
        MockResponse refused = json(403, "{\"message\": \"" + message + "\"}", "x-ratelimit-remaining", "4999");
        github.on(PULL, refused).on(FILES, refused).on(COMMENT, refused).on(CHECK, refused);

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7))
                .isInstanceOf(AccessLost.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> app.pullRequests().files(CATALOG, 7)).isInstanceOf(AccessLost.class);
        assertThatThrownBy(() -> app.comments().create(CATALOG, 7, "x")).isInstanceOf(AccessLost.class);
        assertThatThrownBy(() -> app.checks().publish(CATALOG, run())).isInstanceOf(AccessLost.class);
    }

    @Test
    void repository_thatIsGone_isLostAccess() {
        MockResponse gone = json(404, "{\"message\": \"Not Found\"}", "ETag", "\"404\"");
        github.on(FILES, gone).on(COMMENT, gone).on(CHECK, gone);

        assertThatThrownBy(() -> app.pullRequests().files(CATALOG, 7)).isInstanceOf(AccessLost.class);
        assertThatThrownBy(() -> app.comments().create(CATALOG, 7, "x")).isInstanceOf(AccessLost.class);
        assertThatThrownBy(() -> app.checks().publish(CATALOG, run())).isInstanceOf(AccessLost.class);
        assertThat(github.calls()).hasSize(3);
    }

    @Test
    void refusal_thatNobodyExpects_isTriedAgainAndSaysGitHubsWordsOnOneLine() {
        github.on(
                CHECK,
                json(
                        422,
                        "{\"message\": \"Validation\\nFailed\", \"errors\": [\"bad\", {\"message\": \"worse\"}, {}]}"));

        assertThatThrownBy(() -> app.checks().publish(CATALOG, run()))
                .isInstanceOf(Unavailable.class)
                .hasMessageEndingWith("Validation Failed; bad; worse");
    }

    @Test
    void repository_thatWasRenamed_isFollowedForReadsAndWrites() {
        github.on(
                        PULL,
                        json(
                                301,
                                "{\"message\": \"Moved Permanently\"}",
                                "Location",
                                github.url("/repositories/1001/pulls/7")))
                .on("GET /repositories/1001/pulls/7", resource("answers/pull.json"))
                .on(COMMENT, json(307, "", "Location", github.url("/repositories/1001/issues/7/comments")))
                .on("POST /repositories/1001/issues/7/comments", json(201, resource("answers/comment.json")))
                .on(FILES, json(301, "", "Location", "/repositories/1001/pulls/7/files?per_page=100"))
                .on("GET /repositories/1001/pulls/7/files?per_page=100", resource("answers/files.json"));

        assertThat(app.pullRequests().get(CATALOG, 7)).isPresent();
        assertThat(app.pullRequests().files(CATALOG, 7)).hasSize(6);
        assertThat(app.comments().create(CATALOG, 7, "Hello").id()).isEqualTo(31);
        assertThat(GitHubStandIn.body(
                        github.sent("POST /repositories/1001/issues/7/comments").get(0)))
                .contains("Hello");
    }

    @Test
    void redirect_toAnotherRepositoryOrHost_isNotFollowed() {
        String issue = "GET " + REPOSITORY + "/issues/12";
        github.on(issue, json(301, "{}", "Location", github.url("/repositories/2002/issues/3")))
                .on(PULL, json(302, "{}", "Location", "https://elsewhere.example/repositories/1001/pulls/7"));

        assertThat(app.issues().get(CATALOG, 12)).isEmpty();
        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7)).isInstanceOf(Unavailable.class);
    }

    @Test
    void redirect_inACircle_ends() {
        github.on(PULL, json(301, "{}", "Location", github.url("/repositories/1001/pulls/7")))
                .on(
                        "GET /repositories/1001/pulls/7",
                        json(301, "{}", "Location", github.url("/repositories/1001/pulls/7")));

        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("circle");
    }

    @Test
    void nextPage_onAnotherHost_isNotAsked() {
        String reviews = PULL + "/reviews?per_page=100";
        github.on(reviews, json(200, "[]", "Link", "<https://elsewhere.example/steal>; rel=\"next\""));

        assertThatThrownBy(() -> app.pullRequests().reviews(CATALOG, 7))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("outside of its API");
    }

    @Test
    void reading_overKeptConnectionsThatGitHubHasAllClosed_isDoneOverANewOne() {
        String call = "GET /orgs/acme/teams/platform-team/memberships/alice";
        MockResponse last = new MockResponse.Builder()
                .code(200)
                .setHeader("Content-Type", "application/json")
                .body("{\"role\": \"member\", \"state\": \"active\"}")
                .headersDelay(300, TimeUnit.MILLISECONDS) // long enough for both to be under way
                .onResponseEnd(new SocketEffect.CloseSocket())
                .build();
        github.on(call, last, last, json(200, "{\"role\": \"member\", \"state\": \"active\"}"));
        GitHubApp patient = github.app();
        CompletableFuture<Membership> one = CompletableFuture.supplyAsync(() -> membership(patient), OwnThread.EACH);
        await().until(() -> github.sent(call).size() == 1);
        CompletableFuture<Membership> two = CompletableFuture.supplyAsync(() -> membership(patient), OwnThread.EACH);
        assertThat(List.of(one.join(), two.join())).containsOnly(Membership.ACTIVE);

        assertThat(membership(patient)).isEqualTo(Membership.ACTIVE);
    }

    private static Membership membership(GitHubApp app) {
        return app.teams().membership(CATALOG, "platform-team", "alice");
    }
}
