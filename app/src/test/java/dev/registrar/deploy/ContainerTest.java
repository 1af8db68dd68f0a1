package dev.registrar.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.settings.Problem;
import dev.registrar.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The image's recipe and the Compose file, as far as they can be read without a container engine. */
class ContainerTest {
    private static final Path DEPLOY = Path.of("../deploy");

    @Test
    void image_runsAsNobodyInParticular_withAHealthCheckAndTheArchive() throws IOException {
        List<String> lines = instructions();
        List<String> last = lines.subList(lastIndexOf(lines, "FROM "), lines.size());
        assertThat(last).contains("FROM eclipse-temurin:25-jre", "USER 65532:65532", "CMD [\"serve\"]");
        assertThat(last).anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("/healthz"));
        assertThat(last)
                .filteredOn(line -> line.startsWith("ENTRYPOINT "))
                .singleElement()
                .asString()
                .contains("-XX:SharedArchiveFile=/opt/registrar/registrar.jsa", "-Dorg.sqlite.lib.path=");
        // What is run after USER has no rights, and nothing is.
        assertThat(last.subList(last.indexOf("USER 65532:65532"), last.size()))
                .noneMatch(line -> line.startsWith("RUN ") || line.startsWith("COPY "));
    }

    @Test
    void image_argumentsThatAreLists_areJson() throws IOException {
        for (String line : instructions()) {
            int list = line.startsWith("HEALTHCHECK ") ? line.indexOf('[') : line.indexOf(" [") + 1;
            if (list > 0 && line.matches("(CMD|ENTRYPOINT|HEALTHCHECK) .*")) {
                assertThat(new ObjectMapper().readTree(line.substring(list)).isArray())
                        .isTrue();
            }
        }
    }

    @Test
    void image_nativePartOfSqlite_isWhereTheRecipeLooksForIt() {
        assertThat(ContainerTest.class.getResource("/org/sqlite/native/Linux/x86_64/libsqlitejdbc.so"))
                .isNotNull();
        assertThat(ContainerTest.class.getResource("/org/sqlite/native/Linux/aarch64/libsqlitejdbc.so"))
                .isNotNull();
    }

    @Test
    void archive_andProgram_useTheSameRuntime() throws IOException {
        assertThat(instructions().stream().filter(line -> line.startsWith("FROM eclipse-temurin")))
                .extracting(line -> line.split(" ", -1)[1])
                .containsOnly("eclipse-temurin:25-jre");
    }

    @Test
    void compose_isLockedDown_andWaitsForItsDatabase() {
        JsonNode registrar = compose().at("/services/registrar");
        assertThat(registrar.get("read_only").asBoolean()).isTrue();
        assertThat(registrar.at("/cap_drop/0").asText()).isEqualTo("ALL");
        assertThat(registrar.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
        assertThat(registrar.at("/depends_on/database/condition").asText()).isEqualTo("service_healthy");
        assertThat(registrar.at("/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(DEPLOY.resolve("compose")
                        .resolve(registrar.at("/build/context").asText())
                        .resolve(registrar.at("/build/dockerfile").asText()))
                .exists();
        compose()
                .get("services")
                .forEach(service -> service.get("volumes")
                        .forEach(volume -> assertThat(compose()
                                        .at("/volumes")
                                        .has(volume.asText().split(":", -1)[0]))
                                .isTrue()));
    }

    @Test
    void compose_environment_isOneThatServeTakes() {
        Map<String, String> environment = new HashMap<>();
        compose()
                .at("/services/registrar/environment")
                .properties()
                .forEach(entry -> environment.put(
                        entry.getKey(), substituted(entry.getValue().asText())));
        environment.put("REGISTRAR_DATA_DIR", "no-such-folder");
        assertThat(Settings.read(environment).<List<Problem>>match(settings -> List.of(), problems -> problems))
                .isEmpty();
    }

    /** As with a password and nothing else chosen. */
    private static String substituted(String value) {
        return value.startsWith("${REGISTRAR_DATABASE_PASSWORD:?")
                ? "chosen"
                : value.equals("${REGISTRAR_URL:-}") ? "" : value;
    }

    private static JsonNode compose() {
        return new ObjectMapper().valueToTree(PlainYaml.file(DEPLOY.resolve("compose/compose.yaml")));
    }

    /** One line each, without comments. */
    private static List<String> instructions() throws IOException {
        String text = Files.readString(DEPLOY.resolve("container/Dockerfile"));
        return text.replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static int lastIndexOf(List<String> lines, String start) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        throw new AssertionError("no line starts with " + start);
    }
}
