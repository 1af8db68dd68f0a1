package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.cli.RunningServer;
import dev.registrar.sandbox.AppCredentials;
import dev.registrar.sandbox.SandboxGitHub;
import dev.registrar.sandbox.story.Person;
import dev.registrar.settings.Database;
import dev.registrar.settings.LogFormat;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The App is installed on an organization that has registries and has never heard of Registrar. */
@Timeout(120)
class OnboardingTest {
    private static final String CATALOG = """
            version: "1.0"
            managed_by: platform-team
            owner: ghosts
            repositories:
              payments-gateway:
                metadata:
                  id: REGISTRY_PAYMENTS_GATEWAY
                  owner: platform-team
                  risk: low
                  environment: dev
                  status: active
                aws:
                  repository_url: 111111111111.dkr.ecr.eu-west-2.amazonaws.com/payments-gateway
              Payments_API:
                metadata:
                  id: REGISTRY_PAYMENTS_API
                  owner: platform-team
                  risk: low
                  environment: dev
                  status: pending
            """;
    private static final String TERRAFORM = """
            module "ecr" {
              source = "../../modules/aws_ecr"
              name   = "payments-gateway"
            }
            """;

    @TempDir
    Path folder;

    private SandboxGitHub github;
    private AppCredentials app;
    private RunningServer registrar;

    @AfterEach
    void stop() {
        registrar.stop(Duration.ofSeconds(20));
        github.close();
    }

    @Test
    void catalogAndTerraform_areOfferedAConfiguration_whoseCheckBlocksNothing() throws Exception {
        start(
                true,
                Map.of(
                        "catalog",
                        Map.of("registries/ecr.yaml", CATALOG),
                        "infra",
                        Map.of("live/dev/ecr.tf", TERRAFORM)));
        JsonNode pull = offer("acme/catalog");

        assertThat(pull.get("title").asText()).isEqualTo("Let Registrar govern the container registries");
        assertThat(pull.get("body").asText())
                .contains("a catalog of 2 registries in `registries/ecr.yaml`", "it is not opened again");
        Person olga = person("acme/catalog");
        assertThat(olga.read(".github/registrar.yml", "registrar/onboarding"))
                .contains("role: catalog", "path: registries/ecr.yaml", "teams: [\"platform-team\"]");
        assertThat(olga.read(".github/ISSUE_TEMPLATE/registry-request.yml", "registrar/onboarding"))
                .contains("name: Registry request");

        JsonNode run = run("acme/catalog", pull);
        assertThat(run.get("name").asText()).isEqualTo("registrar");
        assertThat(run.get("conclusion").asText()).isEqualTo("neutral");
        assertThat(run.at("/output/summary").asText()).contains("blocks nothing", "Payments_API");
        assertThat(pulls("acme/infra")).isEmpty();

        merge(olga, pull);
        until(() -> labels("acme/catalog").contains("registry-request") ? Optional.of(true) : Optional.empty());
    }

    @Test
    void terraformAlone_getsACatalogToStartWith() throws Exception {
        start(true, Map.of("infra", Map.of("live/dev/ecr.tf", TERRAFORM)));
        JsonNode pull = offer("acme/infra");
        Person olga = person("acme/infra");
        assertThat(olga.read(".github/registrar.yml", "registrar/onboarding"))
                .contains("role: catalog", "paths: [\"live/**/*.tf\", \"live/**/*.tfvars\"]", "# approvals:");
        assertThat(olga.read("docs/20-contracts/resource-catalogs/ecr-catalog.yaml", "registrar/onboarding"))
                .contains("repositories: {}");
        // Its registries are in no catalog yet, which is said and blocks nothing.
        assertThat(run("acme/infra", pull).get("conclusion").asText()).isEqualTo("neutral");
    }

    @Test
    void offerThatWasClosed_isNeverMadeAgain() throws Exception {
        start(
                true,
                Map.of(
                        "catalog",
                        Map.of("registries/ecr.yaml", CATALOG),
                        "infra",
                        Map.of("live/dev/ecr.tf", TERRAFORM)));
        JsonNode pull = offer("acme/catalog");
        person("acme/catalog").send("PATCH", "/pulls/" + pull.get("number").asInt(), Map.of("state", "closed"));
        added("acme/catalog", "acme/infra");
        assertThat(pulls("acme/catalog")).hasSize(1);
        assertThat(pulls("acme/infra")).isEmpty();
    }

