package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each kind of event costs in calls to GitHub, with warm caches; tokens and 304 answers are not counted. */
class ThriftTest {
    private static final Path TABLE = Path.of("..", "docs", "performance.md");

    @RegisterExtension
    final Acme acme = new Acme();

    private record Cost(long reads, long runs, long comments) {
        static Cost of(List<RecordedRequest> asked) {
            long reads = asked.stream()
                    .filter(request -> request.method().equals("GET"))
                    .count();
            long runs = asked.stream()
                    .filter(request ->
                            !request.method().equals("GET") && request.path().contains("/check-runs"))
                    .count();
            return new Cost(reads, runs, asked.size() - reads - runs);
        }

        String row(String scenario) {
            return "| " + scenario + " | " + reads + " | " + runs + " | " + comments + " |";
        }
    }

    /** Once every delivery has been handed over and all work on it is done. */
    private Cost cost(Runnable act, Runnable settled) throws Exception {
        awaitQuiet();
        acme.forgetRequests();
        act.run();
        settled.run();
        awaitQuiet();
        return Cost.of(acme.asked());
    }

    private void awaitQuiet() throws Exception {
        assertThat(acme.github().awaitDelivered(Duration.ofSeconds(30))).isTrue();
        AtomicInteger seen = new AtomicInteger(-1); // what a call changes is seen before the call is on the list
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .during(Duration.ofMillis(500))
                .until(() -> seen.getAndSet(acme.asked().size()) == seen.get());
    }

    @Test
    void eachScenario_staysWithinItsTarget() throws Exception {
        int warm = acme.edits("ana", Acme.adds("payments-warm"));
        acme.run(warm, "registrar", "success");
        acme.verdict(warm, "All gates pass");

        Cost push = cost(
                () -> acme.pushes("ana", warm, catalog -> catalog.replace("payments-warm", "Payments_Warm")), () -> {
                    acme.run(warm, "registrar", "failure");
                    acme.verdict(warm, "to repair");
                });
        assertThat(push.reads()).as(acme.asked().toString()).isLessThanOrEqualTo(4);
        assertThat(push.runs()).isEqualTo(acme.outcomes(warm).size());
        assertThat(push.comments()).isEqualTo(1);

        int[] high = new int[1];
        cost(
                () -> high[0] = acme.edits(
                        "ana",
                        catalog -> catalog.replaceFirst(
                                "(payments-reports:(?s:.*?)owner: )app-team-payments", "$1app-team-media")),
                () -> {
                    acme.run(high[0], "registrar", "action_required");
                    acme.verdict(high[0], "Waiting for approval");
                });
        Cost pushAgain = cost(
                () -> acme.pushes("ana", high[0], catalog -> catalog + "# a remark\n"),
                () -> acme.verdict(high[0], "Commit " + acme.head(high[0]).substring(0, 7)));
        assertThat(pushAgain.reads()).as(acme.asked().toString()).isLessThanOrEqualTo(4);

        int[] readme = new int[1];
        Cost untouched = cost(
                () -> readme[0] = acme.changes("mia", "README.md", text -> text + "\nMore.\n"),
                () -> acme.run(readme[0], "registrar", "success"));
        assertThat(untouched.reads() + untouched.runs() + untouched.comments())
                .as(acme.asked().toString())
                .isLessThanOrEqualTo(2);

        long finished = acme.deliveries().stream()
                .filter(delivery -> delivery.get("event").asText().equals("pull_request"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asLong();
        Cost redelivery = cost(() -> acme.github().redeliver(finished), () -> {});
        assertThat(redelivery).isEqualTo(new Cost(0, 0, 0));

        Cost remark = cost(() -> acme.person("mia").comment(warm, "Looks nice."), () -> {});
        assertThat(remark).isEqualTo(new Cost(0, 0, 0));

        assertThat(Files.readString(TABLE))
                .contains(List.of(
                        push.row("push to a governed pull request"),
                        pushAgain.row("push to one that waits for approvals"),
                        untouched.row("pull request that touches nothing governed"),
                        redelivery.row("redelivery of a finished delivery"),
                        remark.row("comment without a command")));
    }
}
