package dev.registrar.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.registrar.settings.Problem;
import dev.registrar.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart, rendered with its own values and with those of an installation. */
class HelmChartTest {
    private static final Path CHART = Path.of("../deploy/helm/registrar");
    private static final Map<String, Object> MANY = Map.of(
            "replicaCount", 3,
            "url", "https://registrar.example.com",
            "catalogs", List.of("acme/platform-catalog"),
            "githubApp", Map.of("existingSecret", "registrar-github-app"),
            "database",
                    Map.of(
                            "url",
                            "jdbc:postgresql://db:5432/registrar",
                            "existingSecret",
                            "registrar-database",
                            "userKey",
                            "username",
                            "passwordKey",
                            "password"),
            "serviceMonitor", Map.of("enabled", true, "interval", "30s", "labels", Map.of("release", "prometheus")),
            "ingress",
                    Map.of(
                            "enabled",
                            true,
                            "className",
                            "nginx",
                            "host",
                            "registrar.example.com",
                            "tlsSecret",
                            "tls",
                            "annotations",
                            Map.of()),
            "tolerations", List.of(Map.of("key", "ci", "operator", "Exists")));

    @Test
    void values_fitTheirSchema_andTheSchemaRefusesOthers() throws IOException {
        assertThat(faults(Files.readString(CHART.resolve("values.yaml")))).isEmpty();
        assertThat(faults("replicas: 3\n")).isNotEmpty();
        assertThat(faults("database: {url: 'jdbc:mysql://db/x'}\n")).isNotEmpty();
        assertThat(faults(PlainYaml.of(MANY))).isEmpty();
    }

    @Test
    void chart_withItsOwnValues_isOneReplicaThatSetsItselfUp() {
        Map<String, JsonNode> rendered = rendered(Map.of());
        assertThat(rendered)
                .containsOnlyKeys(
                        "Deployment",
                        "NetworkPolicy",
                        "PersistentVolumeClaim",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceAccount");
        JsonNode deployment = rendered.get("Deployment");
        assertThat(deployment.at("/spec/strategy/type").asText()).isEqualTo("Recreate");
        assertThat(container(deployment).has("envFrom")).isFalse();
        assertThat(deployment
                        .at("/spec/template/spec/volumes/0/persistentVolumeClaim/claimName")
                        .asText())
                .isEqualTo("my-registrar");
    }

    @Test
    void chart_forAnInstallation_hasSeveralReplicasAndSecretsByReference() {
        Map<String, JsonNode> rendered = rendered(MANY);
        assertThat(rendered).containsKeys("ServiceMonitor", "Ingress").doesNotContainKey("PersistentVolumeClaim");
        JsonNode deployment = rendered.get("Deployment");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(container(deployment).at("/envFrom/0/secretRef/name").asText())
                .isEqualTo("registrar-github-app");
        assertThat(env(deployment)
                        .get("REGISTRAR_DATABASE_PASSWORD")
                        .at("/valueFrom/secretKeyRef/name")
                        .asText())
                .isEqualTo("registrar-database");
        assertThat(env(deployment).get("REGISTRAR_CATALOGS").get("value").asText())
                .isEqualTo("acme/platform-catalog");
        assertThat(rendered.get("NetworkPolicy").at("/spec/egress")).hasSize(3);
        assertThat(rendered.get("ServiceMonitor").at("/metadata/labels/release").asText())
                .isEqualTo("prometheus");
    }

    @Test
    void pod_isLockedDown_andProbed() {
        JsonNode deployment = rendered(Map.of()).get("Deployment");
        JsonNode pod = deployment.at("/spec/template/spec");
        JsonNode container = container(deployment);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.get("enableServiceLinks").asBoolean()).isFalse();
        assertThat(pod.get("automountServiceAccountToken").asBoolean()).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/healthz");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
        // A stop takes up to 30 seconds, after five in which it is taken out of the endpoints.
        assertThat(pod.get("terminationGracePeriodSeconds").asInt()).isGreaterThan(35);
    }

