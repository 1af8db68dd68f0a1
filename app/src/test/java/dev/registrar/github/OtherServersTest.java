package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.INSTALLATION;
import static dev.registrar.github.GitHubStandIn.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.event.Event;
import dev.registrar.pull.Actor;
import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.Checks;
import dev.registrar.pull.Comment;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Issue;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.Review;
import dev.registrar.pull.Teams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that speak GitHub's language and leave out whatever is not needed: only what is needed may be insisted on. */
class OtherServersTest {
    private static final String R = "/repos/acme/platform-catalog";
    private static final HeadSha HEAD = new HeadSha("1".repeat(40));
    private static final HeadSha BASE = new HeadSha("2".repeat(40));
    private static final String FILE = "docs/ecr-catalog.yaml";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    private Instant now() {
        return github.clock.instant();
    }

    @Test
    void token_withoutExpiry_isKeptForAnHour() {
        github.on("POST /app/installations/" + INSTALLATION + "/access_tokens", json(201, "{\"token\": \"ghs_short\"}"))
                .on("GET " + R + "/issues/7", "{\"number\": 7}");

        app.issues().get(CATALOG, 7);
        github.clock.forward(Duration.ofMinutes(50));
        app.issues().get(CATALOG, 7);

        assertThat(github.tokensAskedFor()).isEqualTo(1);
    }

    @Test
    void comment_ofAnIdAlone_isMadeNow() {
        github.on("POST " + R + "/issues/7/comments", json(201, "{\"id\": 31}"))
                .on("PATCH " + R + "/issues/comments/31", json(200, "{}"));

        assertThat(app.comments().create(CATALOG, 7, "x"))
                .isEqualTo(new Comment(31, JsonPart.GHOST, false, "", now(), ""));
        assertThat(app.comments().edit(CATALOG, 31, "y")).contains(now());
    }

    @Test
    void checkRun_ofAnIdAlone_isPublished() {
        github.on("POST " + R + "/check-runs", json(201, "{\"id\": 5}"))
                .on(
                        "GET " + R + "/commits/" + HEAD + "/check-runs?app_id=4711&filter=latest&per_page=100",
                        "{\"check_runs\": [{\"id\": 5, \"name\": \"registrar\"}]}");
        CheckRun run = new CheckRun(
                "registrar",
                HEAD,
                "7/1/x",
                Optional.empty(),
                CheckRun.Conclusion.SUCCESS,
                "Fine",
                "All is well.",
                "",
                List.of(),
                List.of());

        assertThat(app.checks().publish(CATALOG, run)).isEqualTo(5);
        assertThat(app.checks().on(CATALOG, HEAD)).containsExactly(new Checks.Published(5, "registrar", "", false));
    }

    @Test
    void issue_withLabelsOfNamesAlone_isRead() {
        github.on(
                "GET " + R + "/issues/7",
                "{\"number\": 7, \"user\": {\"id\": 1, \"login\": \"mia\"}, \"labels\": [{\"name\": \"registry-request\"}]}");

        assertThat(app.issues().get(CATALOG, 7)).get().satisfies(issue -> {
            assertThat(issue).extracting(Issue::open, Issue::createdAt).containsExactly(true, now());
            assertThat(issue.labels()).containsExactly("registry-request");
        });
    }

