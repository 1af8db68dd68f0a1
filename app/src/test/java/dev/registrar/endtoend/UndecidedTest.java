package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.story.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When GitHub does not answer for minutes, the pull request says so; time passes twenty times as fast as by the clock. */
class UndecidedTest {
    @RegisterExtension
    final Acme acme = new Acme(new HastyClock(20));

    @Test
    void noAnswerForMinutes_failsWithCauseAndWayOut_untilThereIsOne() {
        acme.github()
                .fail(Fault.answer("GET", "/repos/.*/compare/.*", 502, "bad gateway")
                        .times(1_000));
        int number = acme.edits("ana", Acme.adds("payments-slow"));

        acme.until(
                "registrar to be in progress",
                () -> acme.runs(acme.head(number)).stream()
                        .filter(run -> run.get("name").asText().equals("registrar"))
                        .filter(run -> run.get("status").asText().equals("in_progress"))
                        .findFirst());
        String summary =
                acme.run(number, "registrar", "failure").at("/output/summary").asText();
        assertThat(summary).contains("/recheck").contains("502");

        acme.github().clearFaults();
        acme.comments("ana", number, "/recheck", "rocket");
        acme.run(number, "registrar", "success");
    }

    @Test
    void permission_thatIsMissing_isToldByTheCheck() {
        int first = acme.edits("ana", Acme.adds("payments-one"));
        acme.run(first, "registrar", "success");
        acme.github()
                .fail(Fault.answer(
                                "GET",
                                "/repos/.*/compare/.*",
                                403,
                                "{\"message\":\"Resource not accessible by integration\"}")
                        .times(1_000));

        int number = acme.edits("ana", Acme.adds("payments-two"));

        assertThat(acme.run(number, "registrar", "failure")
                        .at("/output/summary")
                        .asText())
                .contains("Resource not accessible by integration", "/recheck");
    }

    @Test
    void repository_thatIsGovernedNoMore_isNotLeftWithAFailure() {
        int number = acme.edits("ana", catalog -> catalog + Acme.entry("Payments_Bad"));
        acme.run(number, "registrar", "failure");

        Person olga = acme.person("olga");
        String tip = olga.get("/git/ref/heads/main").at("/object/sha").asText();
        Map<String, Object> gone = new HashMap<>(Map.of("path", Acme.CONFIGURATION, "mode", "100644", "type", "blob"));
        gone.put("sha", null);
        String tree = olga.get("/git/commits/" + tip).at("/tree/sha").asText();
        String made = olga.send("POST", "/git/trees", Map.of("base_tree", tree, "tree", List.of(gone)))
                .get("sha")
                .asText();
        String commit = olga.send(
                        "POST", "/git/commits", Map.of("message", "Leave", "tree", made, "parents", List.of(tip)))
                .get("sha")
                .asText();
        olga.send("PATCH", "/git/refs/heads/main", Map.of("sha", commit));

        acme.run(number, "registrar", "success");
        acme.run(number, "registrar/naming", "success");
    }
}
