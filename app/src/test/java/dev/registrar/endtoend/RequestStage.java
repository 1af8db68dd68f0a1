package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.cli.RunningServer;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.story.Person;
import dev.registrar.settings.Database;
import dev.registrar.settings.LogFormat;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** The sandbox's GitHub and a Registrar at work on it, and the moves that tests of requests are made of. */
final class RequestStage implements AutoCloseable {
    static final String REPOSITORY = "acme/platform-catalog";
    static final String CATALOG = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";
    static final String MARKER = "<!-- registrar:request -->";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TO_STOP = Duration.ofSeconds(20);

    private final SandboxGitHub github;
    private final AppCredentials app;
    private final Path folder;
    private final Clock clock;
    private final List<String> catalogs;
    private RunningServer registrar;

    private RequestStage(SandboxGitHub github, AppCredentials app, Path folder, Clock clock, List<String> catalogs) {
        this.github = github;
        this.app = app;
        this.folder = folder;
        this.clock = clock;
        this.catalogs = catalogs;
        this.registrar = registrar();
        github.webhookTarget(target(registrar.port()));
        github.holdWebhooks(false);
    }

    static RequestStage start(Path folder, Clock clock, String... catalogs) {
        SandboxGitHub github = SandboxGitHub.start(new SandboxGitHub.Options(0, folder, clock, true));
        github.holdWebhooks(true);
        return new RequestStage(github, github.registerApp(target(9)), folder, clock, List.of(catalogs));
    }

    private static URI target(int port) {
        return URI.create("http://127.0.0.1:" + port + "/webhooks/github");
    }

    private RunningServer registrar() {
        Settings settings = new Settings(
                "127.0.0.1",
                0,
                Optional.empty(),
                github.apiRoot(),
                new Database.Embedded(folder.resolve("database")),
                4,
                Optional.empty(),
                Optional.empty(),
                catalogs,
                false,
                Optional.empty(),
                LogFormat.TEXT);
        return RunningServer.start(
                settings,
                new dev.registrar.settings.AppCredentials(
                        app.appId(), Secret.of(app.privateKeyPem()), List.of(Secret.of(app.webhookSecret()))),
                clock);
    }

    /** Stops Registrar and starts another one on the same database. */
    void restart() {
        github.holdWebhooks(true);
        registrar.stop(TO_STOP);
        registrar = registrar();
        github.webhookTarget(target(registrar.port()));
        github.holdWebhooks(false);
    }

    Path folder() {
        return folder;
    }