    @Test
    void pullRequest_ofHeadAndBase_isRead() {
        github.on(
                "GET " + R + "/pulls/7",
                "{\"number\": 7, \"head\": {\"sha\": \"" + HEAD + "\", \"repo\": {\"owner\": {\"login\": \"acme\"},"
                        + " \"name\": \"platform-catalog\"}}, \"base\": {\"ref\": \"main\"}}");

        PullRequest pull = app.pullRequests().get(CATALOG, 7).orElseThrow();

        assertThat(pull.state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(pull.headRepository()).contains(CATALOG.name());
    }

    @Test
    void comparison_withoutTheTip_isOfTheMergeBase() {
        github.on(
                "GET " + R + "/compare/main..." + HEAD + "?per_page=1",
                "{\"merge_base_commit\": {\"sha\": \"" + BASE + "\"}, \"files\": [{\"filename\": \"" + FILE + "\"}]}");

        var changes = app.pullRequests().compare(CATALOG, "main", HEAD).orElseThrow();

        assertThat(changes.baseTip()).isEqualTo(BASE);
        assertThat(changes.files()).extracting(ChangedFile::path).containsExactly(FILE);
    }

    @Test
    void reviews_withoutATime_countUnlessPending() {
        github.on(
                "GET " + R + "/pulls/7/reviews?per_page=100",
                "[{\"id\": 1, \"state\": \"APPROVED\", \"commit_id\": \"" + HEAD
                        + "\"}, {\"id\": 2, \"state\": \"PENDING\", \"commit_id\": \"" + HEAD + "\"}]");

        assertThat(app.pullRequests().reviews(CATALOG, 7))
                .containsExactly(new Review(1, JsonPart.GHOST, HEAD, Review.State.APPROVED, now()));
    }

    @Test
    void memberships_thatSayNothing_areNone() {
        github.on("GET /orgs/acme/teams/platform-team", "{\"id\": 3}")
                .on("GET /orgs/acme/teams/platform-team/memberships/mia", "{}")
                .on("GET /orgs/acme/memberships/mia", "{\"state\": \"active\"}");

        assertThat(app.teams().team(CATALOG, "platform-team")).contains(new Teams.Team(3, "platform-team", ""));
        assertThat(app.teams().membership(CATALOG, "platform-team", "mia")).isEqualTo(Teams.Membership.NONE);
        assertThat(app.teams().organizationRole(CATALOG, "mia")).isEqualTo(Teams.OrganizationRole.MEMBER);
    }

    @Test
    void commit_ofAShaAlone_isPrepared() {
        github.on("GET " + R + "/git/commits/" + BASE, "{\"tree\": {\"sha\": \"" + "3".repeat(40) + "\"}}")
                .on("POST " + R + "/git/trees", json(201, "{\"sha\": \"" + "4".repeat(40) + "\"}"))
                .on("POST " + R + "/git/commits", json(201, "{\"sha\": \"" + HEAD + "\"}"));

        assertThat(app.commits().prepare(CATALOG, BASE, List.of(), "Add it")).isEqualTo(HEAD);
    }

    @Test
    void files_ofAServerWithoutLists_areReadByTheirPath() {
        MockResponse unknown = json(404, "{\"message\": \"Not Found\"}");
        String wrapped = "{\"type\": \"file\", \"encoding\": \"base64\", \"content\": \""
                + Base64.getMimeEncoder()
                        .encodeToString("version: 1\n".getBytes(StandardCharsets.UTF_8))
                        .replace("\r\n", "\\n")
                + "\"}";
        github.on("GET " + R + "/contents/docs?ref=" + HEAD, unknown)
                .on("GET " + R + "/contents/.github", unknown)
                .on("GET " + R + "/git/trees/" + HEAD, unknown)
                .on("GET " + R + "/contents/" + FILE + "?ref=" + HEAD, wrapped)
                .on("GET " + R + "/contents/README.md?ref=" + HEAD, json(200, "raw text"))
                .on("GET " + R + "/contents/.github/registrar.yml", unknown);

        assertThat(text(app.contents().at(CATALOG, HEAD, FILE))).isEqualTo("version: 1\n");
        assertThat(text(app.contents().at(CATALOG, HEAD, "README.md"))).isEqualTo("raw text");
        assertThat(text(app.contents().onBranch(CATALOG, "main", ".github/registrar.yml")))
                .isEqualTo("absent");
        assertThat(app.contents().filesIn(CATALOG, HEAD, "docs")).isEmpty();
    }

    @Test
    void files_ofAServerWithoutLists_areNotAbsentWithTheirCommitOrRepository() {
        MockResponse unknown = json(404, "{\"message\": \"Not Found\"}");
        github.on("GET " + R + "/contents/docs?ref=" + HEAD, unknown)
                .on(
                        "GET " + R + "/contents/" + FILE + "?ref=" + HEAD,
                        json(404, "{\"message\": \"No commit found for the ref " + HEAD + "\"}"),
                        json(410, "{\"message\": \"Gone\"}"),
                        unknown);

        assertThatThrownBy(() -> app.contents().at(CATALOG, HEAD, FILE)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> app.contents().at(CATALOG, HEAD, FILE)).isInstanceOf(AccessLost.class);
        assertThat(text(app.contents().at(CATALOG, HEAD, FILE))).isEqualTo("absent");
    }

    @Test
    void blobs_ofAServerWithoutThem_areReadByTheirPath() {
        github.on(
                        "GET " + R + "/contents/docs?ref=" + HEAD,
                        "[{\"name\": \"ecr-catalog.yaml\", \"type\": \"file\", \"sha\": \"" + "5".repeat(40) + "\"}]")
                .on("GET " + R + "/git/blobs/" + "5".repeat(40), json(404, "no such thing"))
                .on("GET " + R + "/contents/" + FILE + "?ref=" + HEAD, json(200, "version: 1\n"));

        assertThat(text(app.contents().at(CATALOG, HEAD, FILE))).isEqualTo("version: 1\n");
    }

    @Test
    void folder_thatGitHubDoesNotHave_isSuspectedOfHavingTheFileOnce() {
        String folder = "GET " + R + "/contents/.github";
        String file = folder + "/registrar.yml";
        github.on(folder, notFound()).on(file, notFound());

        assertThat(text(app.contents().onBranch(CATALOG, "main", ".github/registrar.yml")))
                .isEqualTo("absent");
        assertThat(text(app.contents().onBranch(CATALOG, "main", ".github/registrar.yml")))
                .isEqualTo("absent");
        assertThat(github.calls()).containsExactly(folder, file, folder);
    }

    @Test
    void folder_ofAServerThatHasListedOne_isNotSuspected() {
        String folder = "GET " + R + "/contents/.github?ref=" + HEAD;
        github.on("GET " + R + "/contents/docs?ref=" + HEAD, "[{\"name\": \"a\", \"type\": \"file\", \"sha\": \"5\"}]")
                .on(folder, notFound());

        assertThat(app.contents().filesIn(CATALOG, HEAD, "docs")).containsExactly("docs/a");
        assertThat(text(app.contents().at(CATALOG, HEAD, ".github/registrar.yml")))
                .isEqualTo("absent");
        assertThat(github.calls()).last().isEqualTo(folder);
    }

    @Test
    void files_ofAServerThatRefusesListsInGitHubsWords_areReadByTheirPath() {
        github.on("GET " + R + "/contents/docs?ref=" + HEAD, notFound())
                .on("GET " + R + "/contents/policies?ref=" + HEAD, notFound())
                .on("GET " + R + "/git/trees/" + HEAD, notFound())
                .on("GET " + R + "/contents/" + FILE + "?ref=" + HEAD, json(200, "version: 1\n"));

        assertThat(text(app.contents().at(CATALOG, HEAD, FILE))).isEqualTo("version: 1\n");
        assertThat(app.contents().filesIn(CATALOG, HEAD, "policies")).isEmpty();
    }

    @Test
    void folder_ofAServerWithoutTrees_isAbsentWhereAnotherCanBeRead() {
        github.on(
                        "GET " + R + "/contents/.github?ref=" + HEAD,
                        "[{\"name\": \"a\", \"type\": \"file\", \"sha\": \"5\"}]")
                .on("GET " + R + "/contents/policies?ref=" + HEAD, notFound())
                .on("GET " + R + "/git/trees/" + HEAD, notFound())
                .on("GET " + R + "/git/trees/" + HEAD + "?recursive=1", notFound());

        assertThat(app.contents().filesIn(CATALOG, HEAD, "policies")).isEmpty();
        assertThat(app.contents().filesBelow(CATALOG, HEAD, "")).isEmpty();
    }

    @Test
    void folder_thatCouldNotBeHadForAMoment_isNotTakenForMissing() {
        github.on(
                        "GET " + R + "/contents/.github?ref=" + HEAD,
                        "[{\"name\": \"a\", \"type\": \"file\", \"sha\": \"5\"}]")
                .on(
                        "GET " + R + "/contents/policies?ref=" + HEAD,
                        notFound(),
                        notFound(),
                        notFound(),
                        json(200, "[{\"name\": \"b\", \"type\": \"file\", \"sha\": \"6\"}]"))
                .on("GET " + R + "/git/trees/" + HEAD, notFound());

        assertThat(app.contents().filesIn(CATALOG, HEAD, "policies")).isEmpty();
        assertThat(app.contents().filesIn(CATALOG, HEAD, "policies")).containsExactly("policies/b");
    }

    @Test
    void blobs_ofAServerThatRefusesThemInGitHubsWords_areReadByTheirPath() {
        github.on(
                        "GET " + R + "/contents/docs?ref=" + HEAD,
                        "[{\"name\": \"ecr-catalog.yaml\", \"type\": \"file\", \"sha\": \"" + "5".repeat(40) + "\"}]")
                .on("GET " + R + "/git/blobs/" + "5".repeat(40), notFound())
                .on("GET " + R + "/contents/" + FILE + "?ref=" + HEAD, json(200, "version: 1\n"), notFound());

        assertThat(text(app.contents().at(CATALOG, HEAD, FILE))).isEqualTo("version: 1\n");
        assertThatThrownBy(() -> app.contents().at(CATALOG, HEAD, FILE)).isInstanceOf(AccessLost.class);
    }

    @Test
    void pullRequest_thatCannotBeCompared_tellsOfItself() {
        github.on("GET " + R + "/compare/main..." + HEAD + "?per_page=1", notFound())
                .on(
                        "GET " + R + "/pulls/7",
                        "{\"number\": 7, \"head\": {\"sha\": \"" + HEAD
                                + "\"}, \"base\": {\"ref\": \"main\", \"sha\": \"" + BASE + "\"}}")
                .on(
                        "GET " + R + "/pulls/7/files?per_page=100",
                        "[{\"filename\": \"" + FILE + "\", \"status\": \"added\"}]")
                .on(
                        "GET " + R + "/git/ref/heads/main",
                        json(200, "{\"object\": {\"sha\": \"" + "3".repeat(40) + "\"}}"),
                        json(404, "{}"));

        assertThat(app.pullRequests().compare(CATALOG, "main", HEAD)).isEmpty();
        ChangeSet changes = app.pullRequests().uncompared(CATALOG, 7).orElseThrow();

        assertThat(changes)
                .isEqualTo(new ChangeSet(
                        new HeadSha("3".repeat(40)),
                        BASE,
                        HEAD,
                        List.of(new ChangedFile(FILE, Optional.empty(), ChangedFile.Kind.ADDED)),
                        true));
        assertThat(app.pullRequests().uncompared(CATALOG, 7).orElseThrow().baseTip())
                .isEqualTo(BASE);
    }

    private static MockResponse notFound() {
        return json(404, "{\"message\": \"Not Found\", \"documentation_url\": \"https://docs.github.com/rest\"}");
    }

    private static String text(FileRead read) {
        return read.match(bytes -> new String(bytes, StandardCharsets.UTF_8), "absent", what -> what);
    }

    @Test
    void payload_ofTheFewPartsThatCount_isRead() {
        String common = "\"installation\": {\"id\": 99}, \"repository\": {\"id\": 1001, \"name\": \"platform-catalog\","
                + " \"owner\": {\"login\": \"acme\"}, \"default_branch\": \"main\"}, \"sender\": {\"id\": 1, \"login\":"
                + " \"mia\"}";

        assertThat(decoded(
                        "pull_request",
                        "{\"action\": \"opened\", \"number\": 7, \"pull_request\": {\"head\": {\"sha\": \"" + HEAD
                                + "\"}, \"base\": {\"ref\": \"main\"}}, " + common + "}"))
                .isEqualTo(
                        new Event.PullRequestChanged(CATALOG, new Actor(1, "mia", false), "opened", 7, HEAD, "main"));
        assertThat(decoded(
                        "issue_comment",
                        "{\"action\": \"created\", \"issue\": {\"number\": 7}, \"comment\": {\"id\": 5, \"body\":"
                                + " \"/why\", \"user\": {\"id\": 1, \"login\": \"mia\"}}, " + common + "}"))
                .isInstanceOfSatisfying(
                        Event.CommentCreated.class,
                        comment -> assertThat(comment.comment().createdAt()).isEqualTo(now()));
    }

    @Test
    void payload_withoutInstallation_isIgnored() {
        assertThat(decoded(
                        "pull_request",
                        "{\"action\": \"opened\", \"pull_request\": {}, \"repository\": {\"id\": 1001}}"))
                .isInstanceOf(Event.Ignored.class);
    }

    private Event decoded(String event, String payload) {
        return app.decoder().decode(event, payload.getBytes(StandardCharsets.UTF_8));
    }
}
