package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.body;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.Commits.RefUpdate;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteCommitsTest {
    private static final String R = "/repos/acme/platform-catalog";
    private static final HeadSha PARENT = new HeadSha("2".repeat(40));
    private static final HeadSha COMMIT = new HeadSha("6".repeat(40));
    private static final String ADVANCE = "PATCH " + R + "/git/refs/heads/main";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    @Test
    void commit_ofSeveralFiles_isOneTreeOnTheParentsWithoutAnAuthor() throws IOException {
        github.on(
                        "GET " + R + "/git/commits/" + PARENT,
                        "{\"sha\": \"" + PARENT + "\", \"tree\": {\"sha\": \"" + "7".repeat(40) + "\"}}")
                .on("GET " + R + "/contents/docs?ref=" + PARENT, resource("answers/folder.json"))
                .on("GET " + R + "/git/blobs/" + "c".repeat(40), json(200, "old\n"))
                .on("POST " + R + "/git/trees", json(201, "{\"sha\": \"" + "8".repeat(40) + "\"}"))
                .on("POST " + R + "/git/commits", json(201, "{\"sha\": \"" + COMMIT + "\", \"verification\": {}}"));

        HeadSha made = app.commits()
                .prepare(
                        CATALOG,
                        PARENT,
                        List.of(
                                new FileChange("catalog.yaml", Optional.of("version: \"1\"\r\n# é\n")),
                                new FileChange("docs/a.md", Optional.empty()),
                                new FileChange("docs/never-was.md", Optional.empty())),
                        "Add payments-gateway\n\nRegistry-Request: #12");

        assertThat(made).isEqualTo(COMMIT);
        JsonNode tree = sent("POST " + R + "/git/trees");
        assertThat(tree.path("base_tree").asText()).isEqualTo("7".repeat(40));
        assertThat(tree.path("tree")).hasSize(2);
        assertThat(tree.at("/tree/0/content").asText()).isEqualTo("version: \"1\"\r\n# é\n");
        assertThat(tree.at("/tree/0/mode").asText()).isEqualTo("100644");
        assertThat(tree.at("/tree/1/path").asText()).isEqualTo("docs/a.md");
        assertThat(tree.at("/tree/1/sha").isNull()).isTrue();
        JsonNode commit = sent("POST " + R + "/git/commits");
        assertThat(commit.path("message").asText()).isEqualTo("Add payments-gateway\n\nRegistry-Request: #12");
        assertThat(commit.path("tree").asText()).isEqualTo("8".repeat(40));
        assertThat(commit.path("parents").toString()).isEqualTo("[\"" + PARENT + "\"]");
        assertThat(commit).hasSize(3);
    }

    private JsonNode sent(String call) throws IOException {
        return new ObjectMapper().readTree(body(github.sent(call).get(0)));
    }

    @Test
    void branch_moved_isNeverForced() {
        github.on(ADVANCE, "{\"object\": {\"sha\": \"" + COMMIT + "\"}}");

        assertThat(app.commits().advance(CATALOG, "main", COMMIT)).isEqualTo(new RefUpdate.Moved());

        assertThat(body(github.sent(ADVANCE).get(0)))
                .contains("\"force\":false")
                .contains(COMMIT.value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | Update is not a fast forward",
                "422 | Reference update failed",
                "409 | Conflict",
                "409 | is at 1 but expected 2: cannot lock ref 'refs/heads/main'",
            })
    void branch_thatSomebodyElseMoved_isALostRace(int status, String words) {
        github.on(ADVANCE, json(status, "{\"message\": \"" + words + "\"}"));

        assertThat(app.commits().advance(CATALOG, "main", COMMIT)).isEqualTo(new RefUpdate.LostRace());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | 2 of 2 required status checks are expected.",
                "422 | Repository rule violations found\\n\\nChanges must be made through a pull request.",
                "422 | Cannot update this protected ref.",
                "409 | Could not update file: Required status check \\\"ci\\\" is expected.",
                "403 | You are not authorized to push to this branch.",
                "422 | Reference does not exist",
                "422 | Something that nobody has seen yet",
            })
    void branch_thatARuleProtects_isRefusedInGitHubsWords(int status, String words) {
        github.on(ADVANCE, json(status, "{\"message\": \"" + words + "\"}"));

        RefUpdate update = app.commits().advance(CATALOG, "main", COMMIT);

        assertThat(update).isInstanceOf(RefUpdate.Refused.class);
        assertThat(((RefUpdate.Refused) update).reason())
                .isEqualTo(words.replace("\\n\\n", " ").replace("\\\"", "\""));
    }

    @Test
    void branch_withoutThePermission_isLostAccess() {
        github.on(ADVANCE, json(403, "{\"message\": \"Resource not accessible by integration\"}"));

        assertThatThrownBy(() -> app.commits().advance(CATALOG, "main", COMMIT)).isInstanceOf(AccessLost.class);
    }

    @Test
    void tip_ofNoSuchBranchOrAnEmptyRepository_isEmpty() {
        github.on("GET " + R + "/git/ref/heads/x", json(404, "{\"message\": \"Not Found\"}"))
                .on("GET " + R + "/git/ref/heads/main", json(409, "{\"message\": \"Git Repository is empty.\"}"));

        assertThat(app.commits().tip(CATALOG, "x")).isEmpty();
        assertThat(app.commits().tip(CATALOG, "main")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ahead, true", "identical, true", "behind, false", "diverged, false"})
    void commit_inABranch_isToldByItsComparison(String status, boolean contained) {
        String call = "GET " + R + "/compare/" + COMMIT + "...main?per_page=1";
        github.on(call, "{\"status\": \"" + status + "\"}");

        assertThat(app.commits().contains(CATALOG, "main", COMMIT)).isEqualTo(contained);
    }

    @Test
    void commit_thatIsUnknown_isInNoBranch() {
        github.on("GET " + R + "/compare/" + COMMIT + "...main?per_page=1", json(404, "{\"message\": \"Not Found\"}"));

        assertThat(app.commits().contains(CATALOG, "main", COMMIT)).isFalse();
    }
}
