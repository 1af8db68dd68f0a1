package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.story.Person;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Approvals of pull requests, as people see them. */
class ApprovalTest {
    @RegisterExtension
    final Acme acme = new Acme();

    /** A pending registry of the tier high, which the seed's default of two approvals holds for. */
    private static UnaryOperator<String> high(String name) {
        return catalog -> catalog + entry(name, "high", "KMS", "IMMUTABLE", 50);
    }

    private static String entry(String name, String tier, String encryption, String tags, int keep) {
        return """

                  %s:
                    metadata:
                      id: REGISTRY_%s
                      owner: app-team-payments
                      risk: %s
                      environment: prod
                      status: pending
                    governance:
                      image_scanning: true
                      encryption: %s
                      tag_mutability: %s
                      lifecycle_policy:
                        keep_image_count: %d
                """.formatted(
                        name, name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), tier, encryption, tags, keep);
    }

    @Test
    void highRegistry_twoApprovers_turnsGreenWithTheSecond() {
        int number = acme.edits("ana", high("payments-vault"));

        acme.run(number, "registrar/approval", "action_required");
        acme.run(number, "registrar", "action_required");
        assertThat(acme.verdict(number, "Waiting for approval")).contains("0 of 2", "`platform-team`");

        assertThat(acme.comments("ana", number, "/approve-registry", "confused"))
                .contains("not a member");
        assertThat(acme.comments("rita", number, "/approve-registry", "confused"))
                .contains("not a member yet");
        assertThat(acme.comments("paula", number, "/approve-registry fine", "rocket"))
                .contains("1 of 2");
        acme.run(number, "registrar", "action_required");
        assertThat(acme.comments("paula", number, "/approve-registry", "rocket"))
                .contains("already");
        acme.comments("pavel", number, "/approve-registry", "rocket");

        acme.run(number, "registrar/approval", "success");
        acme.run(number, "registrar", "success");
        assertThat(acme.verdict(number, "All gates pass")).contains("2 of 2", "`paula`, `pavel`");
    }

    @Test
    void approval_onceTheCheckSaysSo_countsThoughTheCommentIsStillToCome() {
        acme.github().fail(Fault.answer("POST", "/repos/.*/issues/.*/comments", 502, "bad gateway"));
        int number = acme.edits("ana", high("payments-early"));
        acme.run(number, "registrar", "action_required");
        acme.until(
                "the comment to fail",
                () -> acme.github().requests().stream()
                        .filter(request -> request.status() == 502)
                        .findFirst());

        assertThat(acme.comments("paula", number, "/approve-registry", "rocket"))
                .contains("1 of 2");
    }

    @Test
    void approval_newHead_lapsesAndIsSaidOnce() {
        int number = acme.edits("ana", high("payments-safe"));
        acme.run(number, "registrar", "action_required");
        acme.verdict(number, "0 of 2");
        acme.comments("paula", number, "/approve-registry", "rocket");
        acme.verdict(number, "1 of 2");

        acme.pushes(
                "ana",
                number,
                catalog -> catalog.replace("id: REGISTRY_PAYMENTS_SAFE", "id: REGISTRY_PAYMENTS_SAFE # new"));

        acme.said(number, "registrar:lapsed", "`paula` has lapsed");
        acme.verdict(number, "0 of 2");
        acme.pushes("ana", number, catalog -> catalog.replace("# new", "# newer"));
        acme.run(number, "registrar", "action_required");
        acme.verdict(number, "Commit " + acme.head(number).substring(0, 7));
        assertThat(acme.own(number))
                .filteredOn(body -> body.contains("registrar:lapsed"))
                .hasSize(1);
    }

    @Test
    void approval_ofOnePullRequest_isNoneOfAnotherWithTheSameHead() {
        int first = acme.edits("ana", high("payments-shared"));
        acme.verdict(first, "Waiting for approval");
        acme.comments("paula", first, "/approve-registry", "rocket");
        acme.comments("pavel", first, "/approve-registry", "rocket");
        acme.run(first, "registrar", "success");

        Person ben = acme.person("ben");
        ben.send("POST", "/git/refs", Map.of("ref", "refs/heads/copied", "sha", acme.head(first)));
        int second = ben.openPullRequest("The same", "copied");
        assertThat(acme.verdict(second, "Waiting for approval")).contains("0 of 2");
        acme.run(first, "registrar", "action_required");
    }

    @Test
    void pusher_underAnothersName_cannotApprove() {
        int number = acme.edits("ana", high("payments-lent"));
        acme.verdict(number, "Waiting for approval");
        Person paula = acme.person("paula");
        String head = acme.head(number);
        String mail = paula.get("/pulls/" + number).at("/user/id").asText() + "+ana@users.noreply.github.com";
        Map<String, String> ana = Map.of("name", "Ana", "email", mail, "date", "2026-01-12T08:00:00Z");
        String forged = paula.send(
                        "POST",
                        "/git/commits",
                        Map.of(
                                "message",
                                "Under another name",
                                "tree",
                                paula.get("/git/commits/" + head)
                                        .at("/tree/sha")
                                        .asText(),
                                "parents",
                                List.of(head),
                                "author",
                                ana,
                                "committer",
                                ana))
                .get("sha")
                .asText();
        String branch = paula.get("/pulls/" + number).at("/head/ref").asText();
        paula.send("PATCH", "/git/refs/heads/" + branch, Map.of("sha", forged));
        acme.run(number, "registrar", "action_required");
        acme.verdict(number, forged.substring(0, 7));

        assertThat(acme.comments("paula", number, "/approve-registry", "confused"))
                .contains("You pushed");
    }

    @Test
    void approval_fromATeamWhoseNameNowMeansAnother_isRefused() {
        int number = acme.edits("ana", high("payments-taken"));
        acme.verdict(number, "Waiting for approval");
        acme.github().setUp().removeTeam("acme", "platform-team").team("acme", "platform-team", "sam");

        assertThat(acme.comments("sam", number, "/approve-registry", "confused"))
                .contains("`platform-team` no longer means the team");
    }

    @Test
    void approvingReview_counts_untilItIsDismissed() {
        int number = acme.edits("ana", high("payments-cards"));
        acme.verdict(number, "0 of 2");

        acme.reviews("paula", number, "APPROVE");
        acme.verdict(number, "1 of 2, by `paula`");
        acme.reviews("pavel", number, "APPROVE");
        acme.run(number, "registrar", "success");

        long review = acme.person("olga")
                .get("/pulls/" + number + "/reviews")
                .get(1)
                .get("id")
                .asLong();
        acme.person("olga")
                .send(
                        "PUT",
                        "/pulls/" + number + "/reviews/" + review + "/dismissals",
                        java.util.Map.of("message", "not yet"));
        acme.verdict(number, "1 of 2, by `paula`");
        acme.run(number, "registrar/approval", "action_required");
    }

    @Test
    void weakenedControls_opener_cannotApproveOwn() {
        int number = acme.edits(
                "paula",
                catalog -> catalog.replaceFirst(
                                "risk: medium\n      environment: prod\n      requested_by: sam",
                                "risk: low\n      environment: test\n      requested_by: sam")
                        .replaceFirst("(search-api:(?s:.*?)keep_image_count: )30", "$120"));

        String comment = acme.verdict(number, "Waiting for approval");
        assertThat(comment).contains("0 of 1");
        assertThat(acme.comments("paula", number, "/approve-registry", "confused"))
                .contains("You opened this");
        acme.comments("pavel", number, "/approve-registry", "rocket");
        acme.run(number, "registrar", "success");
    }

    @Test
    void faultAndApproval_whileBlocked_isRefused() {
        int number = acme.edits(
                "ana",
                catalog -> high("payments-keys")
                        .apply(catalog)
                        .replaceFirst("(payments-keys:(?s:.*?)encryption: )KMS", "$1AES256"));

        acme.run(number, "registrar", "failure");
        acme.verdict(number, "to repair");
        assertThat(acme.comments("paula", number, "/approve-registry", "confused"))
                .contains("A finding blocks");
    }

    @Test
    void ownerChange_needsTheOtherTeamOnly() {
        int number = acme.edits(
                "ana",
                catalog -> catalog.replaceFirst(
                        "(payments-reports:(?s:.*?)owner: )app-team-payments", "$1app-team-media"));

        acme.run(number, "registrar", "action_required");
        assertThat(acme.verdict(number, "Waiting for approval"))
                .contains("`app-team-media` has to consent", "`app-team-payments` consents");
        assertThat(acme.comments("sam", number, "/approve-registry", "confused"))
                .contains("not a member");
        acme.comments("mia", number, "/approve-registry", "rocket");
        acme.run(number, "registrar", "success");
        assertThat(acme.verdict(number, "All gates pass")).contains("`app-team-media` consents");
    }

    @Test
    void configurationChange_needsApproval() {
        int number = acme.changes("ben", Acme.CONFIGURATION, text -> text + "placement:\n  naming: project\n");

        acme.run(number, "registrar/approval", "action_required");
        acme.run(number, "registrar", "action_required");
        acme.verdict(number, "Waiting for approval");
        assertThat(acme.comments("paula", number, "/approve-registry", "rocket"))
                .contains("1 of 2");
    }

    @Test
    void lowRegistry_needsNoApproval_andSaysSo() {
        int number = acme.edits(
                "ana",
                catalog -> catalog
                        + entry("payments-toy", "low", "AES256", "MUTABLE", 20)
                                .replace("environment: prod", "environment: dev"));

        acme.run(number, "registrar", "success");
        acme.verdict(number, "All gates pass");
        assertThat(acme.outcomes(number)).noneMatch(run -> run.startsWith("registrar/approval"));
        assertThat(acme.comments("paula", number, "/approve-registry", "confused"))
                .contains("needs an approval");
    }

    @Test
    void failingGate_waived_passesForThisHeadOnly() {
        int number = acme.edits(
                "ana",
                catalog -> catalog
                        + entry("payments-odd", "low", "AES256", "MUTABLE", 99)
                                .replace("environment: prod", "environment: dev"));
        acme.run(number, "registrar/risk-tier", "failure");
        acme.verdict(number, "to repair");

        assertThat(acme.comments("ana", number, "/waive-gate risk-tier we want it", "confused"))
                .contains("not a member");
        assertThat(acme.comments("paula", number, "/waive-gate schema no", "confused"))
                .contains("cannot be waived");
        assertThat(acme.comments("paula", number, "/waive-gate naming no", "confused"))
                .contains("does not fail");
        assertThat(acme.comments("paula", number, "/waive-gate nonsense no", "confused"))
                .contains("There is no gate");
        assertThat(acme.comments("paula", number, "/why", "rocket")).contains("POL-ECR-003-R03", "/waive-gate");
        acme.comments("paula", number, "/waive-gate risk-tier agreed with @ana until March", "rocket");

        assertThat(acme.run(number, "registrar/risk-tier", "success")
                        .at("/output/summary")
                        .asText())
                .contains("Waived for this commit", "`paula`");
        acme.run(number, "registrar", "success");
        assertThat(acme.verdict(number, "is waived for this commit")).doesNotContain("@ana");

        acme.pushes("ana", number, catalog -> catalog.replace("keep_image_count: 99", "keep_image_count: 98"));
        acme.run(number, "registrar/risk-tier", "failure");
        acme.said(number, "registrar:lapsed", "`paula` has lapsed");
        assertThat(acme.recorded()).contains("gate-waived #" + number + " by paula (102)");
    }

    @Test
    void why_onARequest_namesTheRulesAndWhoCanApprove() {
        int number = acme.person("mia").openIssue("[registry]", """
                ### Registry name

                Media_Captions

                ### Owning team

                app-team-media

                ### Risk tier

                low

                ### Environment

                prod

                ### Domain

                delivery

                ### Justification

                Subtitles
                """, "registry-request");
        acme.said(number, "registrar:request", "Media_Captions");

        assertThat(acme.comments("mia", number, "/why", "rocket")).contains("`platform-team`");
    }
}
