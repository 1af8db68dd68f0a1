package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.story.Person;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When GitHub does not answer for minutes, the pull request says so; time passes twenty times as fast as by the clock. */
class UndecidedTest {
    private static final String NOT_FOUND =
            "{\"message\": \"Not Found\", \"documentation_url\": \"https://docs.github.com/rest\"}";

    private final HastyClock clock = new HastyClock(20);

    @RegisterExtension
    final Acme acme = new Acme(clock);

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
    void command_thatIsGivenUp_isAnsweredWithWhatCanBeDone() {
        int number = acme.edits("ana", Acme.adds("payments-slow"));
        acme.verdict(number, "payments-slow");
        acme.github()
                .fail(Fault.answer("POST", "/repos/.*/reactions", 502, "bad gateway")
                        .times(1_000));
        acme.person("paula").comment(number, "/why\n\n/registry-help");

        String said = acme.until("eight tries, two hours in all", () -> {
            clock.forwardWhenIdle(Duration.ofMinutes(10), acme.github());
            return acme.own(number).stream()
                    .filter(body -> body.contains("registrar:given-up"))
                    .findFirst();
        });

        assertThat(said)
                .contains("could not finish what was asked with `/why`, `/registry-help`, however often it tried")
                .contains("write the command again in a new comment")
                .contains("registrar deliveries list");
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

        deletesConfiguration();

        assertThat(acme.run(number, "registrar", "success")
                        .at("/output/summary")
                        .asText())
                .contains("Neither this repository nor its organization has a `.github/registrar.yml`");
        acme.run(number, "registrar/naming", "success");
    }

    @Test
    void configuration_thatIsNotFoundThoughItIsThere_leavesTheFailure() {
        int number = acme.edits("ana", catalog -> catalog + Acme.entry("Payments_Bad"));
        acme.run(number, "registrar", "failure");
        acme.github()
                .fail(Fault.answer("GET", "/repos/" + Acme.REPOSITORY + "/contents/\\.github", 404, NOT_FOUND)
                        .times(1));

        acme.person("ana").send("PATCH", "/pulls/" + number, Map.of("title", "Another title"));
        acme.comments("ana", number, "/why", "rocket");

        assertThat(acme.outcomes(number)).contains("registrar failure").doesNotContain("registrar success");
    }

    @Test
    void configurationOfTheOrganization_thatIsSeenNoMore_leavesTheFailure() {
        String shared = "/repos/acme/\\.github";
        String blob = "7".repeat(40);
        acme.github()
                .fail(Fault.answer(
                                "GET",
                                shared + "/contents/\\.github",
                                200,
                                "[{\"name\": \"registrar.yml\", \"type\": \"file\", \"size\": 90, \"sha\": \"" + blob
                                        + "\"}]")
                        .times(1_000));
        acme.github()
                .fail(Fault.answer(
                                "GET",
                                shared + "/git/blobs/" + blob,
                                200,
                                "version: 1\nrole: catalog\ncatalog:\n  repository: acme/platform-catalog\n")
                        .times(1_000));
        deletesConfiguration();
        int number = acme.edits("ana", catalog -> catalog + Acme.entry("Payments_Bad"));
        acme.run(number, "registrar", "failure");

        acme.forgetRequests();
        acme.github().clearFaults();
        acme.person("ana").send("PATCH", "/pulls/" + number, Map.of("title", "Another title"));
        acme.until(
                "the organization's repository to be asked for",
                () -> acme.asked().stream()
                        .filter(request -> request.path().endsWith("/repos/acme/.github"))
                        .findFirst());
        Person ana = acme.person("ana");
        ana.send("PATCH", "/pulls/" + number, Map.of("title", "A third title"));
        acme.until(
                "and once more, for the next event",
                () -> acme.asked().stream()
                        .filter(request -> request.path().endsWith("/repos/acme/.github"))
                        .skip(1)
                        .findFirst());

        assertThat(acme.outcomes(number)).contains("registrar failure").doesNotContain("registrar success");
    }

    private void deletesConfiguration() {
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
    }
}
