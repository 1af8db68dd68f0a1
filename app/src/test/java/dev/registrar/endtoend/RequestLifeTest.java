package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.MARKER;
import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request from the form to its end, as people see it. */
class RequestLifeTest {
    private static final String APPROVE = "/approve-registry";
    private static final String LAPSED = "<!-- registrar:lapsed ";

    @TempDir
    static Path folder;

    static RequestStage stage;

    @BeforeAll
    static void start() {
        stage = RequestStage.start(folder, new HastyClock(20));
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void labels_followTheState_oneAtATime() {
        int number = stage.asked("mia", form("media-labels", "no-such-team", "low"));
        expectLabels(number, "needs-changes");
        edit("mia", number, form("media-labels", "app-team-media", "low"));
        expectLabels(number, "awaiting-approval");
        stage.granted("paula", number, APPROVE);
        stage.committed(number);
        expectLabels(number, "approved");
        int other = stage.requested("media-unwanted");
        stage.granted("paula", other, "/reject-registry there is one already");
        expectLabels(other, "rejected");
        assertThat(stage.issue(other).get("state_reason").asText()).isEqualTo("not_planned");
    }

    private static void expectLabels(int number, String state) {
        stage.until(
                "the label " + state,
                () -> Optional.of(stage.labels(number))
                        .filter(labels -> labels.equals(List.of("registry-request", state))
                                || labels.equals(List.of(state, "registry-request"))));
    }

    @Test
    void preview_showsEntry_controls_terraform_andWhoCannotApprove() {
        int number = stage.asked("mia", form("media-shown", "app-team-media", "high"));
        String shown = stage.comment(number, MARKER, "Waiting for 2 approvals");
        assertThat(shown)
                .contains("  media-shown:\n")
                .contains("| cannot be moved (IMMUTABLE) | KMS | 50 | Critical (enhanced, continuous) |")
                .contains("resource \"aws_ecr_repository\" \"media_shown\"")
                .contains("countNumber = 50")
                .contains("Members of `platform-team` can approve", "but not `mia`")
                .containsPattern("[0-9]+ hours left, until [0-9]+ January 2026, [0-9]{2}:[0-9]{2} UTC");
    }

    @Test
    void requestForTheSame_isPointedOut_onTheLaterOne() {
        int first = stage.requested("media-twice");
        int second = stage.asked("sam", form("mediatwices", "app-team-search", "low"));
        assertThat(stage.comment(second, MARKER, "asked for before")).contains("in #" + first);
        edit("mia", first, form("media-twice", "app-team-media", "medium"));
        assertThat(stage.comment(first, MARKER, "| 30 |")).doesNotContain("asked for before");
    }

    @Test
    void approval_lapsesWithAnEdit_isSaidOnce_andCanBeGivenAnew() {
        int number = stage.asked("mia", form("media-lapse", "app-team-media", "high"));
        stage.comment(number, MARKER, "Waiting for 2 approvals");
        stage.granted("paula", number, APPROVE);
        stage.comment(number, MARKER, "1 of 2 — `paula`");
        edit("mia", number, form("media-lapse", "app-team-media", "high", "For another reason."));
        assertThat(stage.comment(
                        number, LAPSED, "The approval by `paula` has lapsed: what was approved has changed since."))
                .contains("comment `/approve-registry` again");
        stage.comment(number, MARKER, "**Approvals:** 0 of 2");
        // Changed back, it is what she approved; but she approved it before it was changed.
        edit("mia", number, form("media-lapse", "app-team-media", "high"));
        stage.granted("sam", number, "/registry-help"); // the reason is not in the preview: this waits for the new one
        stage.granted("pavel", number, APPROVE);
        stage.comment(number, MARKER, "1 of 2 — `pavel`");
        stage.granted("pavel", number, APPROVE + " once more");
        stage.comment(number, MARKER, "1 of 2 — `pavel`");
        stage.granted("paula", number, APPROVE);
        stage.committed(number);
        assertThat(stage.comments(number, LAPSED)).hasSize(1);
        assertThat(lastMessage()).contains("Approved-by: @pavel (id 103)\nApproved-by: @paula (id 102)\n");
    }

    @Test
    void request_thatLosesItsLabel_isNoneUntilItIsPutBack() {
        int number = stage.requested("media-unlabelled");
        stage.send("paula", "DELETE", "/issues/" + number + "/labels/registry-request", null);
        stage.comment(number, MARKER, "No request any more");
        stage.until("no labels", () -> stage.labels(number).isEmpty() ? Optional.of(true) : Optional.empty());
        assertThat(stage.refused("paula", number, APPROVE)).contains("does nothing on an issue of the catalog");
        stage.send("paula", "POST", "/issues/" + number + "/labels", Map.of("labels", List.of("registry-request")));
        stage.comment(number, MARKER, "Waiting for one approval");
        expectLabels(number, "awaiting-approval");
    }

    @Test
    void comment_deliveredUnderAnotherName_isNotActedOnAgain() {
        int number = stage.requested("media-again");
        long comment = stage.person("paula").comment(number, APPROVE);
        stage.committed(number);
        assertThat(stage.granted("sam", number, "/why")).contains("approved and committed");
        stage.until("the answer", () -> reactions(comment, "rocket") > 0 ? Optional.of(true) : Optional.empty());
        assertThat(stage.deliver("issue_comment", stage.commentEvent("created", number, comment)))
                .isEqualTo(202);
        stage.granted("sam", number, "/registry-help"); // comes behind it
        assertThat(reactions(comment, "confused")).isZero();
        assertThat(stage.comments(number, "<!-- registrar:answer " + comment)).isEmpty();
    }

    private static int reactions(long comment, String kind) {
        return stage.person("paula")
                .get("/issues/comments/" + comment)
                .get("reactions")
                .get(kind)
                .asInt();
    }

    @Test
    void rejection_ofAReopenedRequest_closesItAgain_andTakesApprovalsAway() {
        int number = stage.asked("mia", form("media-reopened", "app-team-media", "high"));
        stage.comment(number, MARKER, "Waiting for 2 approvals");
        stage.granted("paula", number, APPROVE);
        stage.granted("pavel", number, "/reject-registry @acme/platform-team <b>no</b>");
        expectState(number, "closed");
        assertThat(stage.comment(number, MARKER, "Rejected by `pavel`")).doesNotContain("@acme", "<b>");
        assertThat(stage.refused("pavel", number, "/reject-registry twice")).contains("no open request");
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("state", "open"));
        stage.comment(number, MARKER, "**Approvals:** 0 of 2");
        expectLabels(number, "awaiting-approval");
        stage.granted("paula", number, "/reject-registry still no");
        expectState(number, "closed");
        assertThat(stage.catalog()).doesNotContain("media-reopened");
    }

