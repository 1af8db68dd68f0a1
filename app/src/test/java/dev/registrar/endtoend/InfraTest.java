package dev.registrar.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.sandbox.story.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pull requests on an infra repository, judged against the catalog of another one. */
class InfraTest {
    private static final String INFRA = "acme/platform-infra";
    private static final String TFVARS = "envs/prod/terraform.tfvars";
    private static final String GATE = "registrar/terraform";
    private static final String MAIN = "envs/prod/main.tf";

    private static final String CRAWLER = """

            resource "aws_ecr_repository" "crawler" {
              name = "search-crawler"

              image_scanning_configuration {
                scan_on_push = %s # as ever
              }
            }

            resource "aws_ecr_lifecycle_policy" "crawler" {
              repository = aws_ecr_repository.crawler.name
              policy = jsonencode({
                rules = [{
                  rulePriority = 1
                  selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = %s }
                  action       = { type = "expire" }
                }]
              })
            }
            """;

    @RegisterExtension
    final Acme acme = new Acme();

    private Person paula;

    @BeforeEach
    void person() {
        paula = acme.person("paula", INFRA);
    }

    private int changes(String login, String path, UnaryOperator<String> edit) {
        Person person = acme.person(login, INFRA);
        String branch = acme.branch();
        person.branch(branch);
        person.write(path, branch, edit.apply(person.read(path, branch)), "Change " + path);
        return person.openPullRequest("A change by " + login, branch);
    }

    private static void creates(Person person, String path, String branch, String text) {
        String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        person.send("PUT", "/contents/" + path, Map.of("message", "Add " + path, "content", content, "branch", branch));
    }

    private JsonNode run(int number, String name, String conclusion) {
        return acme.runOn(() -> paula.get("/pulls/" + number).at("/head/sha").asText(), name, conclusion, INFRA);
    }

    private List<String> annotations(JsonNode run) {
        List<String> said = new ArrayList<>();
        paula.get("/check-runs/" + run.get("id").asLong() + "/annotations")
                .forEach(one -> said.add(
                        one.get("path").asText() + ":" + one.get("start_line").asInt() + " "
                                + one.get("annotation_level").asText() + " "
                                + one.get("title").asText() + " "
                                + one.get("message").asText()));
        return said;
    }

    private String answer(String login, int number, String text, String reaction) {
        Person person = acme.person(login, INFRA);
        long comment = person.comment(number, text);
        acme.until(
                "the reaction " + reaction + " to " + text,
                () -> Optional.of(paula.get("/issues/comments/" + comment))
                        .filter(found -> found.at("/reactions/" + reaction).asInt() > 0));
        for (JsonNode one : paula.get("/issues/" + number + "/comments?per_page=100")) {
            if (one.get("body").asText().contains("registrar:answer " + comment)) {
                return one.get("body").asText();
            }
        }
        return "";
    }

    private static String entry(String name, String owner, String risk) {
        return "  " + name + " = {\n    id    = \"REGISTRY_"
                + name.toUpperCase(Locale.ROOT).replace('-', '_') + "\"\n    owner = \"" + owner + "\"\n    risk  = \""
                + risk + "\"\n  }\n";
    }

    private static UnaryOperator<String> adds(String name, String owner, String risk) {
        return text -> text.replace("registries = {\n", "registries = {\n" + entry(name, owner, risk));
    }

    @Test
    void entry_thatTheCatalogHas_passes_andOneThatItHasNot_fails_untilItDoes() {
        int sound = changes("sam", TFVARS, adds("search-crawler", "app-team-search", "low"));
        run(sound, GATE, "success");
        run(sound, "registrar", "success");

        int unknown = changes("sam", TFVARS, adds("search-novelty", "app-team-search", "low"));
        JsonNode run = run(unknown, GATE, "failure");
        assertThat(annotations(run)).singleElement().asString().contains(TFVARS + ":4 failure", "not in the catalog");
        run(unknown, "registrar", "failure");

        acme.person("paula")
                .write(
                        Acme.CATALOG,
                        "main",
                        acme.person("paula").read(Acme.CATALOG, "main")
                                + Acme.entry("search-novelty").replace("payments", "search"),
                        "Add it");
        run(unknown, GATE, "success");
        run(unknown, "registrar", "success");
    }

