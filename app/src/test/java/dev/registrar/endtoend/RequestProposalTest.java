package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.CATALOG;
import static dev.registrar.endtoend.RequestStage.MARKER;
import static dev.registrar.endtoend.RequestStage.REPOSITORY;
import static dev.registrar.endtoend.RequestStage.configuration;
import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Approved requests that come in by a pull request. */
class RequestProposalTest {
    private static final String APPROVE = "/approve-registry";

    @TempDir
    Path folder;

    private final HastyClock clock = new HastyClock(20);
    private RequestStage stage;

    @BeforeEach
    void start() {
        stage = RequestStage.start(folder, clock);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private void byPullRequest() {
        stage.configure(configuration("approvals: {teams: [platform-team]}\ncommits: {mode: pull-request}\n"));
    }

    @Test
    void request_whereSoConfigured_becomesAPullRequest_andIsClosedByItsMerge() {
        byPullRequest();
        String before = stage.catalog();
        int number = stage.requested("media-proposed");
        stage.granted("paula", number, APPROVE);
        int pull = pullRequest("registrar/request-" + number);
        assertThat(stage.comment(number, MARKER, "to be merged")).contains("waits in #" + pull);
        assertThat(stage.catalog()).isEqualTo(before);
        JsonNode opened = stage.person("paula").get("/pulls/" + pull);
        assertThat(opened.at("/user/login").asText()).isEqualTo("registrar[bot]");
        assertThat(opened.get("body").asText())
                .contains("#" + number, "Approved-by: @paula (id 102)", "Registrar-Audit: ");
        assertThat(stage.person("paula").get("/pulls/" + pull + "/files")).hasSize(2);
        concluded(opened.at("/head/sha").asText(), "registrar", "success");
        stage.send("paula", "PUT", "/pulls/" + pull + "/merge", Map.of("merge_method", "squash"));
        stage.committed(number);
        assertThat(stage.catalog()).containsOnlyOnce("\n  media-proposed:\n");
    }

    private void concluded(String head, String check, String conclusion) {
        stage.until(check + " to be " + conclusion, () -> {
            JsonNode runs = stage.person("paula").get("/commits/" + head + "/check-runs?per_page=100");
            for (JsonNode run : runs.get("check_runs")) {
                if (run.get("name").asText().equals(check)
                        && run.path("conclusion").asText().equals(conclusion)) {
                    return Optional.of(true);
                }
            }
            return Optional.empty();
        });
    }

    @Test
    void approvalsOfTheRequest_holdForExactlyItsEntryAndDocuments_andForNothingElse() {
        stage.configure(configuration("approvals: {teams: [platform-team]}\ncommits: {mode: pull-request}\n")
                .replace("  docs:", "  backstage: catalog/resources/ecr-registry.yaml\n  docs:"));
        int number = stage.asked("mia", form("media-carried", "app-team-media", "high"));
        stage.comment(number, MARKER, "Waiting for 2 approvals");
        stage.granted("paula", number, APPROVE);
        stage.comment(number, MARKER, "1 of 2");
        stage.granted("pavel", number, APPROVE);
        String branch = "registrar/request-" + number;
        int pull = pullRequest(branch);
        String head =
                stage.person("paula").get("/pulls/" + pull).at("/head/sha").asText();
        concluded(head, "registrar/approval", "success");
        concluded(head, "registrar", "success");
        assertThat(stage.person("paula").get("/pulls/" + pull + "/files").findValuesAsText("filename"))
                .containsExactlyInAnyOrder(CATALOG, "docs/REGISTRY_CATALOG.md", "catalog/resources/ecr-registry.yaml");
        assertThat(stage.refused("mia", pull, APPROVE)).contains("not a member of a team");
        String text = stage.person("mia").read(CATALOG, branch);
        stage.person("mia").write(CATALOG, branch, text + "# One more line.\n", "Add a line");
        String newer = stage.until(
                "the newer head",
                () -> Optional.of(stage.person("paula")
                                .get("/pulls/" + pull)
                                .at("/head/sha")
                                .asText())
                        .filter(sha -> !sha.equals(head)));
        concluded(newer, "registrar/approval", "action_required");
    }

    private int pullRequest(String branch) {
        return pullRequest(branch, pull -> true);
    }

    private int pullRequest(String branch, Predicate<JsonNode> which) {
        return stage.until("a pull request from " + branch, () -> {
            for (JsonNode pull : stage.person("paula").get("/pulls?state=all")) {
                if (pull.at("/head/ref").asText().equals(branch) && which.test(pull)) {
                    return Optional.of(pull.get("number").asInt());
                }
            }
            return Optional.empty();
        });
    }

    @Test
    void branch_thatRefusesTheCommit_getsAPullRequest_withTheReason() {
        stage.github().setUp().protect(REPOSITORY, "main");
        int number = stage.requested("media-protected");
        stage.granted("paula", number, APPROVE);
        int pull = pullRequest("registrar/request-" + number);
        assertThat(stage.comment(number, MARKER, "waits in #" + pull))
                .contains("Changes must be made through a pull request.");
        stage.github().setUp().unprotect(REPOSITORY, "main");
        stage.send("paula", "PUT", "/pulls/" + pull + "/merge", Map.of("merge_method", "merge"));
        stage.committed(number);
    }

    @Test
    void pullRequest_closedWithoutAMerge_leavesTheRequestOpen_andRecheckMakesAnother() {
        byPullRequest();
        int number = stage.requested("media-closed");
        stage.granted("paula", number, APPROVE);
        int pull = pullRequest("registrar/request-" + number);
        stage.comment(number, MARKER, "waits in #" + pull);
        stage.send("paula", "PATCH", "/pulls/" + pull, Map.of("state", "closed"));
        stage.comment(number, MARKER, "#" + pull + " was closed without being merged");
        assertThat(stage.issue(number).get("state").asText()).isEqualTo("open");
        stage.granted("mia", number, "/recheck");
        int second = pullRequest("registrar/request-" + number + "-2");
        stage.comment(number, MARKER, "waits in #" + second);
    }

    @Test
    void request_changedWhileItsPullRequestIsOpen_isUpForApprovalAgain() {
        byPullRequest();
        int number = stage.requested("media-moved");
        stage.granted("paula", number, APPROVE);
        int pull = pullRequest("registrar/request-" + number);
        stage.comment(number, MARKER, "waits in #" + pull);
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("body", form("media-shifted", "app-team-media", "low")));
        assertThat(stage.comment(number, MARKER, "Waiting for one approval"))
                .contains("#" + pull + " has what the request said before");
        stage.granted("paula", number, APPROVE);
        int second = pullRequest("registrar/request-" + number + "-2");
        assertThat(stage.comment(number, MARKER, "waits in #" + second)).contains("media-shifted:");
        assertThat(stage.person("paula").read(CATALOG, "registrar/request-" + number + "-2"))
                .contains("\n  media-shifted:\n")
                .doesNotContain("media-moved");
    }