    @Test
    void nothingOfTheKind_isLeftAlone() throws Exception {
        start(
                true,
                Map.of(
                        "website",
                        Map.of(
                                "charts/repositories.yaml",
                                "repositories:\n  stable: {url: x}\n",
                                "main.tf",
                                "# none\n")));
        handled("installation");
        assertThat(pulls("acme/website")).isEmpty();
    }

    @Test
    void turnedOff_itDoesNotEvenLook() throws Exception {
        start(false, Map.of("catalog", Map.of("registries/ecr.yaml", CATALOG)));
        github.clearRequests();
        added("acme/catalog");
        assertThat(github.requests()).noneMatch(request -> request.path().contains("/git/trees"));
        assertThat(pulls("acme/catalog")).isEmpty();
    }

    private void start(boolean onboarding, Map<String, Map<String, String>> repositories) {
        github = SandboxGitHub.start(new SandboxGitHub.Options(0, folder, Clock.systemUTC(), false));
        var setUp = github.setUp()
                .organization("acme")
                .person("olga", "Olga")
                .owner("acme", "olga")
                .team("acme", "platform-team", "olga");
        repositories.forEach((name, files) -> setUp.repository("acme", name, files, "olga"));
        github.holdWebhooks(true);
        app = github.registerApp(URI.create("http://127.0.0.1:9/"));
        Settings settings = new Settings(
                "127.0.0.1",
                0,
                Optional.empty(),
                github.apiRoot(),
                new Database.Embedded(folder.resolve("database")),
                2,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                onboarding,
                Optional.empty(),
                LogFormat.TEXT);
        registrar = RunningServer.start(
                settings,
                new dev.registrar.settings.AppCredentials(
                        app.appId(), Secret.of(app.privateKeyPem()), List.of(Secret.of(app.webhookSecret()))),
                Clock.systemUTC());
        github.webhookTarget(webhooks());
        github.holdWebhooks(false);
    }

    private URI webhooks() {
        return URI.create("http://127.0.0.1:" + registrar.port() + "/webhooks/github");
    }

    private Person person(String repository) {
        return new Person("olga", github.apiRoot(), repository);
    }

    private JsonNode offer(String repository) {
        return until(() -> pulls(repository).findFirst());
    }

    private Stream<JsonNode> pulls(String repository) {
        return stream(person(repository).get("/pulls?state=all"));
    }

    private JsonNode run(String repository, JsonNode pull) {
        String runs = "/commits/" + pull.at("/head/sha").asText() + "/check-runs";
        JsonNode run = until(
                () -> stream(person(repository).get(runs).get("check_runs")).findFirst());
        assertThat(person(repository).get(runs).get("check_runs")).hasSize(1);
        return run;
    }

    private static void merge(Person person, JsonNode pull) {
        person.send("PUT", "/pulls/" + pull.get("number").asInt() + "/merge", Map.of("merge_method", "squash"));
    }

    private List<String> labels(String repository) {
        return stream(person(repository).get("/labels"))
                .map(label -> label.get("name").asText())
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
    }

    /** Tells Registrar that the repositories were added to the installation, and waits until it has worked on that. */
    private void added(String... names) throws Exception {
        List<Map<String, Object>> repositories = Stream.of(names)
                .map(name -> Map.<String, Object>of(
                        "id", person(name).get("").get("id").asLong(), "full_name", name))
                .toList();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("action", "added");
        payload.put("installation", Map.of("id", app.installationId()));
        payload.put("repositories_added", repositories);
        byte[] body = new ObjectMapper().writeValueAsBytes(payload);
        HttpRequest request = HttpRequest.newBuilder(webhooks())
                .header("X-GitHub-Event", "installation_repositories")
                .header("X-GitHub-Delivery", "added-1")
                .header("X-Hub-Signature-256", "sha256=" + signature(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
        handled("installation_repositories");
    }

    private String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(app.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    /** An event of this kind was worked on to the end. */
    private void handled(String event) {
        until(() -> metrics()
                .lines()
                .filter(line -> line.startsWith("registrar_deliveries_handled_seconds_count{"))
                .filter(line -> line.contains("event=\"" + event + "\"") && line.contains("outcome=\"done\""))
                .findFirst());
    }

    private String metrics() {
        try {
            URI metrics = webhooks().resolve("/metrics");
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private <T> T until(Supplier<Optional<T>> look) {
        long end = System.nanoTime() + Duration.ofSeconds(45).toNanos();
        while (true) {
            long version = github.version();
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain");
            }
            github.awaitChange(version, Duration.ofMillis(300));
        }
    }
}
