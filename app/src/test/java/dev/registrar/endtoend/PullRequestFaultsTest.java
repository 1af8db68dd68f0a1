package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults of GitHub and hostile text: neither changes what is said. Time passes ten times as fast as by the clock. */
class PullRequestFaultsTest {
    @RegisterExtension
    final Acme acme = new Acme(new HastyClock(10));

    @Test
    void hostileText_isShownAsText_andFaultsOfGitHubChangeNoVerdict() {
        acme.github().fail(Fault.answer("GET", "/repos/.*/compare/.*", 502, "bad gateway"));
        acme.github().fail(Fault.closeConnection("POST", "/repos/.*/check-runs").afterTheEffect());
        acme.github()
                .fail(Fault.answer(
                                "POST",
                                "/repos/.*/check-runs",
                                403,
                                "{\"message\":\"You have exceeded a secondary rate limit\"}")
                        .header("Retry-After", "1")
                        .skipping(3));
        int number = acme.edits(
                "ana",
                catalog -> catalog
                        + Acme.entry("payments-evil").replace("app-team-payments", "\"@olga | <img src=x> ```\""));

        acme.run(number, "registrar/ownership", "failure");
        acme.run(number, "registrar", "failure");
        String comment = acme.verdict(number, "to repair");
        assertThat(comment).doesNotContain("@olga", " <img");
        List<String> names = acme.runs(acme.head(number)).stream()
                .map(run -> run.get("name").asText())
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        JsonNode all = acme.person("ana").get("/commits/" + acme.head(number) + "/check-runs?filter=all&per_page=100");
        assertThat(all.get("total_count").asInt()).isEqualTo(names.size());
    }

    @Test
    void hostileTextOfSeventyThousandCharacters_isCut_andStillActsOnNobody() {
        String hostile = "@olga | <img src=x> ``` \u202e #1 ".repeat(2_200);
        int number = acme.edits(
                "ana",
                catalog -> catalog + Acme.entry("payments-long").replace("app-team-payments", "\"" + hostile + "\""));

        JsonNode output = acme.run(number, "registrar/ownership", "failure").get("output");
        assertThat(output.get("summary").asText()).hasSizeLessThanOrEqualTo(65_535);
        String comment = acme.verdict(number, "to repair");
        assertThat(comment).hasSizeLessThan(65_536).doesNotContain("@olga", " <img", "\u202e");
        assertThat(output.get("summary").asText()).doesNotContain("@olga", " <img", "\u202e");
    }
}
