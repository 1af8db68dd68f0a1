package dev.registrar.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.cli.SandboxServer;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.sandbox.RecordedRequest;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.aws.SandboxAws;
import dev.registrar.sandbox.story.Person;
import dev.registrar.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The sandbox's organization with a Registrar at work, and what tests do and look for there. */
final class Acme implements BeforeEachCallback, AfterEachCallback {
    static final String REPOSITORY = "acme/platform-catalog";
    static final String CATALOG = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";
    static final String CONFIGURATION = ".github/registrar.yml";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Clock clock;
    private @Nullable Path folder;
    private @Nullable SandboxServer server;
    private boolean aws;
    private int branches;

    Acme() {
        this(Clock.systemUTC());
    }

    Acme(Clock clock) {
        this.clock = clock;
    }

    /** With the sandbox's AWS within Registrar's reach. */
    Acme withAws() {
        aws = true;
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("acme");
        server = aws ? SandboxServer.withAws(0, 0, folder, clock) : SandboxServer.start(0, folder, clock);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        server().close();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(folder))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private SandboxServer server() {
        return Objects.requireNonNull(server);
    }

    SandboxGitHub github() {
        return server().github();
    }

    /** Where the registries of the seeded catalog are. */
    SandboxAws aws() {
        return server().aws().orElseThrow().standIn();
    }

    /** Where Registrar's own pages are. */
    URI dashboard() {
        return URI.create("http://127.0.0.1:" + server().registrar().port());
    }

    Person person(String login) {
        return person(login, REPOSITORY);
    }

    Person person(String login, String repository) {
        return new Person(login, github().apiRoot(), repository);
    }

    /** Opens a pull request in which the person edits the catalog so. */
    int edits(String login, UnaryOperator<String> edit) {
        return changes(login, CATALOG, edit);
    }

    int changes(String login, String path, UnaryOperator<String> edit) {
        String branch = branch();
        Person person = person(login);
        person.branch(branch);
        person.write(path, branch, edit.apply(person.read(path, branch)), "Change " + path);
        return person.openPullRequest("A change by " + login, branch);
    }

    synchronized String branch() {
        return "change-" + ++branches;
    }

    /** Edits the head branch of a pull request. */
    void pushes(String login, int number, UnaryOperator<String> edit) {
        Person person = person(login);
        String branch = person.get("/pulls/" + number).at("/head/ref").asText();
        person.write(CATALOG, branch, edit.apply(person.read(CATALOG, branch)), "Another change by " + login);
    }

    String head(int number) {
        return person("olga").get("/pulls/" + number).at("/head/sha").asText();
    }

    /** The newest run of that name on the head, once it has ended so. */
    JsonNode run(int number, String name, String conclusion) {
        return runOn(() -> head(number), name, conclusion);
    }

    JsonNode runOn(Supplier<String> commit, String name, String conclusion) {
        return runOn(commit, name, conclusion, REPOSITORY);
    }

    JsonNode runOn(Supplier<String> commit, String name, String conclusion, String repository) {
        return until(
                name + " to end with " + conclusion,
                () -> runs(commit.get(), repository).stream()
                        .filter(run -> run.get("name").asText().equals(name))
                        .filter(run -> run.path("conclusion").asText().equals(conclusion))
                        .findFirst(),
                () -> outcomesOn(commit.get(), repository));
    }

    List<JsonNode> runs(String commit) {
        return runs(commit, REPOSITORY);
    }

    List<JsonNode> runs(String commit, String repository) {
        return list(person("olga", repository)
                .get("/commits/" + commit + "/check-runs?per_page=100")
                .get("check_runs"));
    }

    /** Names and conclusions, such as {@code registrar success}. */
    List<String> outcomes(int number) {
        return outcomesOn(head(number), REPOSITORY);
    }

