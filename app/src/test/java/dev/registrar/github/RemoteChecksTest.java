package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.body;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.CheckRun.Annotation;
import dev.registrar.pull.Checks;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteChecksTest {
    private static final String CREATE = "POST /repos/acme/platform-catalog/check-runs";
    private static final String UPDATE = "PATCH /repos/acme/platform-catalog/check-runs/61";
    private static final HeadSha HEAD = new HeadSha("1".repeat(40));

    private final GitHubStandIn github = new GitHubStandIn()
            .on(CREATE, json(201, resource("answers/check-run.json")))
            .on(UPDATE, resource("answers/check-run.json"));
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    private static CheckRun run(int annotations) {
        List<Annotation> made = IntStream.rangeClosed(1, annotations)
                .mapToObj(line -> new Annotation(
                        "catalog.yaml",
                        line,
                        line,
                        Optional.of(3),
                        Optional.of(9),
                        Annotation.Level.FAILURE,
                        "POL-ECR-002-R01",
                        "Line " + line))
                .toList();
        return new CheckRun(
                "registrar/naming",
                HEAD,
                "pr-7",
                Optional.of("https://registrar.example.com/runs/7"),
                CheckRun.Conclusion.FAILURE,
                "Faults",
                "A summary",
                "Details",
                made,
                List.of(new CheckRun.Action("Fix", "Commits the mechanical fixes", "fix")));
    }

    private List<JsonNode> bodies(String call) {
        List<JsonNode> bodies = new ArrayList<>();
        for (RecordedRequest request : github.sent(call)) {
            try {
                bodies.add(new ObjectMapper().readTree(body(request)));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return bodies;
    }

    @Test
    void run_withFewAnnotations_isOneRequest() {
        assertThat(app.checks().publish(CATALOG, run(50))).isEqualTo(61);

        JsonNode body = bodies(CREATE).get(0);
        assertThat(body.path("name").asText()).isEqualTo("registrar/naming");
        assertThat(body.path("head_sha").asText()).isEqualTo(HEAD.value());
        assertThat(body.path("external_id").asText()).isEqualTo("pr-7");
        assertThat(body.path("details_url").asText()).isEqualTo("https://registrar.example.com/runs/7");
        assertThat(body.path("status").asText()).isEqualTo("completed");
        assertThat(body.path("conclusion").asText()).isEqualTo("failure");
        assertThat(body.at("/output/title").asText()).isEqualTo("Faults");
        assertThat(body.at("/output/summary").asText()).isEqualTo("A summary");
        assertThat(body.at("/output/text").asText()).isEqualTo("Details");
        assertThat(body.at("/output/annotations")).hasSize(50);
        assertThat(body.at("/output/annotations/0").toString())
                .isEqualTo("{\"path\":\"catalog.yaml\",\"start_line\":1,\"end_line\":1,"
                        + "\"annotation_level\":\"failure\",\"message\":\"Line 1\",\"start_column\":3,"
                        + "\"end_column\":9,\"title\":\"POL-ECR-002-R01\"}");
        assertThat(body.at("/actions/0/identifier").asText()).isEqualTo("fix");
        assertThat(github.calls()).containsExactly(CREATE);
    }

    @Test
    void run_withManyAnnotations_isConcludedByTheLastOfThem() {
        assertThat(app.checks().publish(CATALOG, run(120))).isEqualTo(61);

        assertThat(github.calls()).containsExactly(CREATE, UPDATE, UPDATE);
        List<JsonNode> all = new ArrayList<>(bodies(CREATE));
        all.addAll(bodies(UPDATE));
        assertThat(all)
                .extracting(body -> body.path("status").asText())
                .containsExactly("in_progress", "in_progress", "completed");
        assertThat(all).extracting(body -> body.has("conclusion")).containsExactly(false, false, true);
        assertThat(all).extracting(body -> body.has("actions")).containsExactly(false, false, true);
        assertThat(all)
                .extracting(body -> body.at("/output/annotations").size())
                .containsExactly(50, 50, 20);
        assertThat(all.get(2).at("/output/annotations/19/message").asText()).isEqualTo("Line 120");
    }

    @Test
    void run_whoseSecondBatchFails_isNotConcluded() {
        github.on(UPDATE, json(502, ""));

        assertThatThrownBy(() -> app.checks().publish(CATALOG, run(51))).isInstanceOf(Unavailable.class);

        assertThat(bodies(CREATE).get(0).has("conclusion")).isFalse();
    }

    @Test
    void annotation_overSeveralLines_hasNoColumns() {
        CheckRun plain = run(0);
        Annotation tall = new Annotation(
                "a.tf", 1, 4, Optional.of(2), Optional.of(5), Annotation.Level.NOTICE, "", "Over four lines");
        app.checks()
                .publish(
                        CATALOG,
                        new CheckRun(
                                plain.name(),
                                HEAD,
                                "x",
                                Optional.empty(),
                                CheckRun.Conclusion.NEUTRAL,
                                "t",
                                "s",
                                "",
                                List.of(tall),
                                List.of()));

        JsonNode body = bodies(CREATE).get(0);
        assertThat(body.at("/output/annotations/0").toString())
                .isEqualTo("{\"path\":\"a.tf\",\"start_line\":1,\"end_line\":4,"
                        + "\"annotation_level\":\"notice\",\"message\":\"Over four lines\"}");
        assertThat(body.has("details_url")).isFalse();
        assertThat(body.path("output").has("text")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, success",
        "FAILURE, failure",
        "ACTION_REQUIRED, action_required",
        "NEUTRAL, neutral",
    })
    void conclusion_ofEachKind_isSaidInGitHubsWords(CheckRun.Conclusion conclusion, String word) {
        CheckRun run =
                new CheckRun("registrar", HEAD, "x", Optional.empty(), conclusion, "t", "s", "", List.of(), List.of());

        app.checks().publish(CATALOG, run);

        assertThat(bodies(CREATE).get(0).path("conclusion").asText()).isEqualTo(word);
    }

    @Test
    void runs_onACommit_areOurNewestOfEachName() {
        github.on(
                "GET /repos/acme/platform-catalog/commits/" + HEAD
                        + "/check-runs?app_id=4711&filter=latest&per_page=100",
                resource("answers/check-runs.json"));

        assertThat(app.checks().on(CATALOG, HEAD))
                .containsExactly(
                        new Checks.Published(61, "registrar", "pr-7", true),
                        new Checks.Published(62, "registrar/schema", "", false));
    }
}
