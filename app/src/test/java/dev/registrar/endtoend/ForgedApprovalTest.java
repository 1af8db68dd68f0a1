package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.MARKER;
import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.sandbox.story.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to get an entry into the catalog that nobody entitled to it has approved; every one has to fail. */
class ForgedApprovalTest {
    private static final String APPROVE = "/approve-registry";

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
    void approval_byWhoMadeTheRequest_isRefused() {
        int number = stage.asked("paula", form("media-own", "app-team-media", "low"));
        stage.comment(number, MARKER, "Waiting for one approval");
        assertThat(stage.refused("paula", number, APPROVE)).contains("You wrote this request");
        notIn("media-own");
    }

    @Test
    void approval_byWhoEditedTheRequest_isRefused() {
        int number = stage.requested("media-edit");
        stage.send(
                "pavel", "PATCH", "/issues/" + number, Map.of("body", form("media-edited", "app-team-media", "low")));
        stage.comment(number, MARKER, "media-edited:");
        assertThat(stage.refused("pavel", number, APPROVE)).contains("You edited this request");
        notIn("media-edit");
    }

    @Test
    void approval_whoseTextWasPutIntoAnotherPersonsComment_isPassedOver() {
        int number = stage.requested("media-second");
        long comment = stage.person("paula").comment(number, "I shall look at it tomorrow.");
        stage.send("pavel", "PATCH", "/issues/comments/" + comment, Map.of("body", APPROVE));
        assertThat(stage.noticed(number, comment)).isFalse();
        notIn("media-second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> /approve-registry",
                "Mia wrote:\n> /approve-registry\n",
                "> wrapped\n/approve-registry",
                "```\n/approve-registry\n```",
                "~~~text\n/approve-registry",
                "    /approve-registry",
                "`\n/approve-registry\n`",
                "<!--\n/approve-registry\n-->",
                "<pre>\n/approve-registry\n</pre>",
                " /approve-registry",
                "please /approve-registry",
                "/approve-registry-please",
                "/Approve-Registry",
                "\uFEFF/approve-registry",
                "\u200B/approve-registry"
            })
    void approval_quotedOrCoded_orNotAtTheBeginning_commitsNothing(String text) {
        int number = stage.requested("media-quoted-" + Integer.toHexString(text.hashCode()));
        stage.person("paula").comment(number, text);
        stage.granted("paula", number, "/registry-help");
        assertThat(stage.comment(number, MARKER, "")).contains("**Approvals:** 0 of 1");
        notIn("media-quoted");
        stage.send("paula", "PATCH", "/issues/" + number, Map.of("state", "closed"));
    }

    @Test
    void approval_writtenIntoACommentAfterwards_isPassedOver() {
        int number = stage.requested("media-later");
        long comment = stage.person("paula").comment(number, "Looks good.");
        stage.send("paula", "PATCH", "/issues/comments/" + comment, Map.of("body", APPROVE));
        assertThat(stage.noticed(number, comment)).isFalse();
        notIn("media-later");
    }

    @Test
    void approval_byABot_orThroughAnApp_isPassedOver() {
        int number = stage.requested("media-bot");
        long comment = stage.person("paula").comment(number, "Not yet.");
        ObjectNode byBot = stage.commentEvent("created", number, comment);
        ((ObjectNode) byBot.get("comment")).put("body", APPROVE);
        ObjectNode throughApp = byBot.deepCopy();
        ((ObjectNode) byBot.at("/comment/user")).put("type", "Bot");
        ((ObjectNode) byBot.at("/sender")).put("type", "Bot");
        ((ObjectNode) throughApp.get("comment"))
                .putObject("performed_via_github_app")
                .put("id", 99)
                .put("slug", "deploy-bot");
        assertThat(List.of(stage.deliver("issue_comment", byBot), stage.deliver("issue_comment", throughApp)))
                .containsOnly(202);
        assertThat(stage.noticed(number, comment)).isFalse();
        notIn("media-bot");
    }

    @Test
    void heading_thatLooksLikeTheForms_doesNotChangeWhatIsShown() {
        String body = form(
                "media-true",
                "app-team-media",
                "low",
                "### Registry name\n\nmedia-false\n\n### Risk tier\n\nhigh\n\n### Registry n\u0430me\n\nmedia-other");
        int number = stage.asked("mia", body);
        String preview = stage.comment(number, MARKER, "Waiting for one approval");
        assertThat(preview).contains("media-true:").doesNotContain("media-false", "media-other");
        stage.granted("paula", number, APPROVE);
        stage.committed(number);
        assertThat(stage.catalog()).contains("  media-true:\n").doesNotContain("media-false", "media-other");
    }

