package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.MergeGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Merge queues, and what follows when the default branch moves. */
class MergeQueueTest {
    @RegisterExtension
    final Acme acme = new Acme();

    /** Fewer images kept than the tier asks for: a gate has to be waived by two, and two approvals are needed. */
    private static String weaken(String catalog) {
        return catalog.replaceFirst("(payments-ledger:(?s:.*?)keep_image_count: )50", "$149");
    }

    @Test
    void group_approvedAndWaivedPull_carriesBoth() {
        int weak = acme.edits("ana", MergeQueueTest::weaken);
        acme.run(weak, "registrar", "failure");
        acme.verdict(weak, "to repair");
        acme.comments("paula", weak, "/waive-gate risk-tier the archive is elsewhere", "rocket");
        acme.comments("pavel", weak, "/waive-gate risk-tier agreed", "rocket");
        acme.run(weak, "registrar", "action_required");
        acme.verdict(weak, "Waiting for approval");

        MergeGroup early = acme.github().mergeGroup(Acme.REPOSITORY, weak);
        acme.runOn(early::headSha, "registrar/risk-tier", "success");
        acme.runOn(early::headSha, "registrar/approval", "action_required");
        acme.runOn(early::headSha, "registrar", "action_required");
        acme.github().endMergeGroup(Acme.REPOSITORY, early, "invalidated");

        acme.comments("paula", weak, "/approve-registry", "rocket");
        acme.comments("pavel", weak, "/approve-registry", "rocket");
        acme.run(weak, "registrar", "success");
        MergeGroup group = acme.github().mergeGroup(Acme.REPOSITORY, weak);
        // The same tree on the same base in the same second is the same commit, so its run is a newer one.
        acme.runOn(group::headSha, "registrar", "success");
        assertThat(acme.runs(group.headSha()))
                .filteredOn(run -> run.get("name").asText().equals("registrar/approval"))
                .extracting(run -> run.get("conclusion").asText())
                .containsExactly("success");
    }

    @Test
    void squashedGroup_carriesApprovals_whileTheHeadIsTheOneThatWasApproved() {
        int high = acme.edits(
                "ana", catalog -> catalog + Acme.entry("payments-vault").replace("risk: low", "risk: high"));
        acme.run(high, "registrar", "action_required");
        acme.verdict(high, "Waiting for approval");
        acme.comments("paula", high, "/approve-registry", "rocket");
        acme.comments("pavel", high, "/approve-registry", "rocket");
        acme.run(high, "registrar", "success");

        MergeGroup group = acme.github().squashedGroup(Acme.REPOSITORY, high);
        acme.runOn(group::headSha, "registrar", "success");
        acme.github().endMergeGroup(Acme.REPOSITORY, group, "invalidated");

        acme.pushes("ana", high, catalog -> catalog + "# one more line\n");
        acme.run(high, "registrar", "action_required");
        MergeGroup later = acme.github().squashedGroup(Acme.REPOSITORY, high);
        acme.runOn(later::headSha, "registrar", "action_required");
    }

    @Test
    void push_ofCatalog_judgesOpenPullRequestsAgain() {
        int first = acme.edits("ana", Acme.adds("payments-dup"));
        int second = acme.edits("ana", Acme.adds("payments-dups"));
        int harmless = acme.changes("ana", "README.md", text -> text + "\nMore.\n");
        acme.run(first, "registrar", "success");
        acme.run(second, "registrar", "success");
        acme.run(harmless, "registrar", "success");

        acme.person("olga").send("PUT", "/pulls/" + first + "/merge", java.util.Map.of());

        acme.run(second, "registrar/naming", "failure");
        acme.run(second, "registrar", "failure");
        assertThat(acme.outcomes(harmless)).containsExactly("registrar success");
    }

    @Test
    void group_ofTwo_thatClash_failsInTheQueue() {
        int first = acme.edits(
                "ana",
                catalog -> catalog.replace("  # --- media ----", Acme.entry("payments-abc") + "\n  # --- media ----"));
        int second = acme.edits("ana", Acme.adds("payments-abcs"));
        acme.run(first, "registrar", "success");
        acme.run(second, "registrar", "success");

        MergeGroup group = acme.github().mergeGroup(Acme.REPOSITORY, first, second);

        acme.runOn(group::headSha, "registrar/naming", "failure");
        acme.runOn(group::headSha, "registrar", "failure");
    }

    @Test
    void group_touchingNothing_isReported() {
        int number = acme.changes("mia", "README.md", text -> text + "\nMore.\n");
        acme.run(number, "registrar", "success");

        MergeGroup group = acme.github().mergeGroup(Acme.REPOSITORY, number);

        acme.runOn(group::headSha, "registrar", "success");
    }

    @Test
    void group_whoseCommitGitHubDoesNotKnowYet_isJudgedWithAllItsPulls() {
        int foreign = acme.edits(
                "mia",
                catalog -> catalog.replace("  # --- media ----", Acme.entry("payments-abc") + "\n  # --- media ----"));
        int own = acme.edits("ana", Acme.adds("payments-xyz"));
        acme.run(foreign, "registrar/ownership", "failure");
        acme.run(own, "registrar", "success");
        acme.github().fail(uncomparable().times(2));

        MergeGroup group = acme.github().mergeGroup(Acme.REPOSITORY, foreign, own);

        acme.runOn(group::headSha, "registrar/ownership", "failure");
        acme.runOn(group::headSha, "registrar", "failure");
    }

    @Test
    void group_thatCanNeverBeCompared_isJudgedByThePullThatItIsNamedAfter() {
        int number = acme.edits("ana", Acme.adds("payments-xyz"));
        acme.run(number, "registrar", "success");
        acme.github().fail(uncomparable().times(1_000));

        MergeGroup group = acme.github().mergeGroup(Acme.REPOSITORY, number);

        acme.runOn(group::headSha, "registrar", "success");
    }

    private static Fault uncomparable() {
        return Fault.answer(
                "GET",
                "/repos/.*/compare/[0-9a-f]{40}\\.\\.\\..*",
                404,
                "{\"message\": \"Not Found\", \"documentation_url\": \"https://docs.github.com/rest\"}");
    }
}
