package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.body;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.registrar.pull.Actor;
import dev.registrar.pull.Issue;
import dev.registrar.pull.Issues.CloseReason;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteIssuesTest {
    private static final String R = "/repos/acme/platform-catalog";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    @Test
    void issue_asGitHubShowsIt_isReadWhole() {
        github.on("GET " + R + "/issues/12", resource("answers/issue.json"));

        assertThat(app.issues().get(CATALOG, 12))
                .contains(new Issue(
                        12,
                        "Registry: payments-gateway",
                        "### Registry name\n\npayments-gateway\n",
                        new Actor(201, "alice", false),
                        Set.of("registry-request"),
                        true,
                        Instant.parse("2026-01-09T08:00:00Z"),
                        "https://github.com/acme/platform-catalog/issues/12"));
    }

    @Test
    void issue_thatIsGoneOrAPullRequest_isEmpty() {
        github.on("GET " + R + "/issues/7", resource("answers/issue-that-is-a-pull.json"))
                .on("GET " + R + "/issues/8", json(410, "{\"message\": \"This issue was deleted\"}"))
                .on("GET " + R + "/issues/9", json(404, "{\"message\": \"Not Found\"}"));

        assertThat(app.issues().get(CATALOG, 7)).isEmpty();
        assertThat(app.issues().get(CATALOG, 8)).isEmpty();
        assertThat(app.issues().get(CATALOG, 9)).isEmpty();
    }

    @Test
    void issues_withALabel_leaveOutPullRequests() {
        github.on(
                "GET " + R + "/issues?state=open&labels=registry-request&per_page=100",
                resource("answers/issues.json"));

        assertThat(app.issues().openWithLabel(CATALOG, "registry-request"))
                .extracting(Issue::number)
                .containsExactly(12, 13);
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, completed", "NOT_PLANNED, not_planned"})
    void issue_closed_saysWhy(CloseReason reason, String word) {
        String call = "PATCH " + R + "/issues/12";
        github.on(call, resource("answers/issue.json"));

        app.issues().close(CATALOG, 12, reason);

        assertThat(body(github.sent(call).get(0)))
                .contains("\"state\":\"closed\"")
                .contains("\"state_reason\":\"" + word + "\"");
    }

    @Test
    void label_thatIsNotThere_isRemovedWithoutComplaint() {
        github.on("DELETE " + R + "/issues/12/labels/x", json(404, "{\"message\": \"Label does not exist\"}"));

        assertThatCode(() -> app.issues().removeLabel(CATALOG, 12, "x")).doesNotThrowAnyException();
    }
}