    void clone(Path into) {
        URI remote = github.url().resolve("/" + REPOSITORY + ".git");
        try (Git clone = Git.cloneRepository()
                .setURI(remote.toString())
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider("paula", "person_paula"))
                .setDirectory(into.toFile())
                .call()) {
            assertThat(clone.getRepository().isBare()).isFalse();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    SandboxGitHub github() {
        return github;
    }

    Person person(String login) {
        return person(login, REPOSITORY);
    }

    Person person(String login, String repository) {
        return new Person(login, github.apiRoot(), repository);
    }

    /** Changes the configuration on the default branch. */
    void configure(String text) {
        person("paula").write(".github/registrar.yml", "main", text, "Change the configuration");
    }

    static String configuration(String more) {
        return """
                version: 1
                role: catalog
                catalog:
                  path: docs/20-contracts/resource-catalogs/ecr-catalog.yaml
                  docs: docs/REGISTRY_CATALOG.md
                """ + more;
    }

    static String form(String name, String owner, String tier) {
        return form(name, owner, tier, "It is wanted.");
    }

    static String form(String name, String owner, String tier, String justification) {
        return """
                ### Registry name

                %s

                ### Owning team

                %s

                ### Risk tier

                %s

                ### Environment

                %s

                ### Domain

                delivery

                ### Justification

                %s
                """.formatted(name, owner, tier, tier.equals("high") ? "prod" : "dev", justification);
    }

    /** Mia asks for a registry of the low tier, and the preview is on show when this returns. */
    int requested(String name) {
        int number = asked("mia", form(name, "app-team-media", "low"));
        comment(number, MARKER, "Waiting for one approval");
        return number;
    }

    int asked(String login, String body) {
        return person(login).openIssue("[registry] a request", body, "registry-request");
    }

    String catalog() {
        return person("paula").read(CATALOG, "main");
    }

    JsonNode issue(int number) {
        return person("paula").get("/issues/" + number);
    }

    List<String> labels(int number) {
        List<String> labels = new ArrayList<>();
        issue(number)
                .get("labels")
                .forEach(label -> labels.add(label.get("name").asText()));
        return labels;
    }

    /** Comments of Registrar that begin with a marker. */
    List<String> comments(int number, String marker) {
        List<String> bodies = new ArrayList<>();
        for (JsonNode comment : person("paula").get("/issues/" + number + "/comments?per_page=100")) {
            String body = comment.get("body").asText();
            if (comment.at("/user/login").asText().equals("registrar[bot]") && body.startsWith(marker)) {
                bodies.add(body);
            }
        }
        return bodies;
    }

    String comment(int number, String marker, String text) {
        return until(
                "a comment with “" + text + "”",
                () -> comments(number, marker).stream()
                        .filter(body -> body.contains(text))
                        .findFirst());
    }

    /** Says something and waits for the reaction; gives back the answer, if one was written. */
    String refused(String login, int number, String command) {
        return answered(login, number, command, "confused");
    }

    String granted(String login, int number, String command) {
        return answered(login, number, command, "rocket");
    }

    private String answered(String login, int number, String command, String reaction) {
        long comment = person(login).comment(number, command);
        until("the reaction " + reaction + " to " + command, () -> reaction(comment, reaction));
        return String.join("\n", comments(number, "<!-- registrar:answer " + comment + " -->"));
    }

    private Optional<Boolean> reaction(long comment, String reaction) {
        JsonNode reactions = person("paula").get("/issues/comments/" + comment).get("reactions");
        String other = reaction.equals("rocket") ? "confused" : "rocket";
        assertThat(reactions.get(other).asInt()).as("reaction " + other).isZero();
        return reactions.get(reaction).asInt() > 0 ? Optional.of(true) : Optional.empty();
    }

    /** Whether a comment was reacted to in any way, once everything before has been worked on. */
    boolean noticed(int number, long comment) {
        granted("paula", number, "/registry-help");
        return person("paula")
                        .get("/issues/comments/" + comment)
                        .at("/reactions/total_count")
                        .asInt()
                > 0;
    }

    String committed(int number) {
        until(
                "#" + number + " to be closed",
                () -> Optional.of(issue(number))
                        .filter(issue -> issue.get("state").asText().equals("closed")));
        return comment(number, MARKER, "is in the catalog");
    }

    /** Delivers what GitHub would not: a signed webhook of one's own making. */
    int deliver(String event, ObjectNode payload) {
        try {
            byte[] body = JSON.writeValueAsBytes(payload);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(app.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            HttpRequest request = HttpRequest.newBuilder(target(registrar.port()))
                    .header("X-GitHub-Event", event)
                    .header("X-GitHub-Delivery", UUID.randomUUID().toString())
                    .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A comment on an issue as a webhook tells it. */
    ObjectNode commentEvent(String action, int number, long comment) {
        Person paula = person("paula");
        ObjectNode payload = JSON.createObjectNode().put("action", action);
        payload.set("issue", paula.get("/issues/" + number));
        JsonNode told = paula.get("/issues/comments/" + comment);
        payload.set("comment", told);
        payload.set("sender", told.get("user"));
        payload.set("repository", paula.get(""));
        payload.putObject("installation").put("id", app.installationId());
        return payload;
    }

    <T> T until(String what, Supplier<Optional<T>> look) {
        return until(what, () -> {}, look);
    }

    /** Looks again whenever something has changed in the sandbox, or a little later. */
    <T> T until(String what, Runnable meanwhile, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long version = github.version();
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as("waited for " + what).isLessThan(end);
            meanwhile.run();
            github.awaitChange(version, Duration.ofMillis(250));
        }
    }

    @Nullable
    JsonNode send(String login, String method, String path, @Nullable Map<String, ?> body) {
        return person(login).send(method, path, body);
    }

    @Override
    public void close() {
        registrar.stop(TO_STOP);
        github.close();
    }
}
