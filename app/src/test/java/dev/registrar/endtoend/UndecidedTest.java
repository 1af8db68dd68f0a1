package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.Fault;
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
}
