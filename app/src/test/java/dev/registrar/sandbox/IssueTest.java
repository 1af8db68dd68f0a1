package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssueTest {
    private static final String ISSUES = Bench.CATALOG + "/issues";

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
    void issueWithLabels_isOpenedThenLabeled() throws Exception {
        Rest.Answer answer = bench.as("ana")
                .post(ISSUES, Map.of("title", "A registry", "body", "### x", "labels", List.of("registry-request")));
        assertThat(answer.at("/labels/0/name")).isEqualTo("registry-request");
        bench.settle();
        assertThat(bench.receiver.names()).containsExactly("issues.opened", "issues.labeled");
        assertThat(bench.receiver.last("issues.opened").at("/issue/labels/0/name"))
                .isEqualTo("registry-request");
        assertThat(bench.receiver.last("issues.labeled").at("/label/name")).isEqualTo("registry-request");
    }

    @Test
    void readersLabels_areDroppedUnlessAFormGivesThem() throws Exception {
        Rest.Answer answer =
                bench.as("eve").post(ISSUES, Map.of("title", "t", "labels", List.of("registry-request", "invented")));
        assertThat(answer.json().get("labels")).hasSize(1);
        assertThat(bench.as("eve")
                        .post(ISSUES + "/1/labels", Map.of("labels", List.of("approved")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void edit_carriesWhatWasThereBefore() throws Exception {
        bench.as("ana").post(ISSUES, Map.of("title", "Old", "body", "old"));
        bench.as("paula").patch(ISSUES + "/1", Map.of("title", "New", "body", "new"));
        bench.settle();
        Receiver.Hook edited = bench.receiver.last("issues.edited");
        assertThat(edited.at("/changes/title/from")).isEqualTo("Old");
        assertThat(edited.at("/changes/body/from")).isEqualTo("old");
        assertThat(edited.at("/sender/login")).isEqualTo("paula");
        assertThat(bench.as("eve").patch(ISSUES + "/1", Map.of("title", "Mine")).status())
                .isEqualTo(403);
    }

    @Test
    void closing_tellsTheReason_andReopeningForgetsIt() throws Exception {
        bench.as("ana").post(ISSUES, Map.of("title", "t"));
        Rest.Answer closed = bench.bot().patch(ISSUES + "/1", Map.of("state", "closed", "state_reason", "not_planned"));
        assertThat(closed.at("/state_reason")).isEqualTo("not_planned");
        assertThat(closed.at("/closed_by/login")).isEqualTo("registrar[bot]");
        Rest.Answer open = bench.as("ana").patch(ISSUES + "/1", Map.of("state", "open"));
        assertThat(open.at("/state")).isEqualTo("open");
        bench.settle();
        assertThat(bench.receiver.names()).containsExactly("issues.opened", "issues.closed", "issues.reopened");
    }

    @Test
    void timeline_keepsTheOrderOfThings() throws Exception {
        Rest ana = bench.as("ana");
        ana.post(ISSUES, Map.of("title", "t", "labels", List.of("registry-request")));
        bench.clock.advance(Duration.ofSeconds(1));
        ana.patch(ISSUES + "/1", Map.of("title", "u"));
        bench.clock.advance(Duration.ofSeconds(1));
        ana.post(ISSUES + "/1/comments", Map.of("body", "c"));
        bench.clock.advance(Duration.ofSeconds(1));
        ana.patch(ISSUES + "/1", Map.of("state", "closed"));
        Rest.Answer timeline = ana.get(ISSUES + "/1/timeline");
        assertThat(timeline.json())
                .extracting(event -> event.get("event").asText())
                .containsExactly("labeled", "renamed", "commented", "closed");
        assertThat(timeline.at("/1/rename/from")).isEqualTo("t");
    }

    @Test
    void comments_areEditedAndDeletedByTheirAuthors() throws Exception {
        bench.as("ana").post(ISSUES, Map.of("title", "t"));
        Rest.Answer comment = bench.as("eve").post(ISSUES + "/1/comments", Map.of("body", "/approve-registry"));
        assertThat(comment.at("/author_association")).isEqualTo("COLLABORATOR");
        String path = ISSUES + "/comments/" + comment.at("/id");
        assertThat(bench.bot().patch(path, Map.of("body", "x")).status()).isEqualTo(403);
        bench.as("eve").patch(path, Map.of("body", "never mind"));
        bench.settle();
        assertThat(bench.receiver.last("issue_comment.edited").at("/changes/body/from"))
                .isEqualTo("/approve-registry");
        assertThat(bench.as("eve").delete(path).status()).isEqualTo(204);
        bench.settle();
        assertThat(bench.receiver.last("issue_comment.deleted").at("/comment/body"))
                .isEqualTo("never mind");
        assertThat(bench.as("eve").get(path).status()).isEqualTo(404);
    }

    @Test
    void reaction_repeated_isTheSameOne() throws Exception {
        bench.as("ana").post(ISSUES, Map.of("title", "t"));
        Rest.Answer comment = bench.as("ana").post(ISSUES + "/1/comments", Map.of("body", "c"));
        String path = ISSUES + "/comments/" + comment.at("/id") + "/reactions";
        Rest bot = bench.bot();
        Rest.Answer first = bot.post(path, Map.of("content", "eyes"));
        assertThat(first.status()).isEqualTo(201);
        Rest.Answer again = bot.post(path, Map.of("content", "eyes"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(bot.post(path, Map.of("content", "applause")).status()).isEqualTo(422);
        assertThat(bot.get(ISSUES + "/comments/" + comment.at("/id")).at("/reactions/eyes"))
                .isEqualTo("1");
    }

    @Test
    void labels_areAddedAndRemovedByName() throws Exception {
        bench.as("ana").post(ISSUES, Map.of("title", "t"));
        Rest bot = bench.bot();
        bot.post(ISSUES + "/1/labels", Map.of("labels", List.of("awaiting-approval")));
        assertThat(bot.delete(ISSUES + "/1/labels/awaiting-approval").json()).isEmpty();
        assertThat(bot.delete(ISSUES + "/1/labels/awaiting-approval").status()).isEqualTo(404);
        assertThat(bot.post(Bench.CATALOG + "/labels", Map.of("name", "approved"))
                        .status())
                .isEqualTo(422);
        assertThat(bot.post(Bench.CATALOG + "/labels", Map.of("name", "two words"))
                        .status())
                .isEqualTo(201);
        assertThat(bot.get(Bench.CATALOG + "/labels/two%20words").at("/name")).isEqualTo("two words");
        bench.settle();
        assertThat(bench.receiver.names()).endsWith("issues.labeled", "issues.unlabeled");
    }

    @Test
    void list_isFilteredByStateAndLabel() throws Exception {
        Rest ana = bench.as("ana");
        ana.post(ISSUES, Map.of("title", "a", "labels", List.of("registry-request")));
        ana.post(ISSUES, Map.of("title", "b"));
        ana.patch(ISSUES + "/2", Map.of("state", "closed"));
        assertThat(ana.get(ISSUES + "?labels=registry-request&state=all").json())
                .hasSize(1);
        assertThat(ana.get(ISSUES + "?state=closed").at("/0/number")).isEqualTo("2");
    }
}
