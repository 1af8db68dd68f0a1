package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.github.GHAppInstallation;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHCompare;
import org.kohsuke.github.GHContent;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHIssue;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHIssueStateReason;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestFileDetail;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GHUser;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.ReactionContent;

/** The client that Registrar uses cannot tell the difference. */
class Hub4jTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.open(folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private GitHub asApp() throws IOException {
        return new GitHubBuilder()
                .withEndpoint(bench.github.apiRoot().toString())
                .withJwtToken(bench.jwt())
                .build();
    }

    private GitHub asInstallation() throws Exception {
        GHAppInstallation installation = asApp().getApp().getInstallationByRepository("acme", "platform-catalog");
        assertThat(installation.getId()).isEqualTo(bench.app.installationId());
        String token = installation.createToken().create().getToken();
        return new GitHubBuilder()
                .withEndpoint(bench.github.apiRoot().toString())
                .withAppInstallationToken(token)
                .build();
    }

    @Test
    void repository_isReadWhole() throws Exception {
        GitHub github = asInstallation();
        GHRepository repository = github.getRepository("acme/platform-catalog");
        assertThat(repository.isPrivate()).isTrue();
        assertThat(repository.getDefaultBranch()).isEqualTo("main");
        assertThat(repository.getOwnerName()).isEqualTo("acme");
        assertThat(repository.getCreatedAt()).isNotNull();
        GHContent content = repository.getFileContent(".github/registrar.yml", "main");
        assertThat(new String(content.read().readAllBytes(), StandardCharsets.UTF_8))
                .contains("role: catalog");
        assertThat(repository.getDirectoryContent("docs")).hasSize(2);
        GHTree tree = repository.getTreeRecursive("main", 1);
        assertThat(tree.getEntry("README.md").getSize()).isPositive();
        assertThat(repository.getBranch("main").getSHA1()).isEqualTo(bench.tip("main"));
        GHUser paula = github.getUser("paula");
        assertThat(repository.getPermission(paula)).isEqualTo(GHPermissionType.ADMIN);
        assertThat(github.getOrganization("acme").getTeamBySlug("platform-team").getMembers())
                .hasSize(2);
        assertThat(github.getInstallation().listRepositories().toList()).hasSize(2);
    }

    @Test
    void commit_isMadeByTheGitDataInterface() throws Exception {
        GHRepository repository = asInstallation().getRepository("acme/platform-catalog");
        String tip = repository.getRef("heads/main").getObject().getSha();
        GHTree tree = repository
                .createTree()
                .baseTree(repository.getCommit(tip).getTree().getSha())
                .add("docs/new.md", "new\n", false)
                .create();
        GHCommit commit = repository
                .createCommit()
                .message("Add a page")
                .parent(tip)
                .tree(tree.getSha())
                .create();
        repository.getRef("heads/main").updateTo(commit.getSHA1());
        GHCommit read = repository.getCommit("main");
        assertThat(read.getSHA1()).isEqualTo(commit.getSHA1());
        assertThat(read.getCommitShortInfo().getVerification().isVerified()).isTrue();
        assertThat(read.getAuthor().getLogin()).isEqualTo("registrar[bot]");
        assertThat(read.listFiles().toList()).singleElement().satisfies(file -> {
            assertThat(file.getFileName()).isEqualTo("docs/new.md");
            assertThat(file.getStatus()).isEqualTo("added");
        });
    }

    @Test
    void pullRequest_isJudgedWithACheckRun() throws Exception {
        String head = bench.branch("ana", "topic", "README.md", "# New\n");
        int number = bench.pull("ana", "topic", "Topic");
        GHRepository repository = asInstallation().getRepository("acme/platform-catalog");
        GHPullRequest pull = repository.getPullRequest(number);
        assertThat(pull.getHead().getSha()).isEqualTo(head);
        assertThat(pull.getUser().getLogin()).isEqualTo("ana");
        assertThat(pull.getMergeable()).isTrue();
        assertThat(pull.isDraft()).isFalse();
        assertThat(pull.listFiles().toList())
                .extracting(GHPullRequestFileDetail::getFilename)
                .containsExactly("README.md");
        GHCompare compare = repository.getCompare(pull.getBase().getSha(), head);
        assertThat(compare.getMergeBaseCommit().getSHA1())
                .isEqualTo(pull.getBase().getSha());
        assertThat(compare.getFiles()).hasSize(1);
        GHCheckRun run = repository
                .createCheckRun("registrar", head)
                .withStatus(GHCheckRun.Status.COMPLETED)
                .withConclusion(GHCheckRun.Conclusion.FAILURE)
                .withExternalID("1")
                .add(new GHCheckRunBuilder.Output("One problem", "Look")
                        .add(new GHCheckRunBuilder.Annotation(
                                "README.md", 1, GHCheckRun.AnnotationLevel.FAILURE, "Wrong")))
                .add(new GHCheckRunBuilder.Action("Fix", "Commit the fix", "fix"))
                .create();
        assertThat(run.getApp().getId()).isEqualTo(bench.app.appId());
        assertThat(run.getOutput().getAnnotationsCount()).isEqualTo(1);
        assertThat(run.getPullRequests()).hasSize(1);
        assertThat(repository.getCheckRuns(head).toList()).singleElement().satisfies(read -> {
            assertThat(read.getName()).isEqualTo("registrar");
            assertThat(read.getConclusion()).isEqualTo(GHCheckRun.Conclusion.FAILURE);
        });
    }

    @Test
    void issue_isAnsweredAndClosed() throws Exception {
        bench.as("ana")
                .post(
                        Bench.CATALOG + "/issues",
                        Map.of(
                                "title",
                                "A registry",
                                "body",
                                "### Registry name",
                                "labels",
                                List.of("registry-request")));
        GHRepository repository = asInstallation().getRepository("acme/platform-catalog");
        GHIssue issue = repository.getIssue(1);
        assertThat(issue.getLabels()).hasSize(1);
        GHIssueComment comment = issue.comment("Preview");
        assertThat(comment.getUser().getType()).isEqualTo("Bot");
        comment.update("Preview, edited");
        comment.createReaction(ReactionContent.EYES);
        issue.addLabels("approved");
        issue.close(GHIssueStateReason.COMPLETED);
        assertThat(repository.getIssue(1).getState()).isEqualTo(GHIssueState.CLOSED);
        assertThat(issue.listComments().toList())
                .extracting(GHIssueComment::getBody)
                .containsExactly("Preview, edited");
    }

    @Test
    void payloads_areUnderstood() throws Exception {
        bench.branch("ana", "topic", "README.md", "# New\n");
        int number = bench.pull("ana", "topic", "Topic");
        bench.as("paula").post(Bench.CATALOG + "/issues/" + number + "/comments", Map.of("body", "/why"));
        bench.as("paula").post(Bench.CATALOG + "/pulls/" + number + "/reviews", Map.of("event", "APPROVE"));
        bench.settle();
        GitHub github = asInstallation();
        GHEventPayload.PullRequest opened = parse(github, "pull_request.opened", GHEventPayload.PullRequest.class);
        assertThat(opened.getNumber()).isEqualTo(number);
        assertThat(opened.getInstallation().getId()).isEqualTo(bench.app.installationId());
        assertThat(opened.getPullRequest().getHead().getRef()).isEqualTo("topic");
        GHEventPayload.IssueComment comment = parse(github, "issue_comment.created", GHEventPayload.IssueComment.class);
        assertThat(comment.getIssue().isPullRequest()).isTrue();
        assertThat(comment.getComment().getBody()).isEqualTo("/why");
        GHEventPayload.PullRequestReview review =
                parse(github, "pull_request_review.submitted", GHEventPayload.PullRequestReview.class);
        assertThat(review.getReview().getUser().getLogin()).isEqualTo("paula");
        GHEventPayload.Push push = parse(github, "push", GHEventPayload.Push.class);
        assertThat(push.getRef()).isEqualTo("refs/heads/topic");
        assertThat(push.getCommits()).hasSize(1);
        assertThat(push.getRepository().getOwnerName()).isEqualTo("acme");
        GHEventPayload.CheckSuite suite = parse(github, "check_suite.requested", GHEventPayload.CheckSuite.class);
        assertThat(suite.getCheckSuite().getHeadBranch()).isEqualTo("topic");
    }

    private <T extends GHEventPayload> T parse(GitHub github, String name, Class<T> type) throws IOException {
        String body = bench.receiver.last(name).body();
        return github.parseEventPayload(new StringReader(body), type);
    }
}
