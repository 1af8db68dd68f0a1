package dev.registrar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** How the project itself is built, kept new, and listed. */
class SupplyChainTest {
    private static final Path ROOT = Path.of("..");
    private static final Path GITHUB = ROOT.resolve(".github");

    @Test
    void workflow_mayOnlyRead_unlessAJobSaysMore() {
        assertThat(text(build().path("permissions"))).isEqualTo("{\"contents\":\"read\"}");
        for (JsonNode job : build().path("jobs")) {
            assertThat(job.has("permissions")).isFalse();
            assertThat(job.path("timeout-minutes").asInt()).isPositive();
        }
    }

    @Test
    void workflow_takesNoEvent_thatGivesStrangersItsRights() {
        assertThat(build().path("on").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("push", "pull_request", "merge_group");
        // What a title or a branch is called would be run by the shell.
        assertThat(steps().map(step -> step.path("run").asText())).noneMatch(run -> run.contains("${{"));
    }

    @Test
    void workflow_runsWhatGoesBeforeAChange_onTheOldestAndTheNewestJava() {
        JsonNode job = build().at("/jobs/build");
        assertThat(text(job.at("/strategy/matrix/java"))).isEqualTo("[\"17\",\"25\"]");
        assertThat(job.path("steps")).anyMatch(step -> step.path("run").asText().equals(".ci/run"));
        assertThat(ROOT.resolve(".ci/run")).isExecutable();
    }

    @Test
    void workflow_buildsTwice_andCompares() {
        assertThat(build().at("/jobs/reproducible/steps"))
                .anyMatch(step -> step.path("run").asText().contains("cmp "));
    }

    @Test
    void actions_arePinned_checkoutKeepsNoToken_andMavenIsCached() {
        assertThat(steps().map(step -> step.path("uses").asText()).filter(uses -> !uses.isEmpty()))
                .isNotEmpty()
                .allMatch(uses -> uses.matches("[\\w.-]+/[\\w./-]+@(v\\d+|[0-9a-f]{40})"));
        assertThat(steps().filter(step -> step.path("uses").asText().startsWith("actions/checkout@")))
                .hasSize(build().path("jobs").size())
                .allMatch(step -> step.at("/with/persist-credentials").isBoolean()
                        && !step.at("/with/persist-credentials").asBoolean());
        assertThat(steps().filter(step -> step.path("uses").asText().startsWith("actions/setup-java@")))
                .hasSize(build().path("jobs").size())
                .allMatch(step -> step.at("/with/cache").asText().equals("maven"));
    }

    @Test
    void dependabot_looksAfterMavenActionsAndImages() {
        JsonNode dependabot = tree(GITHUB.resolve("dependabot.yml"));
        assertThat(dependabot.path("version").asInt()).isEqualTo(2);
        List<String> ecosystems = new ArrayList<>();
        for (JsonNode update : dependabot.path("updates")) {
            ecosystems.add(update.path("package-ecosystem").asText());
            assertThat(update.at("/schedule/interval").asText()).isEqualTo("weekly");
            assertThat(ROOT.resolve(update.path("directory").asText().substring(1)))
                    .isDirectory();
        }
        assertThat(ecosystems).containsExactly("maven", "github-actions", "docker", "docker-compose");
        assertThat(GITHUB.resolve("workflows")).isDirectory();
        assertThat(ROOT.resolve("deploy/container/Dockerfile")).exists();
        assertThat(ROOT.resolve("deploy/compose/compose.yaml")).exists();
    }

    @Test
    void securityPolicy_saysHowToReport_whatIsSupported_andWhatToExpect() throws IOException {
        assertThat(Files.readString(GITHUB.resolve("SECURITY.md")))
                .contains("## Reporting a vulnerability", "## Supported versions", "## What to expect");
    }

    @Test
    void build_givesTheSameTimeToEveryEntry() {
        assertThat(Instant.parse(
                        child(child(xml("pom.xml").getDocumentElement(), "properties"), "project.build.outputTimestamp")
                                .getTextContent()))
                .isBefore(Instant.now());
    }

    @Test
    void billOfMaterials_listsWhatTheBuildDeclares() throws IOException {
        Path file = Path.of("target/bom.json");
        assertThat(file).as("mvn generate-resources -pl app writes it").exists();
        JsonNode bill = new ObjectMapper().readTree(file.toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("registrar");
        List<String> listed = new ArrayList<>();
        for (JsonNode component : bill.path("components")) {
            listed.add(component.path("group").asText() + ":"
                    + component.path("name").asText());
            assertThat(component.path("hashes"))
                    .as(listed.get(listed.size() - 1))
                    .isNotEmpty();
        }
        Element dependencies = child(xml("app/pom.xml").getDocumentElement(), "dependencies");
        List<String> shipped = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        for (Element dependency : children(dependencies, "dependency")) {
            boolean test = children(dependency, "scope").stream()
                    .anyMatch(scope -> scope.getTextContent().equals("test"));
            (test ? tests : shipped)
                    .add(child(dependency, "groupId").getTextContent() + ":"
                            + child(dependency, "artifactId").getTextContent());
        }
        assertThat(shipped).isNotEmpty();
        assertThat(listed).containsAll(shipped).doesNotContainAnyElementsOf(tests);
    }

    private static JsonNode build() {
        return tree(GITHUB.resolve("workflows/build.yml"));
    }

    private static Stream<JsonNode> steps() {
        List<JsonNode> steps = new ArrayList<>();
        build().path("jobs").forEach(job -> job.path("steps").forEach(steps::add));
        return steps.stream();
    }

    private static JsonNode tree(Path file) {
        return new ObjectMapper().valueToTree(PlainYaml.file(file));
    }

    private static String text(JsonNode node) {
        return node.toString();
    }

    private static Document xml(String path) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(path).toFile());
        } catch (Exception e) {
            throw new AssertionError("cannot read " + path, e);
        }
    }

    private static Element child(Element parent, String name) {
        return children(parent, name).get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
