package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.story.Person;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The button that commits mechanical repairs. */
class FixTest {
    @RegisterExtension
    final Acme acme = new Acme();

    private static String faulty(String catalog) {
        return catalog + """

                  payments-batch:
                    metadata:
                      id: REGISTRY_BATCH
                      owner: app-team-payments
                      risk: low
                      environment: dev
                      status: pending
                    governance:
                      image_scanning: true
                      encryption: KMS   # by mistake
                      tag_mutability: MUTABLE
                      lifecycle_policy:
                        keep_image_count: 20
                """;
    }

    @Test
    void ownBranch_pressed_isRepairedInOneCommitThatIsJudged() {
        int number = acme.edits("ana", FixTest::faulty);
        JsonNode run = acme.run(number, "registrar/risk-tier", "failure");
        assertThat(run.at("/actions/0/identifier").asText("fix")).isEqualTo("fix");
        acme.run(number, "registrar", "failure");
        String before = acme.head(number);

        acme.press("ben", run);

        acme.run(number, "registrar", "success");
        JsonNode commit = acme.person("ana").get("/commits/" + acme.head(number));
        assertThat(commit.at("/parents/0/sha").asText()).isEqualTo(before);
        assertThat(commit.at("/commit/message").asText()).contains("Requested-by: ben (id 105)");
        String branch =
                acme.person("ana").get("/pulls/" + number).at("/head/ref").asText();
        assertThat(acme.person("ana").read(Acme.CATALOG, branch))
                .contains("encryption: AES256   # by mistake", "id: REGISTRY_PAYMENTS_BATCH");
        assertThat(acme.verdict(number, "All gates pass")).doesNotContain("bot");
    }

    @Test
    void fork_pressed_offersSuggestionsInOneReview() {
        acme.person("ana").send("POST", "/forks", Map.of());
        Person fork = acme.person("ana", "ana/platform-catalog");
        String sha =
                fork.get("/contents/" + Acme.CATALOG + "?ref=main").get("sha").asText();
        String text = faulty(fork.read(Acme.CATALOG, "main"));
        String tip = fork.get("/git/ref/heads/main").at("/object/sha").asText();
        fork.send("POST", "/git/refs", Map.of("ref", "refs/heads/batch", "sha", tip));
        fork.send(
                "PUT",
                "/contents/" + Acme.CATALOG,
                Map.of(
                        "message",
                        "Add batch",
                        "content",
                        Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        "sha",
                        sha,
                        "branch",
                        "batch"));
        int number = acme.person("ana")
                .send("POST", "/pulls", Map.of("title", "Batch", "head", "ana:batch", "base", "main", "body", ""))
                .get("number")
                .asInt();
        JsonNode run = acme.run(number, "registrar/risk-tier", "failure");
        acme.run(number, "registrar", "failure");

        acme.press("paula", run);

        JsonNode comments = acme.until(
                "suggestions",
                () -> java.util.Optional.of(acme.person("ana").get("/pulls/" + number + "/comments"))
                        .filter(found -> found.size() == 2));
        assertThat(comments.get(1).get("body").asText()
                        + comments.get(0).get("body").asText())
                .contains("```suggestion\n      encryption: AES256   # by mistake\n```");
        assertThat(acme.person("ana").get("/pulls/" + number + "/reviews")).hasSize(1);

        acme.person("paula").send("POST", "/check-runs/" + run.get("id").asLong() + "/rerequest", null);
        acme.until(
                "another run",
                () -> acme.runs(acme.head(number)).stream()
                        .filter(again -> again.get("name").asText().equals("registrar/risk-tier"))
                        .filter(again ->
                                again.get("id").asLong() != run.get("id").asLong())
                        .findFirst());
    }
}