    @Test
    void values_thatStandInTheText_areRepairedByFix() {
        int number = changes("sam", MAIN, text -> text + CRAWLER.formatted("false", "5"));
        JsonNode run = run(number, GATE, "failure");
        assertThat(annotations(run)).hasSize(2);

        acme.press("sam", run);

        run(number, "registrar", "success");
        String branch = paula.get("/pulls/" + number).at("/head/ref").asText();
        assertThat(paula.read(MAIN, branch)).isEqualTo(paula.read(MAIN, "main") + CRAWLER.formatted("true", "20"));
    }

    @Test
    void removal_ofAnActiveRegistry_fails_andApproversWaiveIt() {
        int number =
                changes("sam", TFVARS, text -> text.replaceFirst("(?s)  payments-ledger = \\{.*?\\n  \\}\\n\\n", ""));
        JsonNode run = run(number, GATE, "failure");
        assertThat(annotations(run)).singleElement().asString().contains("destroys `payments-ledger`, which is active");
        acme.until(
                "the verdict",
                () -> Optional.of(paula.get("/issues/" + number + "/comments"))
                        .filter(comments -> comments.toString().contains("registrar:verdict")));

        assertThat(answer("sam", number, "/waive-gate terraform because", "confused"))
                .contains("platform-team");
        answer("paula", number, "/waive-gate terraform it moves to another account", "rocket");
        answer("pavel", number, "/waive-gate terraform seen", "rocket");
        run(number, GATE, "success");
        run(number, "registrar", "success");
    }

    @Test
    void policies_ofTheCatalogRepository_areInForce_andNoneOfTheInfraRepositorysOwn() {
        creates(
                acme.person("paula"),
                "policies/terraform.yaml",
                "main",
                "policy_id: POL-ECR-007\nrules:\n  - rule_id: POL-ECR-007-R05\n    violation_action: alert\n");
        creates(
                paula,
                "policies/terraform.yaml",
                "main",
                "policy_id: POL-ECR-007\nstatus: retired\nrules:\n  - rule_id: POL-ECR-007-R03\n");

        int owner = changes("sam", TFVARS, adds("search-crawler", "app-team-media", "low"));
        assertThat(annotations(run(owner, GATE, "success")))
                .singleElement()
                .asString()
                .contains("warning", "app-team-media");
        int unknown = changes("sam", TFVARS, adds("search-novelty", "app-team-search", "low"));
        run(unknown, GATE, "failure");
    }

    @Test
    void configuration_ofAnInfraRepository_takesApproversOfTheCatalog() {
        int number = changes("sam", ".github/registrar.yml", text -> text + "terraform: {complete: true}\n");

        run(number, "registrar/approval", "action_required");
        acme.until(
                "the verdict",
                () -> Optional.of(paula.get("/issues/" + number + "/comments"))
                        .filter(comments -> comments.toString().contains("Waiting for approval")));
        for (String approver : List.of("paula", "pavel")) {
            acme.person(approver, INFRA)
                    .send("POST", "/pulls/" + number + "/reviews", Map.of("event", "APPROVE", "body", "yes"));
        }
        run(number, "registrar", "success");
    }

    @Test
    void catalog_thatIsNotThere_failsWithTheReason() {
        paula.write(
                ".github/registrar.yml",
                "main",
                "version: 1\nrole: infra\ncatalog: {repository: acme/nowhere}\n",
                "Another catalog");

        int number = changes("sam", TFVARS, adds("search-crawler", "app-team-search", "low"));

        assertThat(annotations(run(number, "registrar", "failure")))
                .singleElement()
                .asString()
                .contains("acme/nowhere");
    }

    @Test
    void brokenFile_isFoundAtItsPlace_andTheOthersAreJudged() {
        Person sam = acme.person("sam", INFRA);
        sam.branch("broken");
        creates(sam, "envs/prod/extra.tf", "broken", "resource \"aws_ecr_repository\" \"x\" {\n  name = \n}\n");
        sam.write(
                TFVARS,
                "broken",
                adds("search-novelty", "app-team-search", "low").apply(sam.read(TFVARS, "broken")),
                "Add one");
        int number = sam.openPullRequest("Broken", "broken");

        assertThat(annotations(run(number, GATE, "failure")))
                .anyMatch(said -> said.contains("envs/prod/extra.tf:2"))
                .anyMatch(said -> said.contains("search-novelty"));
    }
}
