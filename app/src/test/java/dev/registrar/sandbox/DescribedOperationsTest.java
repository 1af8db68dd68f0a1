package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call that GitHub's description lists is answered, with a status that it lists. */
class DescribedOperationsTest {
    private static final List<String> SPOKEN_ELSEWHERE = List.of("/app-manifests/{code}/conversions");

    @TempDir
    Path folder;

    @Test
    void everyReadingOfTheDescription_isAnswered() throws Exception {
        try (Bench bench = Bench.open(folder);
                InputStream in = DescribedOperationsTest.class.getResourceAsStream("/sandbox/github-api-subset.json")) {
            JsonNode paths = new ObjectMapper().readTree(in).get("paths");
            Map<String, String> values = story(bench);
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, JsonNode> path : paths.properties()) {
                if (!path.getValue().has("get") || SPOKEN_ELSEWHERE.contains(path.getKey())) {
                    continue;
                }
                try {
                    Rest.Answer answer = caller(bench, path.getKey()).get(filled(path.getKey(), values));
                    boolean described = path.getValue().at("/get/responses").has(Integer.toString(answer.status()));
                    if (answer.status() >= 300 || !described) {
                        wrong.add(path.getKey() + " " + answer.status() + " " + answer.text());
                    }
                } catch (AssertionError e) {
                    wrong.add(e.getMessage());
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    /** Something of everything, and the names by which it is asked for. */
    private static Map<String, String> story(Bench bench) throws Exception {
        String head = bench.branch("ana", "topic", "README.md", "# New\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.github.setUp().protect("acme/platform-catalog", "topic", "registrar");
        Rest bot = bench.bot();
        Rest.Answer run = bot.post(Bench.CATALOG + "/check-runs", Map.of("name", "registrar", "head_sha", head));
        Rest.Answer comment = bot.post(Bench.CATALOG + "/issues/" + number + "/comments", Map.of("body", "Hello"));
        bench.settle();
        String delivery = bench.with(bench.jwt()).get("/app/hook/deliveries").at("/0/id");
        JsonNode commit = bot.get(Bench.CATALOG + "/git/commits/" + head).json();
        String blob = bot.get(Bench.CATALOG + "/contents/README.md").at("/sha");
        return Map.ofEntries(
                Map.entry("owner", "acme"),
                Map.entry("repo", "platform-catalog"),
                Map.entry("org", "acme"),
                Map.entry("username", "paula"),
                Map.entry("team_slug", "platform-team"),
                Map.entry("installation_id", Long.toString(bench.app.installationId())),
                Map.entry("delivery_id", delivery),
                Map.entry("branch", "topic"),
                Map.entry("check_run_id", run.at("/id")),
                Map.entry("check_suite_id", run.at("/check_suite/id")),
                Map.entry("commit_sha", head),
                Map.entry("ref", "heads/topic"),
                Map.entry("basehead", "main...topic"),
                Map.entry("path", "README.md"),
                Map.entry("file_sha", blob),
                Map.entry("tree_sha", commit.at("/tree/sha").asText()),
                Map.entry("comment_id", comment.at("/id")),
                Map.entry("issue_number", Integer.toString(number)),
                Map.entry("pull_number", Integer.toString(number)),
                Map.entry("name", "approved"));
    }

    private static String filled(String template, Map<String, String> values) {
        String path = template.contains("/commits/{ref}") ? template.replace("{ref}", "topic") : template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    private static Rest caller(Bench bench, String template) throws Exception {
        if (template.startsWith("/app") || template.endsWith("/installation")) {
            return bench.with(bench.jwt());
        }
        if (template.startsWith("/user") || template.endsWith("/protection")) {
            return bench.as("olga");
        }
        return bench.bot();
    }
}
