package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckRunTest {
    private static final String RUNS = Bench.CATALOG + "/check-runs";
    private static final Map<String, Object> ANNOTATION =
            Map.of("path", "README.md", "start_line", 1, "end_line", 1, "annotation_level", "failure", "message", "m");

    @TempDir
    Path folder;

    private Bench bench;
    private String head = "";

    @BeforeEach
    void start() throws Exception {
        bench = Bench.open(folder);
        head = bench.branch("ana", "topic", "README.md", "# New\n");
        bench.pull("ana", "topic", "Topic");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private Map<String, Object> run(String name, int annotations) {
        Map<String, Object> run = new HashMap<>();
        run.put("name", name);
        run.put("head_sha", head);
        run.put("external_id", "1:abc");
        run.put("status", "completed");
        run.put("conclusion", "failure");
        run.put("output", output(annotations));
        run.put("actions", List.of(Map.of("label", "Fix", "description", "Commit the fix", "identifier", "fix")));
        return run;
    }

    private static Map<String, Object> output(int annotations) {
        return Map.of(
                "title", "1 problem", "summary", "s", "annotations", Collections.nCopies(annotations, ANNOTATION));
    }

    @Test
    void run_belongsToTheAppAndThePullRequest() throws Exception {
        Rest.Answer run = bench.bot().post(RUNS, run("registrar/naming", 1));
        assertThat(run.status()).as(run.text()).isEqualTo(201);
        assertThat(run.at("/app/slug")).isEqualTo("registrar");
        assertThat(run.at("/pull_requests/0/number")).isEqualTo("1");
        assertThat(run.at("/output/annotations_count")).isEqualTo("1");
        assertThat(bench.bot().get(RUNS + "/" + run.at("/id") + "/annotations").at("/0/message"))
                .isEqualTo("m");
        bench.settle();
        assertThat(bench.receiver.names())
                .containsSubsequence("check_run.created", "check_run.completed", "check_suite.completed");
    }

    @Test
    void annotations_areAdded_andFiftyAtMostAtOnce() throws Exception {
        Rest bot = bench.bot();
        assertThat(bot.post(RUNS, run("a", 51)).status()).isEqualTo(422);
        Rest.Answer run = bot.post(RUNS, run("a", 50));
        Rest.Answer more = bot.patch(RUNS + "/" + run.at("/id"), Map.of("output", output(5)));
        assertThat(more.at("/output/annotations_count")).isEqualTo("55");
    }

    @Test
    void columns_acrossLines_areRefused() throws Exception {
        Map<String, Object> annotation = new HashMap<>(ANNOTATION);
        annotation.put("end_line", 2);
        annotation.put("start_column", 3);
        Map<String, Object> run = run("a", 0);
        run.put("output", Map.of("title", "t", "summary", "s", "annotations", List.of(annotation)));
        assertThat(bench.bot().post(RUNS, run).status()).isEqualTo(422);
    }

    @Test
    void list_hasTheLatestOfEachName() throws Exception {
        Rest bot = bench.bot();
        bot.post(RUNS, run("a", 0));
        Rest.Answer second = bot.post(RUNS, run("a", 0));
        bot.post(RUNS, run("b", 0));
        JsonNode latest = bot.get(Bench.CATALOG + "/commits/topic/check-runs?check_name=a")
                .json();
        assertThat(latest.get("total_count").asInt()).isEqualTo(1);
        assertThat(latest.at("/check_runs/0/id").asText()).isEqualTo(second.at("/id"));
        assertThat(bot.get(Bench.CATALOG + "/commits/" + head + "/check-runs?filter=all")
                        .at("/total_count"))
                .isEqualTo("3");
        JsonNode suites = bot.get(Bench.CATALOG + "/commits/topic/check-suites").json();
        assertThat(suites.at("/check_suites/0/conclusion").asText()).isEqualTo("failure");
        String suite = suites.at("/check_suites/0/id").asText();
        assertThat(bot.get(Bench.CATALOG + "/check-suites/" + suite + "/check-runs")
                        .at("/total_count"))
                .isEqualTo("2");
    }

    @Test
    void rerun_ofOneAndOfAll_isAskedForByPeople() throws Exception {
        Rest.Answer run = bench.bot().post(RUNS, run("a", 0));
        assertThat(bench.as("ana")
                        .post(RUNS + "/" + run.at("/id") + "/rerequest", null)
                        .status())
                .isEqualTo(201);
        bench.as("ana").post(Bench.CATALOG + "/check-suites/" + run.at("/check_suite/id") + "/rerequest", null);
        bench.settle();
        Receiver.Hook one = bench.receiver.last("check_run.rerequested");
        assertThat(one.at("/check_run/external_id")).isEqualTo("1:abc");
        assertThat(one.at("/sender/login")).isEqualTo("ana");
        assertThat(bench.receiver.last("check_suite.rerequested").at("/check_suite/head_sha"))
                .isEqualTo(head);
        assertThat(bench.as("eve")
                        .post(RUNS + "/" + run.at("/id") + "/rerequest", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void button_isPressedByWhoMayWrite() throws Exception {
        String id = bench.bot().post(RUNS, run("a", 0)).at("/id");
        Rest ana = new Rest(bench.github.url(), "person_ana");
        Rest eve = new Rest(bench.github.url(), "person_eve");
        assertThat(ana.post("/_sandbox/check-runs/" + id + "/actions/fix", null).status())
                .isEqualTo(202);
        bench.settle();
        assertThat(bench.receiver.last("check_run.requested_action").at("/requested_action/identifier"))
                .isEqualTo("fix");
        assertThat(ana.post("/_sandbox/check-runs/" + id + "/actions/other", null)
                        .status())
                .isEqualTo(422);
        assertThat(eve.post("/_sandbox/check-runs/" + id + "/actions/fix", null).status())
                .isEqualTo(403);
        assertThat(bench.own()
                        .post("/_sandbox/check-runs/" + id + "/actions/fix", null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void people_cannotWriteChecks() throws Exception {
        assertThat(bench.as("olga").post(RUNS, run("a", 0)).status()).isEqualTo(403);
        Map<String, Object> nowhere = run("a", 0);
        nowhere.put("head_sha", "0".repeat(40));
        assertThat(bench.bot().post(RUNS, nowhere).status()).isEqualTo(422);
    }
}
