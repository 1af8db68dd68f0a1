package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.story.Person;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approved request goes into the variables of Terraform, too. */
class RequestTfvarsTest {
    private static final String INFRA = "acme/platform-infra";
    private static final String TFVARS = "envs/prod/terraform.tfvars";
    private static final String LINES = """
              media-captions = {
                id    = "REGISTRY_MEDIA_CAPTIONS"
                owner = "app-team-media"
                risk  = "low"
              }
            """;

    @TempDir
    Path folder;

    private static String configuration(String terraform) {
        return RequestStage.configuration("approvals: {teams: [platform-team]}\nterraform: {" + terraform + "}\n");
    }

    @Test
    void variables_inAnotherRepository_comeByAPullRequestThere_thatPassesTheGate() {
        try (RequestStage stage = RequestStage.start(folder, Clock.systemUTC(), RequestStage.REPOSITORY)) {
            stage.configure(configuration("tfvars: envs/prod/terraform.tfvars, repository: " + INFRA));
            int number = stage.requested("media-captions");
            stage.comment(number, RequestStage.MARKER, "by a pull request there");
            assertThat(stage.comments(number, RequestStage.MARKER).get(0)).contains(LINES.stripTrailing());
            Person paula = stage.person("paula", INFRA);
            String before = paula.read(TFVARS, "main");

            stage.granted("paula", number, "/approve-registry");
            stage.committed(number);

            JsonNode pull = stage.until(
                    "the pull request on the infra repository",
                    () -> Optional.ofNullable(paula.get("/pulls?state=open").get(0)));
            assertThat(pull.get("title").asText()).contains("media-captions");
            assertThat(pull.get("body").asText()).contains(RequestStage.REPOSITORY + "#" + number);
            String branch = pull.at("/head/ref").asText();
            String after = paula.read(TFVARS, branch);
            assertThat(after).contains(LINES);
            assertThat(after.replace(LINES + "\n", "")).isEqualTo(before);
            assertThat(stage.comment(number, "<!-- registrar:variables", "For Terraform there is"))
                    .contains(INFRA);
            String head = pull.at("/head/sha").asText();
            stage.until(
                    "the gate on it",
                    () -> Optional.of(paula.get("/commits/" + head + "/check-runs")
                                    .toString())
                            .filter(runs -> runs.contains("registrar/terraform")));
            JsonNode runs = paula.get("/commits/" + head + "/check-runs").get("check_runs");
            runs.forEach(run -> assertThat(run.path("conclusion").asText()).isIn("success", ""));
        }
    }

    @Test
    void variables_inTheCatalogRepository_comeInTheSameCommit_withAllDocuments() {
        try (RequestStage stage = RequestStage.start(folder, Clock.systemUTC())) {
            Person paula = stage.person("paula");
            creates(paula, "envs/dev/terraform.tfvars", "registries = {}\n");
            stage.configure(configuration("tfvars: \"envs/{environment}/terraform.tfvars\"")
                    .replace("  docs:", "  backstage: catalog/resources/ecr-registry.yaml\n  docs:"));
            int number = stage.requested("media-captions");
            stage.comment(number, RequestStage.MARKER, "in the same commit");

            stage.granted("paula", number, "/approve-registry");
            stage.committed(number);

            String tip = paula.get("/git/ref/heads/main").at("/object/sha").asText();
            assertThat(paula.get("/commits/" + tip).get("files").toString())
                    .contains(
                            "envs/dev/terraform.tfvars",
                            "ecr-catalog.yaml",
                            "docs/REGISTRY_CATALOG.md",
                            "catalog/resources/ecr-registry.yaml");
            assertThat(paula.read("envs/dev/terraform.tfvars", "main")).isEqualTo("registries = {\n" + LINES + "}\n");
        }
    }

    @Test
    void variables_thatCannotBeWritten_areAFaultOfTheRequest() {
        try (RequestStage stage = RequestStage.start(folder, Clock.systemUTC())) {
            creates(stage.person("paula"), "envs/dev/terraform.tfvars", "registries = {\n");
            stage.configure(configuration("tfvars: \"envs/{environment}/terraform.tfvars\""));

            int number = stage.asked("mia", RequestStage.form("media-captions", "app-team-media", "low"));

            stage.comment(number, RequestStage.MARKER, "cannot be added to `envs/dev/terraform.tfvars`");
        }
    }

    private static void creates(Person person, String path, String text) {
        String content = Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        person.send("PUT", "/contents/" + path, Map.of("message", "Add it", "content", content, "branch", "main"));
    }
}