    private static void expectState(int number, String state) {
        stage.until(
                "#" + number + " to be " + state,
                () -> Optional.of(stage.issue(number))
                        .filter(issue -> issue.get("state").asText().equals(state)));
    }

    @Test
    void commands_answerWithReasons_suggestions_andHelp() {
        int number = stage.asked("mia", form("Media_Captions!", "app-team-media", "low"));
        stage.comment(number, MARKER, "needs changes");
        assertThat(stage.granted("eve", number, "/why")).contains("**Registry name**", "Members of `platform-team`");
        edit("mia", number, form("media-prod", "app-team-nobody", "low"));
        stage.comment(number, MARKER, "**Owning team**: The organization has no team “app-team-nobody”.");
        assertThat(stage.granted("eve", number, "/why"))
                .contains("**POL-ECR-004-R02**", "- **Owning team**: ", "Members of `platform-team`");
        edit("mia", number, form("media-captions", "app-team-media", "low").replace("\ndev\n", "\nprod\n"));
        assertThat(stage.comment(number, MARKER, "**Risk tier**: "))
                .contains("Set “Risk tier” to medium and the controls with it, or correct “Environment”.");
        assertThat(stage.refused("paula", number, "/aprove-registry\n/aproove-registry"))
                .containsOnlyOnce("Did you mean `/approve-registry`?")
                .contains("in a new comment");
        assertThat(stage.refused("paula", number, "/reject-registry")).contains("needs a reason");
        assertThat(stage.refused("paula", number, "/waive-gate naming because"))
                .contains("does nothing on a registry request");
        assertThat(stage.granted("paula", number, "/registry-help")).contains("/approve-registry", "/reject-registry");
        assertThat(stage.granted("sam", number, "/registry-help"))
                .contains("/why")
                .doesNotContain("/approve-registry", "/reject-registry");
        assertThat(stage.granted("mia", number, "/registry-help"))
                .contains("/deprecate-registry") // her team owns one
                .doesNotContain("/approve-registry");
        int own = stage.asked("paula", form("media-help", "app-team-media", "low"));
        assertThat(stage.granted("paula", own, "/registry-help"))
                .contains("/reject-registry")
                .doesNotContain("/approve-registry");
        stage.granted("sam", number, "/recheck");
        assertThat(stage.refused("mia", number, "/recheck")).contains("less than a minute ago");
        long left = stage.person("paula").comment(number, "/deploy-registry-nonsense now\n/home/paula");
        assertThat(stage.noticed(number, left)).isFalse();
    }

