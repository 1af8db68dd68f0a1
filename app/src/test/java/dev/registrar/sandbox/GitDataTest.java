package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitDataTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.open(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private String tree(Rest rest, String base, List<Map<String, Object>> entries) throws Exception {
        Rest.Answer answer = rest.post(Bench.CATALOG + "/git/trees", Map.of("base_tree", base, "tree", entries));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/sha");
    }

    private Rest.Answer commit(Rest rest, String tree, String parent) throws Exception {
        return rest.post(
                Bench.CATALOG + "/git/commits",
                Map.of("message", "One commit\n\nRegistry-Request: #1", "tree", tree, "parents", List.of(parent)));
    }

    @Test
    void commitOfTheApp_withoutNames_isSignedForIt() throws Exception {
        Rest bot = bench.bot();
        String tip = bench.tip("main");
        String tree = tree(bot, tip, List.of(Map.of("path", "docs/a.md", "mode", "100644", "content", "hällo\n")));
        JsonNode commit = commit(bot, tree, tip).json();
        assertThat(commit.at("/verification/verified").asBoolean()).isTrue();
        assertThat(commit.at("/verification/reason").asText()).isEqualTo("valid");
        assertThat(commit.at("/author/email").asText())
                .isEqualTo(bench.app.botUserId() + "+registrar[bot]@users.noreply.github.com");
        assertThat(commit.at("/committer/name").asText()).isEqualTo("GitHub");
        Rest.Answer moved = bot.patch(
                Bench.CATALOG + "/git/refs/heads/main",
                Map.of("sha", commit.get("sha").asText(), "force", false));
        assertThat(moved.status()).isEqualTo(200);
        Rest.Answer raw =
                bot.get(Bench.CATALOG + "/contents/docs/a.md", Map.of("Accept", "application/vnd.github.raw+json"));
        assertThat(raw.text()).isEqualTo("hällo\n");
        assertThat(bot.get(Bench.CATALOG + "/contents/README.md").status()).isEqualTo(200);
    }

    @Test
    void commitWithNames_orOfAPerson_isUnsigned() throws Exception {
        String tip = bench.tip("main");
        Map<String, Object> body = Map.of(
                "message",
                "m",
                "tree",
                bench.bot().get(Bench.CATALOG + "/git/commits/" + tip).at("/tree/sha"),
                "parents",
                List.of(tip));
        Map<String, Object> named = new HashMap<>(body);
        named.put("author", Map.of("name", "Someone", "email", "someone@acme.example"));
        assertThat(bench.bot().post(Bench.CATALOG + "/git/commits", named).at("/verification/reason"))
                .isEqualTo("unsigned");
        Rest.Answer own = bench.as("ana").post(Bench.CATALOG + "/git/commits", body);
        assertThat(own.at("/verification/verified")).isEqualTo("false");
        assertThat(own.at("/author/name")).isEqualTo("Ana Silva");
        assertThat(bench.bot().get(Bench.CATALOG + "/commits/" + own.at("/sha")).at("/author/login"))
                .isEqualTo("ana");
    }

    @Test
    void writersOfOneBranch_race_andOneWins() throws Exception {
        String tip = bench.tip("main");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "race-" + i;
                Rest bot = bench.bot();
                writers.add(() -> {
                    String tree = tree(bot, tip, List.of(Map.of("path", name, "mode", "100644", "content", name)));
                    String sha = commit(bot, tree, tip).at("/sha");
                    return bot.patch(Bench.CATALOG + "/git/refs/heads/main", Map.of("sha", sha))
                            .status();
                });
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> end : pool.invokeAll(writers)) {
                statuses.add(end.get());
            }
            assertThat(statuses).containsOnlyOnce(200).contains(422);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void staleUpdate_saysSo() throws Exception {
        String before = bench.tip("main");
        bench.commit("ana", "main", "a.txt", "a");
        Rest bot = bench.bot();
        String sha = commit(
                        bot, tree(bot, before, List.of(Map.of("path", "b", "mode", "100644", "content", "b"))), before)
                .at("/sha");
        Rest.Answer answer = bot.patch(Bench.CATALOG + "/git/refs/heads/main", Map.of("sha", sha));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/message")).isEqualTo("Update is not a fast forward");
        assertThat(bot.patch(Bench.CATALOG + "/git/refs/heads/main", Map.of("sha", sha, "force", true))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refs_createTwiceMatchAndDelete() throws Exception {
        Rest bot = bench.bot();
        Map<String, String> body = Map.of("ref", "refs/heads/registrar/a", "sha", bench.tip("main"));
        assertThat(bot.post(Bench.CATALOG + "/git/refs", body).status()).isEqualTo(201);
        Rest.Answer again = bot.post(Bench.CATALOG + "/git/refs", body);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.at("/message")).isEqualTo("Reference already exists");
        assertThat(bot.get(Bench.CATALOG + "/git/matching-refs/heads/regis").json())
                .hasSize(1);
        assertThat(bot.delete(Bench.CATALOG + "/git/refs/heads/registrar/a").status())
                .isEqualTo(204);
        assertThat(bot.get(Bench.CATALOG + "/git/ref/heads/registrar/a").status())
                .isEqualTo(404);
    }

    @Test
    void tree_deletesByNull_andOnlyWhatIsThere() throws Exception {
        Rest bot = bench.bot();
        Map<String, Object> gone = new HashMap<>(Map.of("path", "README.md", "mode", "100644", "type", "blob"));
        gone.put("sha", null);
        String tree = tree(bot, bench.tip("main"), List.of(gone));
        JsonNode entries = bot.get(Bench.CATALOG + "/git/trees/" + tree + "?recursive=1")
                .json()
                .get("tree");
        assertThat(entries)
                .extracting(entry -> entry.get("path").asText())
                .doesNotContain("README.md")
                .contains(".github/registrar.yml");
        gone.put("path", "nowhere.md");
        Rest.Answer missing =
                bot.post(Bench.CATALOG + "/git/trees", Map.of("base_tree", bench.tip("main"), "tree", List.of(gone)));
        assertThat(missing.status()).isEqualTo(422);
    }

    @Test
    void contents_putWithStaleOrMissingSha_isRefused() throws Exception {
        Rest ana = bench.as("ana");
        String path = Bench.CATALOG + "/contents/README.md";
        String stale = "0123456789012345678901234567890123456789";
        Rest.Answer conflict = ana.put(path, Map.of("message", "m", "content", "eA==", "sha", stale));
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.at("/message")).isEqualTo("README.md does not match " + stale);
        assertThat(ana.put(path, Map.of("message", "m", "content", "eA==")).status())
                .isEqualTo(422);
        assertThat(ana.put(path, Map.of("message", "m", "content", "eA==", "branch", "nowhere"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void contents_overAMegabyte_areEmptyInJson() throws Exception {
        bench.commit("ana", "main", "big.txt", "x".repeat(1024 * 1024 + 1));
        Rest.Answer answer = bench.bot().get(Bench.CATALOG + "/contents/big.txt");
        assertThat(answer.at("/content")).isEmpty();
        assertThat(answer.at("/encoding")).isEqualTo("none");
        assertThat(answer.json().get("size").asInt()).isEqualTo(1024 * 1024 + 1);
        Rest.Answer blob = bench.bot().get(Bench.CATALOG + "/git/blobs/" + answer.at("/sha"));
        assertThat(blob.at("/content").length()).isGreaterThan(1024 * 1024);
    }

    @Test
    void protectedBranch_refusesDirectUpdatesOfAll() throws Exception {
        String side = bench.branch("ana", "side", "a.txt", "a");
        bench.github.setUp().protect("acme/platform-catalog", "main", "registrar");
        Rest.Answer ref = bench.bot().patch(Bench.CATALOG + "/git/refs/heads/main", Map.of("sha", side));
        assertThat(ref.status()).isEqualTo(422);
        assertThat(ref.at("/message")).isEqualTo("Required status check \"registrar\" is expected.");
        Rest.Answer put =
                bench.as("olga").put(Bench.CATALOG + "/contents/new.txt", Map.of("message", "m", "content", "eA=="));
        assertThat(put.status()).isEqualTo(409);
        assertThat(put.at("/message")).startsWith("Could not create file: Required status check");
    }

    @Test
    void compare_tellsMergeBaseFilesAndCommits() throws Exception {
        String base = bench.tip("main");
        bench.branch("ana", "side", "docs/new.md", "one\ntwo\n");
        String head = bench.commit("ana", "side", "README.md", "# Changed\n");
        bench.commit("ben", "main", "other.txt", "o");
        JsonNode answer =
                bench.bot().get(Bench.CATALOG + "/compare/main...side").json();
        assertThat(answer.get("status").asText()).isEqualTo("diverged");
        assertThat(answer.get("ahead_by").asInt()).isEqualTo(2);
        assertThat(answer.get("behind_by").asInt()).isEqualTo(1);
        assertThat(answer.at("/merge_base_commit/sha").asText()).isEqualTo(base);
        assertThat(answer.at("/commits/1/sha").asText()).isEqualTo(head);
        assertThat(answer.get("files"))
                .extracting(file ->
                        file.get("filename").asText() + " " + file.get("status").asText())
                .containsExactly("README.md modified", "docs/new.md added");
        assertThat(answer.at("/files/1/patch").asText()).isEqualTo("@@ -0,0 +1,2 @@\n+one\n+two");
    }
}