    private List<String> outcomesOn(String commit, String repository) {
        return runs(commit, repository).stream()
                .map(run ->
                        run.get("name").asText() + " " + run.path("conclusion").asText())
                .sorted()
                .toList();
    }

    /** The one comment, once it says this. */
    String verdict(int number, String text) {
        return said(number, "registrar:verdict", text);
    }

    String said(int number, String marker, String text) {
        return until(
                "a comment with “" + text + "”",
                () -> own(number).stream()
                        .filter(body -> body.contains(marker) && body.contains(text))
                        .findFirst(),
                () -> own(number));
    }

    /** Registrar's own comments. */
    List<String> own(int number) {
        return list(person("olga").get("/issues/" + number + "/comments?per_page=100")).stream()
                .filter(comment -> comment.at("/user/login").asText().equals("registrar[bot]"))
                .map(comment -> comment.get("body").asText())
                .toList();
    }

    /** Comments, waits for the last reaction, and returns the answer, which is empty where there is none. */
    String comments(String login, int number, String text, String reaction) {
        long comment = person(login).comment(number, text);
        until(
                "the reaction " + reaction + " to " + text,
                () -> Optional.of(person("olga").get("/issues/comments/" + comment))
                        .filter(found -> found.at("/reactions/" + reaction).asInt() > 0),
                () -> own(number));
        return own(number).stream()
                .filter(body -> body.contains("registrar:answer " + comment))
                .findFirst()
                .orElse("");
    }

    void reviews(String login, int number, String event) {
        person(login).send("POST", "/pulls/" + number + "/reviews", Map.of("event", event, "body", "looked at it"));
    }

    /** Presses Fix on a check run. */
    void press(String login, JsonNode run) {
        sandbox(login, "POST", "/check-runs/" + run.get("id").asLong() + "/actions/fix");
    }

    /** The newest first. */
    List<JsonNode> deliveries() {
        return list(sandbox("olga", "GET", "/deliveries?limit=100"));
    }

    /** The sandbox's own addresses, which GitHub has not. */
    private JsonNode sandbox(String login, String method, String path) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(github().url().resolve("/_sandbox" + path))
                                    .header("Authorization", "Bearer person_" + login)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(answer.statusCode() + " for " + path + ": " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What Registrar has asked for since the last {@link #forgetRequests}, tokens and 304 answers left out. */
    List<RecordedRequest> asked() {
        return github().requests().stream()
                .filter(request -> request.actor().equals("registrar[bot]"))
                .filter(request -> request.status() != 304)
                .toList();
    }

    void forgetRequests() {
        github().clearRequests();
    }

    /** Ends the server, and reads the audit record: what, on which number, by whom. */
    List<String> recorded() {
        server().registrar().stop(Duration.ofSeconds(10));
        try (Database database = Database.embedded(
                Objects.requireNonNull(folder).resolve("database"), Clock.systemUTC(), InboxLimits.forWorkers(1))) {
            return database.audit().latest(REPOSITORY, 100).stream()
                    .map(record -> record.kind() + " " + record.subject() + " by "
                            + record.details().get("by"))
                    .toList();
        }
    }

    <T> T until(String what, Supplier<Optional<T>> look) {
        return until(what, look, List::of);
    }

    /**
     * @param there what to show of what is there instead, when it does not come
     */
    private <T> T until(String what, Supplier<Optional<T>> look, Supplier<List<String>> there) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long version = github().version();
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "waited " + PATIENCE.toSeconds() + " s for " + what + ", found " + there.get());
            }
            github().awaitChange(version, Duration.ofMillis(500));
        }
    }

    /** A low, pending registry of the payments team, which nothing speaks against. */
    static UnaryOperator<String> adds(String name) {
        return catalog -> catalog + entry(name);
    }

    static String entry(String name) {
        return """

                  %s:
                    metadata:
                      id: REGISTRY_%s
                      owner: app-team-payments
                      risk: low
                      environment: dev
                      status: pending
                """.formatted(name, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }
}
