package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.pull.Actor;
import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.ChangedFile.Kind;
import dev.registrar.pull.CommitPeople;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.RepositoryName;
import dev.registrar.pull.Review;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemotePullRequestsTest {
    private static final String R = "/repos/acme/platform-catalog";
    private static final HeadSha HEAD = new HeadSha("1".repeat(40));
    private static final Actor ALICE = new Actor(201, "alice", false);

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    @Test
    void pullRequest_asGitHubShowsIt_isReadWhole() {
        github.on("GET " + R + "/pulls/7", resource("answers/pull.json"));

        assertThat(app.pullRequests().get(CATALOG, 7))
                .contains(new PullRequest(
                        7,
                        "Add payments-gateway",
                        "Adds one registry.",
                        ALICE,
                        HEAD,
                        "payments",
                        Optional.of(new RepositoryName("acme", "platform-catalog")),
                        "main",
                        false,
                        PullRequest.State.OPEN));
    }

    @Test
    void pullRequest_ofAVanishedForkAndAuthor_isReadAllTheSame() {
        github.on("GET " + R + "/pulls/8", resource("answers/pull-of-vanished-fork.json"));

        PullRequest pull = app.pullRequests().get(CATALOG, 8).orElseThrow();

        assertThat(pull.headRepository()).isEmpty();
        assertThat(pull.author()).isEqualTo(new Actor(0, "ghost", false));
        assertThat(pull.body()).isEmpty();
        assertThat(pull.draft()).isTrue();
        assertThat(pull.state()).isEqualTo(PullRequest.State.MERGED);
    }

    @Test
    void comparison_withEveryKindOfChange_namesPathsAndCommits() {
        github.on("GET " + R + "/compare/main..." + HEAD + "?per_page=1", resource("answers/comparison.json"));

        ChangeSet changes = app.pullRequests().compare(CATALOG, "main", HEAD).orElseThrow();

        assertThat(changes.baseTip().value()).isEqualTo("2".repeat(40));
        assertThat(changes.mergeBase().value()).isEqualTo("3".repeat(40));
        assertThat(changes.complete()).isTrue();
        assertThat(changes.files())
                .containsExactly(
                        new ChangedFile("docs/ecr-catalog.yaml", Optional.empty(), Kind.MODIFIED),
                        new ChangedFile("docs/new.md", Optional.empty(), Kind.ADDED),
                        new ChangedFile("docs/gone.md", Optional.empty(), Kind.REMOVED),
                        new ChangedFile("docs/b.md", Optional.of("docs/a.md"), Kind.RENAMED),
                        new ChangedFile("docs/copy.md", Optional.empty(), Kind.ADDED),
                        new ChangedFile("run.sh", Optional.empty(), Kind.MODIFIED));
    }

    @Test
    void comparison_ofThreeHundredFiles_maySayTooLittle() {
        String file = "{\"sha\": \"" + "4".repeat(40) + "\", \"status\": \"added\", \"filename\": \"f%d\"}";
        String files = IntStream.range(0, 300).mapToObj(file::formatted).collect(Collectors.joining(","));
        String commit = "{\"sha\": \"" + "2".repeat(40) + "\"}";
        github.on(
                "GET " + R + "/compare/main..." + HEAD + "?per_page=1",
                "{\"base_commit\": " + commit + ", \"merge_base_commit\": " + commit + ", \"files\": [" + files + "]}");

        assertThat(app.pullRequests()
                        .compare(CATALOG, "main", HEAD)
                        .orElseThrow()
                        .complete())
                .isFalse();
    }

    @Test
    void files_fromHub4j_areTheSameAsFromAComparison() {
        github.on("GET " + R + "/compare/main..." + HEAD + "?per_page=1", resource("answers/comparison.json"))
                .on("GET " + R + "/pulls/7/files?per_page=100", resource("answers/files.json"));

        assertThat(app.pullRequests().files(CATALOG, 7))
                .isEqualTo(app.pullRequests()
                        .compare(CATALOG, "main", HEAD)
                        .orElseThrow()
                        .files());
    }

    @Test
    void people_whoAllHaveAccounts_areNamedOnce() {
        github.on("GET " + R + "/pulls/7/commits?per_page=100", resource("answers/commits.json"));

        CommitPeople people = app.pullRequests().people(CATALOG, 7);

        assertThat(people.known()).containsExactly(ALICE, new Actor(19864447, "web-flow", false));
        assertThat(people.everyoneKnown()).isTrue();
    }

    @Test
    void people_withoutAccounts_leaveTheListIncomplete() {
        github.on("GET " + R + "/pulls/7/commits?per_page=100", resource("answers/commits-of-strangers.json"));

        CommitPeople people = app.pullRequests().people(CATALOG, 7);

        assertThat(people.known()).extracting(Actor::login).containsExactly("alice", "web-flow", "bob");
        assertThat(people.everyoneKnown()).isFalse();
    }

    @Test
    void pullRequests_withTheSameHead_includeThoseOfForks() {
        github.on("GET " + R + "/pulls?state=open&per_page=100", resource("answers/pulls.json"));

        assertThat(app.pullRequests().openWithHead(CATALOG, HEAD))
                .extracting(PullRequest::number)
                .containsExactly(7, 10);
    }

    @Test
    void reviews_pendingOrWithoutTheirCommit_areLeftOut() {
        github.on("GET " + R + "/pulls/7/reviews?per_page=100", resource("answers/reviews.json"));

        List<Review> reviews = app.pullRequests().reviews(CATALOG, 7);

        assertThat(reviews)
                .extracting(Review::state)
                .containsExactly(Review.State.APPROVED, Review.State.CHANGES_REQUESTED, Review.State.COMMENTED);
        assertThat(reviews.get(0).head()).isEqualTo(HEAD);
        assertThat(reviews.get(1).author().id()).isZero();
    }
}
