package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.registrar.pull.CheckRun;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.QuotaSpent;
import dev.registrar.pull.Repository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final String PULL = "GET /repos/acme/platform-catalog/pulls/7";
    private static final String COMMENT = "POST /repos/acme/platform-catalog/issues/7/comments";

    private final GitHubStandIn github = new GitHubStandIn().on(COMMENT, json(201, resource("answers/comment.json")));
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    private String epoch(Duration fromNow) {
        return Long.toString(github.clock.instant().plus(fromNow).getEpochSecond());
    }

    @Test
    void quota_asGitHubLastSaid_isShownForEachInstallation() {
        github.on(
                PULL,
                json(
                        200,
                        resource("answers/pull.json"),
                        "x-ratelimit-limit",
                        "5000",
                        "x-ratelimit-remaining",
                        "4987",
                        "x-ratelimit-reset",
                        epoch(Duration.ofMinutes(20))));

        app.pullRequests().get(CATALOG, 7);

        Instant reset = github.clock.instant().plus(Duration.ofMinutes(20));
        assertThat(app.quota()).containsExactly(new QuotaLevel(99, 5000, 4987, reset));
    }

    @Test
    void quota_usedUpByASuccess_isNotAskedBeyond() {
        github.on(
                PULL,
                json(
                        200,
                        resource("answers/pull.json"),
                        "x-ratelimit-limit",
                        "5000",
                        "x-ratelimit-remaining",
                        "0",
                        "x-ratelimit-reset",
                        epoch(Duration.ofMinutes(20))));
        assertThat(app.pullRequests().get(CATALOG, 7)).isPresent();

        QuotaSpent spent =
                catchThrowableOfType(QuotaSpent.class, () -> app.pullRequests().get(CATALOG, 7));

        assertThat(spent.until()).isEqualTo(github.clock.instant().plus(Duration.ofMinutes(20)));
        assertThat(github.sent(PULL)).hasSize(1);
    }

    @Test
    void quota_ofOneInstallation_leavesAnotherAlone() {
        Repository other = new Repository(3003, CATALOG.name(), "main", 100);
        github.on(PULL, json(429, "", "Retry-After", "60"), json(200, resource("answers/pull.json")));
        assertThatThrownBy(() -> app.pullRequests().get(CATALOG, 7)).isInstanceOf(QuotaSpent.class);

        assertThat(app.pullRequests().get(other, 7)).isPresent();
    }

    @Test
    void writes_whereTheServerCountsNothing_areNotPaced() {
        for (int i = 0; i < 200; i++) {
            app.comments().create(CATALOG, 7, "x");
        }

        assertThat(github.sent(COMMENT)).hasSize(200);
    }

    @Test
    void checkRuns_tellNobody_andAreNotPaced() {
        countsRequests();
        String publish = "POST /repos/acme/platform-catalog/check-runs";
        github.on(publish, json(201, "{\"id\": 5}"));
        CheckRun run = new CheckRun(
                "registrar",
                new HeadSha("1".repeat(40)),
                "7",
                Optional.empty(),
                CheckRun.Conclusion.SUCCESS,
                "Fine",
                "All is well.",
                "",
                List.of(),
                List.of());
        for (int i = 0; i < 200; i++) {
            app.checks().publish(CATALOG, run);
        }

        assertThat(github.sent(publish)).hasSize(200);
    }

    @Test
    void content_moreThanGitHubAllowsInAMinute_isDeferredAndNotSleptOn() {
        countsRequests();
        for (int i = 0; i < 40; i++) {
            app.comments().create(CATALOG, 7, "x");
        }
        github.clock.forward(Duration.ofSeconds(20));
        for (int i = 0; i < 40; i++) {
            app.comments().create(CATALOG, 7, "x");
        }

        QuotaSpent spent =
                catchThrowableOfType(QuotaSpent.class, () -> app.comments().create(CATALOG, 7, "x"));

        assertThat(spent.until()).isEqualTo(github.clock.instant().plusSeconds(40));
        assertThat(github.sent(COMMENT)).hasSize(80);
        assertThat(app.pullRequests().get(CATALOG, 7)).isPresent();
        github.clock.forward(Duration.ofSeconds(40));
        assertThat(app.comments().create(CATALOG, 7, "x").id()).isEqualTo(31);
    }

    /** Lets the server say, once, that it has limits and that they are far away. */
    private void countsRequests() {
        github.on(
                PULL,
                json(
                        200,
                        resource("answers/pull.json"),
                        "x-ratelimit-limit",
                        "5000",
                        "x-ratelimit-remaining",
                        "4987",
                        "x-ratelimit-reset",
                        epoch(Duration.ofMinutes(20))));
        app.pullRequests().get(CATALOG, 7);
    }
}
