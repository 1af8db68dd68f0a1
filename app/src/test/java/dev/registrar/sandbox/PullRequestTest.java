package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullRequestTest {
    private static final String PULLS = Bench.CATALOG + "/pulls";

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

    @Test
    void opened_showsItsTwoSides() throws Exception {
        String base = bench.tip("main");
        String head = bench.branch("ana", "topic", "README.md", "# New\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.settle();
        Receiver.Hook opened = bench.receiver.last("pull_request.opened");
        assertThat(opened.at("/pull_request/head/sha")).isEqualTo(head);
        assertThat(opened.at("/pull_request/base/sha")).isEqualTo(base);
        Rest.Answer pull = bench.bot().get(PULLS + "/" + number);
        assertThat(pull.at("/head/label")).isEqualTo("acme:topic");
        assertThat(pull.at("/mergeable")).isEqualTo("true");
        assertThat(pull.at("/changed_files")).isEqualTo("1");
        assertThat(pull.at("/commits")).isEqualTo("1");
        Rest.Answer files = bench.bot().get(PULLS + "/" + number + "/files");
        assertThat(files.at("/0/status")).isEqualTo("modified");
        assertThat(bench.bot().get(PULLS + "/" + number + "/commits").at("/0/sha"))
                .isEqualTo(head);
        assertThat(bench.bot()
                        .get(Bench.CATALOG + "/commits/" + head + "/pulls")
                        .at("/0/number"))
                .isEqualTo(Integer.toString(number));
        assertThat(bench.bot().get(PULLS + "?head=acme:topic").json()).hasSize(1);
    }

    @Test
    void second_fromTheSameBranch_isRefused() throws Exception {
        bench.branch("ana", "topic", "README.md", "# New\n");
        bench.pull("ana", "topic", "Topic");
        Rest.Answer again = bench.as("ana").post(PULLS, Map.of("title", "Again", "head", "topic", "base", "main"));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.at("/errors/0/message")).isEqualTo("A pull request already exists for acme:topic.");
    }

    @Test
    void edited_carriesBaseTitleAndBody() throws Exception {
        bench.branch("ana", "topic", "README.md", "# New\n");
        bench.branch("ana", "release", "other.txt", "x\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.as("ana").patch(PULLS + "/" + number, Map.of("base", "release"));
        bench.settle();
        assertThat(bench.receiver.last("pull_request.edited").at("/changes/base/ref/from"))
                .isEqualTo("main");
        bench.as("ana").patch(PULLS + "/" + number, Map.of("title", "Other", "body", "b"));
        bench.settle();
        assertThat(bench.receiver.last("pull_request.edited").at("/changes/title/from"))
                .isEqualTo("Topic");
    }

    @Test
    void draftsAndStates_areTold() throws Exception {
        bench.branch("ana", "topic", "README.md", "# New\n");
        int number = bench.pull("ana", "topic", "Topic");
        Rest ana = bench.as("ana");
        ana.put(PULLS + "/" + number + "/convert_to_draft", null);
        ana.put(PULLS + "/" + number + "/ready_for_review", null);
        ana.patch(PULLS + "/" + number, Map.of("state", "closed"));
        ana.patch(PULLS + "/" + number, Map.of("state", "open"));
        bench.settle();
        assertThat(bench.receiver.names())
                .containsSubsequence(
                        "pull_request.opened",
                        "pull_request.converted_to_draft",
                        "pull_request.ready_for_review",
                        "pull_request.closed",
                        "pull_request.reopened");
    }

    @Test
    void comment_comesAsAnIssueCommentWithPullRequest() throws Exception {
        bench.branch("ana", "topic", "README.md", "# New\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.as("paula").post(Bench.CATALOG + "/issues/" + number + "/comments", Map.of("body", "/why"));
        bench.settle();
        assertThat(bench.receiver.last("issue_comment.created").at("/issue/pull_request/url"))
                .endsWith("/pulls/" + number);
    }

    @Test
    void review_isSubmittedAndDismissed() throws Exception {
        String head = bench.branch("ana", "topic", "README.md", "# New\n");
        String path = PULLS + "/" + bench.pull("ana", "topic", "Topic") + "/reviews";
        assertThat(bench.as("ana").post(path, Map.of("event", "APPROVE")).status())
                .isEqualTo(422);
        Rest.Answer review = bench.as("paula").post(path, Map.of("event", "APPROVE", "body", "Good."));
        assertThat(review.at("/state")).isEqualTo("APPROVED");
        assertThat(review.at("/commit_id")).isEqualTo(head);
        bench.settle();
        assertThat(bench.receiver.last("pull_request_review.submitted").at("/review/state"))
                .isEqualTo("approved");
        bench.as("pavel").put(path + "/" + review.at("/id") + "/dismissals", Map.of("message", "Not yet"));
        bench.settle();
        assertThat(bench.receiver.last("pull_request_review.dismissed").at("/review/state"))
                .isEqualTo("dismissed");
        assertThat(bench.bot().get(path).at("/0/state")).isEqualTo("DISMISSED");
    }

    @Test
    void lineComment_belongsToAChangedFile() throws Exception {
        String head = bench.branch("ana", "topic", "README.md", "# New\n");
        String path = PULLS + "/" + bench.pull("ana", "topic", "Topic") + "/comments";
        Map<String, Object> body = Map.of("body", "b", "commit_id", head, "path", "README.md", "line", 1);
        assertThat(bench.bot().post(path, body).status()).isEqualTo(201);
        assertThat(bench.bot().get(path).at("/0/line")).isEqualTo("1");
        assertThat(bench.bot()
                        .post(path, Map.of("body", "b", "commit_id", head, "path", "nowhere", "line", 1))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void squash_putsOneCommitOnTheBase() throws Exception {
        String base = bench.tip("main");
        bench.branch("ana", "topic", "a.txt", "a\n");
        bench.commit("ana", "topic", "b.txt", "b\n");
        int number = bench.pull("ana", "topic", "Topic");
        Rest.Answer merged = bench.as("paula").put(PULLS + "/" + number + "/merge", Map.of("merge_method", "squash"));
        assertThat(merged.status()).isEqualTo(200);
        Rest.Answer commit = bench.bot().get(Bench.CATALOG + "/commits/main");
        assertThat(commit.at("/sha")).isEqualTo(merged.at("/sha"));
        assertThat(commit.at("/parents/0/sha")).isEqualTo(base);
        assertThat(commit.at("/commit/message")).startsWith("Topic (#" + number + ")");
        assertThat(commit.json().get("files")).hasSize(2);
        bench.settle();
        Receiver.Hook closed = bench.receiver.last("pull_request.closed");
        assertThat(closed.at("/pull_request/merged")).isEqualTo("true");
        assertThat(closed.at("/pull_request/merge_commit_sha")).isEqualTo(merged.at("/sha"));
        assertThat(bench.receiver.names().stream().filter("pull_request.closed"::equals))
                .hasSize(1);
    }

    @Test
    void merge_withAConflict_isRefused() throws Exception {
        bench.branch("ana", "topic", "README.md", "mine\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.commit("ben", "main", "README.md", "theirs\n");
        assertThat(bench.bot().get(PULLS + "/" + number).at("/mergeable")).isEqualTo("false");
        assertThat(bench.as("paula")
                        .put(PULLS + "/" + number + "/merge", Map.of())
                        .status())
                .isEqualTo(405);
        assertThat(bench.as("paula")
                        .put(PULLS + "/" + number + "/merge", Map.of("sha", "0".repeat(40)))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void merge_underProtection_waitsForTheCheck() throws Exception {
        String head = bench.branch("ana", "topic", "README.md", "mine\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.github.setUp().protect("acme/platform-catalog", "main", "registrar");
        Rest.Answer refused = bench.as("paula").put(PULLS + "/" + number + "/merge", Map.of());
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.at("/message")).isEqualTo("Required status check \"registrar\" is expected.");
        bench.bot()
                .post(
                        Bench.CATALOG + "/check-runs",
                        Map.of("name", "registrar", "head_sha", head, "conclusion", "success"));
        assertThat(bench.as("paula")
                        .put(PULLS + "/" + number + "/merge", Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void mergeGroup_isBuiltOnTheBase_andEndsMerged() throws Exception {
        bench.branch("ana", "one", "a.txt", "a\n");
        bench.branch("ben", "two", "b.txt", "b\n");
        int first = bench.pull("ana", "one", "One");
        int second = bench.pull("ben", "two", "Two");
        MergeGroup group = bench.github.mergeGroup("acme/platform-catalog", first, second);
        bench.settle();
        Receiver.Hook asked = bench.receiver.last("merge_group.checks_requested");
        assertThat(asked.at("/merge_group/head_sha")).isEqualTo(group.headSha());
        assertThat(asked.at("/merge_group/head_ref"))
                .isEqualTo("refs/heads/gh-readonly-queue/main/pr-" + second + "-" + group.baseSha());
        Rest bot = bench.bot();
        assertThat(bot.get(Bench.CATALOG + "/contents/a.txt?ref=" + group.headSha())
                        .status())
                .isEqualTo(200);
        assertThat(bot.get(Bench.CATALOG + "/contents/b.txt?ref=" + group.headSha())
                        .status())
                .isEqualTo(200);
        bench.github.endMergeGroup("acme/platform-catalog", group, "merged");
        bench.settle();
        assertThat(bench.receiver.last("merge_group.destroyed").at("/reason")).isEqualTo("merged");
        assertThat(bench.tip("main")).isEqualTo(group.headSha());
        assertThat(bot.get(PULLS + "/" + first).at("/merged")).isEqualTo("true");
        assertThat(bot.get(PULLS + "/" + second).at("/merged")).isEqualTo("true");
    }

    @Test
    void deletedBranch_closesItsPullRequest() throws Exception {
        bench.branch("ana", "topic", "README.md", "mine\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.as("ana").delete(Bench.CATALOG + "/git/refs/heads/topic");
        assertThat(bench.bot().get(PULLS + "/" + number).at("/state")).isEqualTo("closed");
    }
}
