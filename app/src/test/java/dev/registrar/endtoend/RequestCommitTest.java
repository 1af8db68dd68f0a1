package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.CATALOG;
import static dev.registrar.endtoend.RequestStage.MARKER;
import static dev.registrar.endtoend.RequestStage.configuration;
import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.audit.Anchors;
import dev.registrar.audit.Verification;
import dev.registrar.git.CommitTrailers;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.RecordedRequest;
import dev.registrar.sandbox.story.Person;
import dev.registrar.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes onto the branch, whatever happens around it. */
class RequestCommitTest {
    private static final String APPROVE = "/approve-registry";
    private static final int MANY = 50;

    @TempDir
    Path folder;

    private HastyClock clock = new HastyClock(1);
    private RequestStage stage;

    @BeforeEach
    void start() {
        stage = RequestStage.start(folder, clock);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void fiftyRequests_approvedAtTheSameTime_areFiftyEntries_eachOnce() {
        String before = stage.catalog();
        List<Integer> numbers = new ArrayList<>();
        stage.github().holdWebhooks(true);
        for (int i = 0; i < MANY; i++) {
            numbers.add(stage.asked("mia", form("bulk-" + name(i), "app-team-media", "low")));
        }
        stage.github().holdWebhooks(false);
        budgeted(
                "all previews",
                () -> numbers.stream()
                        .allMatch(number -> !stage.comments(number, MARKER).isEmpty()));
        clock.forward(Duration.ofSeconds(2));
        stage.github().holdWebhooks(true);
        Person paula = stage.person("paula");
        numbers.forEach(number -> paula.comment(number, APPROVE));
        stage.github().holdWebhooks(false);
        budgeted(
                "all issues to be closed",
                () -> numbers.stream()
                        .allMatch(number ->
                                stage.issue(number).get("state").asText().equals("closed")));
        String after = stage.catalog();
        for (int i = 0; i < MANY; i++) {
            assertThat(after).containsOnlyOnce("\n  bulk-" + name(i) + ":\n");
        }
        assertThat(withoutEntries(after)).isEqualTo(before);
        assertThat(commits("bulk-")).hasSize(MANY);
        assertThat(misfits()).isEmpty();
    }

    @Test
    void request_whoseNameWasGivenToAnother_isShownAnew() {
        int first = stage.requested("media-twin");
        int second = stage.asked("mia", form("media-twins", "app-team-media", "low"));
        stage.comment(second, MARKER, "asked for before");
        stage.granted("paula", first, APPROVE);
        stage.committed(first);
        assertThat(stage.comment(second, MARKER, "needs changes")).contains("easily taken for that of `media-twin`");
    }

    @Test
    void request_whileTheConfigurationIsBroken_isToldSo_andGoesOnWithTheRepair() {
        int waiting = stage.requested("media-before");
        stage.configure("version: 1\nrole: [catalog\n");
        int number = stage.asked("mia", form("media-during", "app-team-media", "low"));
        stage.comment(number, MARKER, "has to wait");
        assertThat(stage.refused("paula", waiting, APPROVE))
                .contains("cannot be used. `.github/registrar.yml`, line 2: ");
        stage.configure(configuration("approvals: {teams: [ghosts]}\n"));
        stage.comment(number, MARKER, "`ghosts` in `approvals.teams`");
        stage.comment(waiting, MARKER, "`ghosts` in `approvals.teams`");
    }

    @Test
    void request_thatIsCommitted_waitsForNoConfiguration() {
        int number = stage.requested("media-done");
        stage.granted("paula", number, APPROVE);
        stage.committed(number);
        stage.configure("version: 1\nrole: [catalog\n");

        stage.send("mia", "PATCH", "/issues/" + number, Map.of("title", "Another title"));
        stage.refused("paula", number, "/why"); // answered after the edit, which is about the same issue

        assertThat(stage.comments(number, MARKER)).singleElement().asString().contains("is in the catalog");
    }

    /** Holds the audit record against a clone. */
    private List<String> misfits() {
        Anchors anchors = new Anchors();
        Path clone = folder.resolve("clone");
        stage.clone(clone);
        try (Database database = Database.embedded(folder.resolve("database"), clock, InboxLimits.forWorkers(1))) {
            assertThat(database.audit().verify()).isInstanceOf(Verification.Intact.class);
            database.audit().forEach(Instant.EPOCH, anchors::record);
        }
        CommitTrailers.read(clone, new CommitTrailers.Reader() {
            @Override
            public void commit(String name) {
                anchors.commit(name);
            }

            @Override
            public void trailer(CommitTrailers.Trailer trailer) {
                anchors.trailer(trailer.commit(), trailer.key(), trailer.value());
            }
        });
        assertThat(anchors.size()).isEqualTo(MANY);
        return anchors.misfits();
    }

    /** Names that are not near-duplicates of each other. */
    private static String name(int i) {
        return "" + (char) ('a' + i / 10) + "x" + (char) ('k' + i % 10) + "q";
    }

    private static String withoutEntries(String catalog) {
        return catalog.replaceAll("(?m)^  bulk-[a-z]+:\\n(?:    .*\\n)+\\n?", "");
    }

    private List<String> commits(String name) {
        List<String> found = new ArrayList<>();
        for (JsonNode commit : stage.person("paula").get("/commits?sha=main&per_page=100")) {
            String message = commit.at("/commit/message").asText();
            if (message.startsWith("Add registry " + name)) {
                found.add(message);
            }
        }
        return found;
    }

    /** While it waits, the minutes pass that the budget of writes needs. */
    private void budgeted(String what, BooleanSupplier done) {
        stage.until(
                what,
                () -> clock.forward(Duration.ofSeconds(7)),
                () -> done.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    @Test
    void commit_thatLosesARace_isPlannedAnew() {
        int number = stage.requested("media-race");
        // Somebody pushes between the reading and the writing: the commit is made, and then the branch has moved.
        stage.github().holdWebhooks(true);
        stage.person("paula").comment(number, APPROVE);
        String refs = ".*/git/refs/.*";
        stage.github()
                .fail(Fault.answer("PATCH", refs, 422, "{\"message\": \"Update is not a fast forward\"}")
                        .times(2));
        String text = stage.catalog();
        stage.person("ana").write(CATALOG, "main", text + "\n# A line that somebody added.\n", "Add a line");
        stage.github().holdWebhooks(false);
        stage.committed(number);
        assertThat(stage.catalog()).contains("\n  media-race:\n").endsWith("# A line that somebody added.\n");
        assertThat(commits("media-race")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, .*/git/trees, true",
        "POST, .*/git/commits, true",
        "PATCH, .*/git/refs/.*, true",
        "PATCH, .*/git/refs/.*, false",
        "PATCH, .*/issues/comments/.*, true",
        "PATCH, .*/issues/[0-9]+, true",
        "POST, .*/reactions, true",
        "POST, .*/issues/[0-9]+/labels, true"
    })
    void callThatBreaks_atWhateverStep_isMadeGood_andNothingIsThereTwice(
            String method, String path, boolean carriedOut) {
        int number = stage.requested("media-broken");
        Fault fault = Fault.closeConnection(method, path);
        stage.github().fail(carriedOut ? fault.afterTheEffect() : fault);
        clock.forward(Duration.ofSeconds(2));
        stage.person("paula").comment(number, APPROVE);
        budgeted(
                "the end",
                () -> stage.issue(number).get("state").asText().equals("closed")
                        && stage.comments(number, MARKER).get(0).contains("is in the catalog"));
        budgeted("the reaction", () -> reactions(number) == 2);
        assertThat(stage.catalog()).containsOnlyOnce("\n  media-broken:\n");
        assertThat(commits("media-broken")).hasSize(1);
        assertThat(stage.comments(number, "<!-- registrar:")).hasSize(1);
    }

    private int reactions(int number) {
        int count = 0;
        for (JsonNode comment : stage.person("paula").get("/issues/" + number + "/comments")) {
            count += comment.at("/reactions/total_count").asInt();
        }
        return count;
    }

    @Test
    void process_thatDiesBetweenCommitAndComment_isFinishedByTheNext() {
        int number = stage.requested("media-died");
        clock.forward(Duration.ofSeconds(2));
        // The branch moves, the answer is lost, and nothing else gets through until there is another process.
        stage.github().fail(Fault.closeConnection("PATCH", ".*/git/refs/.*").afterTheEffect());
        stage.github().fail(Fault.closeConnection("*", ".*/compare/.*").times(1_000));
        stage.person("paula").comment(number, APPROVE);
        stage.until("the commit", () -> commits("media-died").stream().findFirst());
        stage.restart();
        stage.github().clearFaults();
        budgeted("the end", () -> stage.issue(number).get("state").asText().equals("closed"));
        assertThat(commits("media-died")).hasSize(1);
        assertThat(stage.comments(number, "<!-- registrar:"))
                .singleElement()
                .asString()
                .contains("is in the catalog");
    }

    @Test
    void commit_thatIsGivenUp_isToldOnTheRequest_andMadeOnRecheck() {
        int number = stage.requested("media-slow");
        stage.github()
                .fail(Fault.answer("POST", "/repos/.*/git/commits", 502, "bad gateway")
                        .times(1_000));
        clock.forward(Duration.ofSeconds(2));
        stage.granted("paula", number, APPROVE);

        String said = stage.until(
                "eight tries, two hours in all",
                () -> clock.forwardWhenIdle(Duration.ofMinutes(10), stage.github()),
                () -> stage.comments(number, "<!-- registrar:given-up ").stream()
                        .findFirst());
        assertThat(said).contains("could not do what follows on the approval", "/recheck");

        stage.github().clearFaults();
        stage.person("mia").comment(number, "/recheck");
        budgeted("the end", () -> stage.issue(number).get("state").asText().equals("closed"));
        assertThat(commits("media-slow")).hasSize(1);
    }

    @Test
    void redelivery_ofEverything_changesNothing() {
        int number = stage.requested("media-again");
        clock.forward(Duration.ofSeconds(2));
        stage.granted("paula", number, APPROVE);
        stage.committed(number);
        String catalog = stage.catalog();
        List<String> comments = stage.comments(number, "");
        long comment = stage.person("paula")
                .get("/issues/" + number + "/comments")
                .get(1)
                .get("id")
                .asLong();
        // Under another GUID it is not known for a redelivery; the comment's id is what counts.
        stage.deliver("issue_comment", stage.commentEvent("created", number, comment));
        stage.granted("paula", number, "/registry-help");
        assertThat(stage.catalog()).isEqualTo(catalog);
        assertThat(commits("media-again")).hasSize(1);
        assertThat(stage.comments(number, MARKER)).isEqualTo(comments);
        assertThat(stage.issue(number).get("state").asText()).isEqualTo("closed");
    }

    @Test
    void symbolicLink_inThePlaceOfTheDocuments_isNotWrittenThrough() {
        Person paula = stage.person("paula");
        String tip = paula.get("/git/ref/heads/main").at("/object/sha").asText();
        String base = paula.get("/git/commits/" + tip).at("/tree/sha").asText();
        String tree = paula.send(
                        "POST",
                        "/git/trees",
                        Map.of(
                                "base_tree",
                                base,
                                "tree",
                                List.of(Map.of(
                                        "path", "docs/REGISTRY_CATALOG.md",
                                        "mode", "120000",
                                        "type", "blob",
                                        "content", "../.github/registrar.yml"))))
                .get("sha")
                .asText();
        String commit = paula.send(
                        "POST", "/git/commits", Map.of("message", "Link", "tree", tree, "parents", List.of(tip)))
                .get("sha")
                .asText();
        paula.send("PATCH", "/git/refs/heads/main", Map.of("sha", commit));
        int number = stage.asked("mia", form("media-link", "app-team-media", "low"));
        assertThat(stage.comment(number, MARKER, "needs changes"))
                .contains("`docs/REGISTRY_CATALOG.md` is a symbolic link");
        assertThat(stage.github().requests())
                .filteredOn(request ->
                        request.method().equals("POST") && request.actor().equals("registrar[bot]"))
                .extracting(RecordedRequest::path)
                .noneMatch(path -> path.endsWith("/git/trees"));
    }
}