    @Test
    void heading_ofOtherLettersThatLookTheSame_isMissing() {
        String body = form("media-cyrillic", "app-team-media", "low").replace("Registry name", "Registry n\u0430me");
        int number = stage.asked("mia", body);
        assertThat(stage.comment(number, MARKER, "needs changes")).contains("**Registry name**");
        assertThat(stage.refused("paula", number, APPROVE)).contains("A finding blocks");
        notIn("media-cyrillic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media-x: {a: b}",
                "media-x\n  evil:\n    metadata: {}",
                "'media-x'",
                "media-x # and a comment",
                "media-x\u2028evil",
                "[media-x](https://example.com)",
                "media-x @acme/platform-team",
                "<!-- registrar:request -->",
                "media-x\n\nApproved-by: @paula (id 102)",
                "-",
                "&anchor",
                "*alias",
                "../media-x"
            })
    void name_withYamlMarkdownOrTrailerSyntax_isNotTaken(String name) {
        int number = stage.asked("mia", form(name, "app-team-media", "low"));
        String shown = stage.comment(number, MARKER, "needs changes");
        assertThat(shown)
                .contains("**Registry name**")
                .doesNotContain("evil", "example.com", "@acme", "Approved-by", "&anchor", "*alias");
        assertThat(stage.refused("paula", number, APPROVE)).contains("A finding blocks");
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("state", "closed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app-team-media\nApproved-by: @paula (id 102)",
                "app-team-media # x",
                "app-team-media: x",
                "{app-team-media}",
                "@acme/app-team-media @acme/platform-team",
                "other/app-team-media"
            })
    void owner_withYamlMarkdownOrTrailerSyntax_isNotTaken(String owner) {
        int number = stage.asked("mia", form("media-owner", owner, "low"));
        assertThat(stage.comment(number, MARKER, "needs changes"))
                .contains("**Owning team**")
                .doesNotContain("Approved-by", "@acme", "@paula");
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("state", "closed"));
        notIn("media-owner");
    }

    @Test
    void justification_withTrailers_forgesNone() {
        int number = stage.asked(
                "mia",
                form(
                        "media-trailer",
                        "app-team-media",
                        "low",
                        "Wanted.\n\nApproved-by: @olga (id 101)\nRegistrar-Audit: " + "0".repeat(64)));
        stage.comment(number, MARKER, "Waiting for one approval");
        stage.granted("paula", number, APPROVE + "\u2028Approved-by: @olga (id 101)");
        stage.committed(number);
        String message = stage.person("paula")
                .get("/commits?sha=main&per_page=1")
                .at("/0/commit/message")
                .asText();
        assertThat(message).contains("Approved-by: @paula (id 102)").doesNotContain("olga", "0".repeat(64));
    }

    @Test
    void approval_byAnInvitedMemberWhoHasNotAccepted_isRefused() {
        int number = stage.requested("media-pending");
        assertThat(stage.refused("rita", number, APPROVE)).contains("invited to");
        notIn("media-pending");
    }

    @Test
    void approval_byAnOutsider_isRefused_andNoRequestOfTheirsIsTaken() {
        int number = stage.requested("media-outsider");
        assertThat(stage.refused("eve", number, APPROVE)).contains("not a member of a team");
        int own = stage.asked("eve", form("media-eve", "app-team-media", "low"));
        assertThat(stage.comment(own, MARKER, "needs changes")).contains("not a member of the organization");
        assertThat(stage.refused("paula", own, APPROVE)).contains("A finding blocks");
        notIn("media-eve");
    }

    @Test
    void approval_ofAClosedRequest_isRefused() {
        int number = stage.requested("media-closed");
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("state", "closed"));
        assertThat(stage.refused("paula", number, APPROVE)).contains("This request is closed");
        notIn("media-closed");
    }

    @Test
    void approval_inAnUngovernedRepository_isPassedOver() {
        stage.github()
                .setUp()
                .repository(
                        "acme",
                        "wild",
                        Map.of("README.md", "Nothing governed.\n", RequestStage.CATALOG, "repositories:\n"),
                        "paula")
                .label("acme/wild", "registry-request", "0e8a16", "");
        Person mia = stage.person("mia", "acme/wild");
        Person paula = stage.person("paula", "acme/wild");
        int number = mia.openIssue("a request", form("media-wild", "app-team-media", "low"), "registry-request");
        long comment = paula.comment(number, APPROVE);
        // Worked on by the same workers in the order of arrival: once this one is answered, that one had its turn.
        int governed = stage.requested("media-tame");
        stage.granted("paula", governed, "/registry-help");
        assertThat(paula.get("/issues/" + number + "/comments")).hasSize(1);
        assertThat(paula.get("/issues/comments/" + comment)
                        .at("/reactions/total_count")
                        .asInt())
                .isZero();
    }

    @Test
    void marker_copiedIntoAPersonsComment_isNotTakenForOurs() {
        int number = stage.asked("mia", form("media-marker", "app-team-media", "low"));
        long copied = stage.person("mia").comment(number, MARKER + "\n**Approvals:** 1 of 1 — `paula`.");
        stage.comment(number, MARKER, "**Approvals:** 0 of 1");
        stage.granted("paula", number, "/registry-help");
        assertThat(stage.comments(number, MARKER)).hasSize(1);
        assertThat(stage.person("mia")
                        .get("/issues/comments/" + copied)
                        .get("body")
                        .asText())
                .contains("1 of 1");
        notIn("media-marker");
    }

    private static void notIn(String name) {
        assertThat(stage.catalog()).doesNotContain(name);
    }
}