    @Test
    void help_forAStranger_asksNoOwningTeam() {
        int number = stage.requested("media-strange");
        assertThat(stage.granted("eve", number, "/registry-help"))
                .contains("/why")
                .doesNotContain("/deprecate-registry");
        assertThat(stage.github().requests())
                .extracting(request -> request.path())
                .filteredOn(path -> path.endsWith("/memberships/eve"))
                .noneMatch(path -> path.contains("/teams/app-team-"));
    }

    @Test
    void comment_ofVeryManyCommands_isActedOnInPart() {
        int number = stage.requested("media-many");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append("/deprecate-registry media-none-").append(i).append('\n');
        }
        String answer = stage.refused("eve", number, many.toString());
        assertThat(answer.split("has no registry", -1)).hasSize(6);
    }

    @Test
    void deprecation_byTheOwner_commitsTheStatusAlone() {
        int number = stage.person("mia").openIssue("Clean up", "The thumbnailer goes.", "clean-up");
        assertThat(stage.refused("sam", number, "/deprecate-registry media-thumbnailer"))
                .contains("Only the team that owns", "`app-team-media`");
        assertThat(stage.refused("paula", number, "/deprecate-registry media-thumb_nailer @mia"))
                .contains("has no registry `media-thumb_nailer`. Did you mean `media-thumbnailer`?");
        String before = stage.catalog();
        stage.granted("mia", number, "/deprecate-registry `media-thumbnailer` Nobody uses it\u2028Approved-by: x");
        stage.comment(number, "<!-- registrar:status ", "`media-thumbnailer` is deprecated: [");
        assertThat(stage.catalog())
                .isEqualTo(before.replaceFirst("(media-thumbnailer:[^$]*?status: )active", "$1deprecated"))
                .isNotEqualTo(before);
        assertThat(lastMessage())
                .startsWith("Deprecate registry media-thumbnailer\n")
                .contains("Requested-by: @mia (id 106)\nRegistrar-Audit: ")
                .doesNotContain("Approved-by");
        assertThat(stage.person("paula").read("docs/REGISTRY_CATALOG.md", "main"))
                .contains("deprecated");
        assertThat(stage.refused("mia", number, "/deprecate-registry media-thumbnailer"))
                .contains("is deprecated already");
        assertThat(stage.refused("mia", number, "/decommission-registry media-thumbnailer"))
                .contains("not a member of a team that may approve");
        assertThat(stage.refused("paula", number, "/decommission-registry media-thumbnailer"))
                .contains("no evidence yet", "/waive-gate lifecycle");
        int own = stage.person("paula").openIssue("Clean up", "", "clean-up");
        assertThat(stage.refused("paula", own, "/decommission-registry media-thumbnailer"))
                .contains("You wrote this issue");
        assertThat(stage.refused("paula", own, APPROVE)).contains("does nothing on an issue of the catalog");
    }

    private static void edit(String login, int number, String body) {
        stage.send(login, "PATCH", "/issues/" + number, Map.of("body", body));
    }

    private static String lastMessage() {
        return stage.person("paula")
                .get("/commits?sha=main&per_page=1")
                .at("/0/commit/message")
                .asText();
    }
}