    @Test
    void selectors_matchThePods() {
        Map<String, JsonNode> rendered = rendered(MANY);
        JsonNode labels = rendered.get("Deployment").at("/spec/template/metadata/labels");
        for (String place : List.of(
                "Deployment/spec/selector/matchLabels",
                "Service/spec/selector",
                "PodDisruptionBudget/spec/selector/matchLabels",
                "NetworkPolicy/spec/podSelector/matchLabels")) {
            int slash = place.indexOf('/');
            JsonNode selector = rendered.get(place.substring(0, slash)).at(place.substring(slash));
            assertThat(selector.size()).as(place).isPositive();
            selector.properties()
                    .forEach(entry ->
                            assertThat(labels.get(entry.getKey())).as(place).isEqualTo(entry.getValue()));
        }
    }

    @Test
    void environment_isOneThatServeTakes() {
        Map<String, String> environment = new HashMap<>();
        env(rendered(MANY).get("Deployment"))
                .forEach((name, entry) ->
                        environment.put(name, entry.path("value").asText("from-a-secret")));
        assertThat(Settings.read(environment).<List<Problem>>match(settings -> List.of(), problems -> problems))
                .isEmpty();
    }

    @Test
    void severalReplicas_needADatabaseAndCredentialsThatTheyShare() {
        assertThatThrownBy(() -> rendered(Map.of("replicaCount", 2)))
                .isInstanceOf(HelmTemplate.Failed.class)
                .hasMessageContaining("share one PostgreSQL");
        Map<String, Object> unset = new HashMap<>(MANY);
        unset.put("githubApp", Map.of("existingSecret", ""));
        assertThatThrownBy(() -> rendered(unset)).hasMessageContaining("Set Registrar up with one replica");
    }

    private static JsonNode container(JsonNode deployment) {
        return deployment.at("/spec/template/spec/containers/0");
    }

    private static Map<String, JsonNode> env(JsonNode deployment) {
        Map<String, JsonNode> env = new TreeMap<>();
        container(deployment)
                .get("env")
                .forEach(entry -> env.put(entry.get("name").asText(), entry));
        return env;
    }

    /** By kind; a template that comes out empty is left out, as Helm does. */
    private static Map<String, JsonNode> rendered(Map<String, Object> more) {
        Map<String, Object> values = new LinkedHashMap<>(PlainYaml.file(CHART.resolve("values.yaml")));
        values.putAll(more);
        Map<String, Object> chart = PlainYaml.file(CHART.resolve("Chart.yaml"));
        Map<String, Object> root = Map.of(
                "Values", values,
                "Chart", Map.of("AppVersion", String.valueOf(chart.get("appVersion"))),
                "Release", Map.of("Name", "my-registrar", "Namespace", "ci", "Service", "Helm"));
        Map<String, JsonNode> kinds = new TreeMap<>();
        try (Stream<Path> files = Files.list(CHART.resolve("templates"))) {
            HelmTemplate template = new HelmTemplate();
            template.define(Files.readString(CHART.resolve("templates/_helpers.tpl")));
            assertThat(template.render(Files.readString(CHART.resolve("templates/NOTES.txt")), root))
                    .contains("/webhooks/github");
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String text = template.render(Files.readString(file), root);
                if (!text.isBlank()) {
                    JsonNode node = new ObjectMapper().valueToTree(PlainYaml.read(text));
                    assertThat(node.at("/metadata/name").asText())
                            .as(file.toString())
                            .isEqualTo("my-registrar");
                    kinds.put(node.get("kind").asText(), node);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kinds;
    }

    private static List<String> faults(String values) throws IOException {
        String schema = Files.readString(CHART.resolve("values.schema.json"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema, InputFormat.JSON)
                .validate(values, InputFormat.YAML)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