    @ParameterizedTest
    @CsvSource({"POST, .*/git/trees", "PATCH, .*/git/refs/.*"})
    void commit_thatRegistrarMayNotMake_isToldWithTheWayOut(String method, String path) {
        String denied = "{\"message\": \"Resource not accessible by integration\"}";
        stage.github().fail(Fault.answer(method, path, 403, denied));
        int number = stage.requested("media-denied");
        stage.granted("paula", number, APPROVE);
        assertThat(stage.comment(number, MARKER, "the commit was refused"))
                .contains("Resource not accessible by integration", "`/recheck`");
        stage.granted("paula", number, "/recheck");
        stage.committed(number);
    }

    @Test
    void branch_thatSomebodyMadeBefore_isNotProposed() {
        byPullRequest();
        int number = stage.requested("media-squatted");
        stage.person("ana").branch("registrar/request-" + number);
        stage.granted("paula", number, APPROVE);
        stage.comment(number, MARKER, "There is a branch registrar/request-" + number + " already");
        assertThat(stage.person("paula").get("/pulls?state=all")).isEmpty();
    }

    @Test
    void answerThatIsLost_whileAPullRequestIsMade_makesNoSecondOne() {
        byPullRequest();
        int number = stage.requested("media-lost");
        stage.github().fail(Fault.closeConnection("POST", ".*/git/refs").afterTheEffect());
        stage.github().fail(Fault.closeConnection("POST", ".*/pulls").afterTheEffect());
        stage.granted("paula", number, APPROVE);
        int pull = pullRequest("registrar/request-" + number);
        stage.comment(number, MARKER, "waits in #" + pull);
        assertThat(stage.person("paula").get("/pulls?state=all")).hasSize(1);
    }
}
