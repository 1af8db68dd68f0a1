package dev.registrar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitOverHttpTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.open(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private Git clone(String name) throws Exception {
        return Git.cloneRepository()
                .setURI(bench.github.url() + "/acme/platform-catalog.git")
                .setDirectory(folder.resolve(name).toFile())
                .call();
    }

    private static String commit(Git git, String branch, String text) throws Exception {
        if (!git.getRepository().getBranch().equals(branch)) {
            git.checkout().setName(branch).setCreateBranch(true).call();
        }
        Files.writeString(git.getRepository().getWorkTree().toPath().resolve("README.md"), text);
        git.add().addFilepattern("README.md").call();
        return git.commit()
                .setMessage("Change")
                .setAuthor("Ana", "ana@acme.example")
                .setCommitter("Ana", "ana@acme.example")
                .setSign(false)
                .call()
                .name();
    }

    private static CredentialsProvider as(String login) {
        return new UsernamePasswordCredentialsProvider(login, "person_" + login);
    }

    @Test
    void clone_needsNobody_andHasTheHistory() throws Exception {
        try (Git git = clone("a")) {
            assertThat(git.log().call()).hasSize(3);
            assertThat(git.getRepository().getBranch()).isEqualTo("main");
        }
    }

    @Test
    void push_ofAPullRequestsBranch_synchronizesIt() throws Exception {
        try (Git git = clone("a")) {
            String first = commit(git, "topic", "one\n");
            git.push().setCredentialsProvider(as("ana")).call();
            int number = bench.pull("ana", "topic", "Topic");
            String second = commit(git, "topic", "two\n");
            git.push().setCredentialsProvider(as("ben")).call();
            bench.settle();
            Receiver.Hook push = bench.receiver.last("push");
            assertThat(push.at("/ref")).isEqualTo("refs/heads/topic");
            assertThat(push.at("/before")).isEqualTo(first);
            assertThat(push.at("/after")).isEqualTo(second);
            assertThat(push.at("/sender/login")).isEqualTo("ben");
            assertThat(push.at("/commits/0/modified/0")).isEqualTo("README.md");
            Receiver.Hook synchronize = bench.receiver.last("pull_request.synchronize");
            assertThat(synchronize.at("/number")).isEqualTo(Integer.toString(number));
            assertThat(synchronize.at("/before")).isEqualTo(first);
            assertThat(synchronize.at("/after")).isEqualTo(second);
            assertThat(synchronize.at("/sender/login")).isEqualTo("ben");
            assertThat(git.lsRemote().callAsMap())
                    .hasEntrySatisfying(
                            "refs/pull/" + number + "/head",
                            ref -> assertThat(ref.getObjectId().name()).isEqualTo(second));
        }
    }

    @Test
    void push_withoutTheRight_isRefused() throws Exception {
        try (Git git = clone("a")) {
            commit(git, "topic", "one\n");
            for (String login : new String[] {"eve", "nobody"}) {
                assertThatThrownBy(() ->
                                git.push().setCredentialsProvider(as(login)).call())
                        .isInstanceOf(TransportException.class);
            }
        }
    }

    @Test
    void push_toAProtectedBranch_isDeclined() throws Exception {
        bench.github.setUp().protect("acme/platform-catalog", "main", "registrar");
        try (Git git = clone("a")) {
            commit(git, "main", "one\n");
            RemoteRefUpdate update = git.push()
                    .setCredentialsProvider(as("olga"))
                    .call()
                    .iterator()
                    .next()
                    .getRemoteUpdates()
                    .iterator()
                    .next();
            assertThat(update.getStatus()).isEqualTo(RemoteRefUpdate.Status.REJECTED_OTHER_REASON);
            assertThat(update.getMessage()).contains("protected branch hook declined");
        }
    }

    @Test
    void fork_opensAPullRequestAcross() throws Exception {
        assertThat(bench.as("eve").post(Bench.CATALOG + "/forks", Map.of()).status())
                .isEqualTo(202);
        try (Git git = clone("a")) {
            String head = commit(git, "idea", "from outside\n");
            git.push()
                    .setRemote(bench.github.url() + "/eve/platform-catalog.git")
                    .add("idea")
                    .setCredentialsProvider(as("eve"))
                    .call();
            Rest.Answer opened = bench.as("eve")
                    .post(Bench.CATALOG + "/pulls", Map.of("title", "Idea", "head", "eve:idea", "base", "main"));
            assertThat(opened.status()).as(opened.text()).isEqualTo(201);
            assertThat(opened.at("/head/repo/full_name")).isEqualTo("eve/platform-catalog");
            assertThat(opened.at("/head/label")).isEqualTo("eve:idea");
            assertThat(bench.bot().get(Bench.CATALOG + "/git/commits/" + head).status())
                    .isEqualTo(200);
            String next = commit(git, "idea", "from outside again\n");
            git.push()
                    .setRemote(bench.github.url() + "/eve/platform-catalog.git")
                    .add("idea")
                    .setCredentialsProvider(as("eve"))
                    .call();
            bench.settle();
            assertThat(bench.receiver.names()).doesNotContain("push").contains("pull_request.opened");
            assertThat(bench.receiver.last("pull_request.synchronize").at("/after"))
                    .isEqualTo(next);
        }
    }
}
