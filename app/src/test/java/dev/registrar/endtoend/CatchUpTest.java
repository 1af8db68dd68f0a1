package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.github.GitHubApp;
import dev.registrar.handler.GitHubPorts;
import dev.registrar.handler.Ledgers;
import dev.registrar.handler.Reconciler;
import dev.registrar.inbox.DeliveryHandler;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.WorkerSettings;
import dev.registrar.inbox.Workers;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.RecordedRequest;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.story.Person;
import dev.registrar.store.Database;
import dev.registrar.upkeep.Reconcile;
import dev.registrar.upkeep.Timers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happened while Registrar was away. */
@Timeout(180)
class CatchUpTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private SandboxGitHub github;
    private Person ana;
    private Person paula;

    @BeforeEach
    void aSandboxThatNobodyListensTo() {
        github = SandboxGitHub.start(new SandboxGitHub.Options(0, folder.resolve("sandbox"), CLOCK, true));
        ana = new Person("ana", github.apiRoot(), "acme/platform-catalog");
        paula = new Person("paula", github.apiRoot(), "acme/platform-catalog");
    }

    @AfterEach
    void close() {
        github.close();
    }

    private int pullRequest() {
        ana.branch("note");
        ana.write("README.md", "note", "A note.\n", "Add a note");
        return ana.openPullRequest("Add a note", "note");
    }

    private boolean judged(int number) {
        String head = ana.get("/pulls/" + number).at("/head/sha").asText();
        return ana.get("/commits/" + head + "/check-runs").get("total_count").asInt() == 1;
    }

    @Test
    void deliveriesThatFailed_areSentAgainAtTheStartAndWorkedOnOnce() throws Exception {
        int port = freePort();
        AppCredentials app = github.registerApp(URI.create("http://127.0.0.1:" + port + "/webhooks/github"));
        int number = pullRequest();
        long command = paula.comment(number, "/registry-help");
        assertThat(github.awaitDelivered(Duration.ofSeconds(60))).isTrue();

        Map<String, String> settings = new HashMap<>(ServedProcess.settings(app, github, folder.resolve("data")));
        settings.put("REGISTRAR_PORT", String.valueOf(port));
        for (int start = 0; start < 2; start++) {
            try (ServedProcess registrar = ServedProcess.start(settings)) {
                await().atMost(Duration.ofSeconds(90)).until(() -> judged(number) && answered(command));
                registrar.process().kill();
            }
        }

        assertThat(github.requests().stream().filter(CatchUpTest::redelivery).map(RecordedRequest::path))
                .as("each failed attempt is answered by one")
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
        assertThat(github.requests().stream()
                        .filter(request -> request.method().equals("POST")
                                && request.path().endsWith("/check-runs")))
                .hasSize(1);
    }

    private boolean answered(long comment) {
        JsonNode reactions = ana.get("/issues/comments/" + comment).get("reactions");
        return reactions.get("rocket").asInt() + reactions.get("confused").asInt() > 0;
    }

    private static boolean redelivery(RecordedRequest request) {
        return request.method().equals("POST") && request.path().endsWith("/attempts");
    }

    @Test
    void whatWasNeverHeardOf_isFoundAndQueuedOnceAndOldCommentsAreNot() {
        pullRequest();
        int request = ana.openIssue("[registry] captions", "No form at all", "registry-request");
        paula.comment(request, "/approve-registry");
        AppCredentials app = github.registerApp(URI.create("http://127.0.0.1:9/"));
        GitHubApp remote = new GitHubApp(
                dev.registrar.github.AppCredentials.of(String.valueOf(app.appId()), app.privateKeyPem()),
                github.apiRoot(),
                CLOCK,
                new SimpleMeterRegistry());
        try (Database database = Database.embedded(folder.resolve("data"), CLOCK, InboxLimits.forWorkers(1))) {
            assertThat(reconciled(database, remote))
                    .isEqualTo(Map.of("registrar.JUDGE", 1L, "registrar.SETTLE_REQUEST", 1L));
            assertThat(reconciled(database, remote)).as("the same once more").hasSize(2);
        }
    }

    /** One tick, and what is due after it. */
    private static Map<String, Long> reconciled(Database database, GitHubApp remote) {
        GitHubPorts ports = new GitHubPorts(
                remote.pullRequests(),
                remote.contents(),
                remote.checks(),
                remote.comments(),
                remote.issues(),
                remote.commits(),
                remote.teams(),
                remote.repositories());
        Ledgers ledgers = new Ledgers(
                database.inbox(), database.effects(), database.facts(), database.audit(), database.history());
        Reconcile reconcile =
                new Reconcile(remote.installations(), new Reconciler(ports, ledgers, CLOCK), database.inbox());
        DeliveryHandler nothingElse = (delivery, lease) -> Outcome.done();
        Timers timers = new Timers(
                List.of(new Timers.Timer("reconcile", Duration.ZERO, Duration.ofHours(1), reconcile)),
                database.inbox(),
                nothingElse,
                CLOCK);
        timers.begin();
        Workers workers = new Workers(database.inbox(), timers, WorkerSettings.of(1), CLOCK, new Random(1));
        assertThat(workers.step()).isTrue();
        return database.inbox().stats().due();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
