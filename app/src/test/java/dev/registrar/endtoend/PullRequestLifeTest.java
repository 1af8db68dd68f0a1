package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.story.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a pull request while it is open, and how its verdict follows. */
class PullRequestLifeTest {
    @RegisterExtension
    final Acme acme = new Acme();

    @Test
    void twoOnOneHead_carryTheWorst_untilOneIsClosed() {
        int first = acme.edits("ana", Acme.adds("payments-twin"));
        acme.run(first, "registrar", "success");
        acme.verdict(first, "All gates pass");

        Person mia = acme.person("mia");
        mia.send("POST", "/git/refs", Map.of("ref", "refs/heads/same", "sha", acme.head(first)));
        int second = mia.openPullRequest("The same", "same");

        acme.run(first, "registrar/ownership", "failure");
        acme.run(first, "registrar", "failure");
        acme.verdict(second, "to repair");
        acme.verdict(first, "All gates pass");

        mia.send("PATCH", "/pulls/" + second, Map.of("state", "closed"));
        acme.run(first, "registrar", "success");
        acme.run(first, "registrar/ownership", "success");

        mia.send("PATCH", "/pulls/" + second, Map.of("state", "open"));
        acme.run(first, "registrar", "failure");
    }

    @Test
    void retarget_awayAndBack_isGatedAgain_andApprovalsAreGone() {
        int number = acme.edits(
                "ana",
                catalog -> catalog.replaceFirst(
                        "(payments-reports:(?s:.*?)owner: )app-team-payments", "$1app-team-media"));
        acme.run(number, "registrar", "action_required");
        acme.verdict(number, "Waiting for approval");
        acme.comments("mia", number, "/approve-registry", "rocket");
        acme.run(number, "registrar", "success");

        Person ana = acme.person("ana");
        ana.branch("release");
        ana.send("PATCH", "/pulls/" + number, Map.of("base", "release"));
        ana.send("PATCH", "/pulls/" + number, Map.of("base", "main"));

        acme.run(number, "registrar", "action_required");
    }

    @Test
    void otherBase_isNotGated_draftIs() {
        Person ana = acme.person("ana");
        ana.branch("release");
        ana.branch("idea");
        ana.write(Acme.CATALOG, "idea", Acme.adds("payments-idea").apply(ana.read(Acme.CATALOG, "idea")), "Idea");
        int elsewhere = ana.send("POST", "/pulls", Map.of("title", "Idea", "head", "idea", "base", "release"))
                .get("number")
                .asInt();
        int draft = ana.send("POST", "/pulls", Map.of("title", "Idea", "head", "idea", "base", "main", "draft", true))
                .get("number")
                .asInt();

        acme.run(draft, "registrar", "success");
        acme.verdict(draft, "All gates pass");
        assertThat(acme.own(elsewhere)).isEmpty();
        assertThat(acme.comments("ana", elsewhere, "/why", "confused")).contains("a branch that is not gated");
    }

    @Test
    void forcePush_toNothingGoverned_clearsTheVerdict() {
        int number = acme.edits("ana", catalog -> catalog + Acme.entry("Payments_Bad"));
        acme.run(number, "registrar", "failure");
        acme.verdict(number, "to repair");

        Person ana = acme.person("ana");
        ana.branch("other");
        ana.write("README.md", "other", "# Another\n", "Change the README");
        String other = ana.get("/git/ref/heads/other").at("/object/sha").asText();
        String branch = ana.get("/pulls/" + number).at("/head/ref").asText();
        ana.send("PATCH", "/git/refs/heads/" + branch, Map.of("sha", other, "force", true));

        acme.run(number, "registrar", "success");
        acme.verdict(number, "Nothing governed is changed any more");
    }

    /** Beyond 300 files a comparison is cut, beyond 3,000 the pull request's own list. */
    @ParameterizedTest
    @ValueSource(ints = {310, 3_010})
    void moreFilesThanGitHubLists_catalogBehindThem_isStillJudged(int many) {
        Person ana = acme.person("ana");
        String tip = ana.get("/git/ref/heads/main").at("/object/sha").asText();
        String tree = ana.get("/git/commits/" + tip).at("/tree/sha").asText();
        List<Map<String, String>> files = new ArrayList<>();
        for (int file = 0; file < many; file++) {
            files.add(Map.of(
                    "path", "a/" + file % 50 + "/" + file, "mode", "100644", "type", "blob", "content", "x" + file));
        }
        files.add(Map.of(
                "path",
                Acme.CATALOG,
                "mode",
                "100644",
                "type",
                "blob",
                "content",
                ana.read(Acme.CATALOG, "main") + Acme.entry("Payments_Bad")));
        String made = ana.send("POST", "/git/trees", Map.of("base_tree", tree, "tree", files))
                .get("sha")
                .asText();
        String commit = ana.send(
                        "POST", "/git/commits", Map.of("message", "Many", "tree", made, "parents", List.of(tip)))
                .get("sha")
                .asText();
        ana.send("POST", "/git/refs", Map.of("ref", "refs/heads/many", "sha", commit));

        int number = ana.openPullRequest("Many files", "many");

        acme.run(number, "registrar/naming", "failure");
        acme.run(number, "registrar", "failure");
        assertThat(acme.outcomes(number)).noneMatch(run -> run.startsWith("registrar/approval"));
    }
}
