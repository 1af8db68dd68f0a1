package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} on infra repositories, with a checkout of the catalog repository and with plans. */
class CheckInfraTest {
    private static final Path SEED = Path.of("src/main/resources/sandbox/seed");
    private static final String TFVARS = "envs/prod/terraform.tfvars";
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

    @TempDir
    Path temp;

    private final CapturedConsole captured = new CapturedConsole();
    private Path infra;

    @BeforeEach
    void repositories() throws IOException, GitAPIException {
        infra = repository("platform-infra");
    }

    private Path repository(String name) throws IOException, GitAPIException {
        Path folder = temp.resolve(name);
        try (var files = Files.walk(SEED.resolve(name))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(SEED.resolve(name).relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        try (Git git = Git.init()
                .setInitialBranch("main")
                .setDirectory(folder.toFile())
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Start")
                    .setSign(false)
                    .setAuthor("a", "a@example.org")
                    .setCommitter("a", "a@example.org")
                    .call();
        }
        return folder;
    }

    private int check(String... options) {
        captured.clear();
        List<String> all = new ArrayList<>(List.of("check", "--repo", infra.toString()));
        all.addAll(Arrays.asList(options));
        return Main.run(captured.console(), Map.of(), all.toArray(String[]::new));
    }

    private void edit(String from, String to) throws IOException {
        Path file = infra.resolve(TFVARS);
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    @Test
    void infra_withTheCatalogBesideIt_isJudgedAgainstThat() throws Exception {
        repository("platform-catalog");
        assertThat(check()).as(captured.err() + captured.out()).isZero();
        assertThat(captured.out()).contains("✓ terraform");

        edit("risk  = \"high\"", "risk  = \"low\"");

        assertThat(check("--base", "main")).isEqualTo(1);
        assertThat(captured.out())
                .contains("POL-ECR-007-R05", "terraform.tfvars:19", "risk of `payments-gateway` is low");
        assertThat(check(
                        "--base",
                        "main",
                        "--catalog",
                        temp.resolve("platform-catalog").toString()))
                .isEqualTo(1);
    }

    @Test
    void fix_ofTerraform_writesTheValuesAndNotAnotherByte() throws Exception {
        repository("platform-catalog");
        Path file = infra.resolve(MAIN);
        String before = Files.readString(file);
        Files.writeString(file, before + CRAWLER.formatted("false", "5"));
        assertThat(check("--base", "main")).isEqualTo(1);

        assertThat(check("--base", "main", "--fix")).as(captured.out()).isZero();

        assertThat(Files.readString(file)).isEqualTo(before + CRAWLER.formatted("true", "20"));
        assertThat(captured.err()).contains("POL-ECR-007-R08: now true", "POL-ECR-007-R11: now 20");
    }

    @Test
    void data_whereAChangeIsNotNoticed_isTold_untilItsFolderIsNamed() throws Exception {
        repository("platform-catalog");
        Files.createDirectories(infra.resolve("data"));
        Files.writeString(infra.resolve("data/more.yaml"), "search-crawler: {}\n");
        Files.writeString(infra.resolve("envs/prod/more.tf"), """
                resource "aws_ecr_repository" "more" {
                  for_each = yamldecode(file("${path.module}/../../data/more.yaml"))
                  name     = each.key
                }
                """);
        check("--base", "main");
        assertThat(captured.out()).contains("data/more.yaml:1:1", "POL-ECR-007-R02", "name `data/**`");

        Files.writeString(
                infra.resolve(".github/registrar.yml"),
                Files.readString(infra.resolve(".github/registrar.yml"))
                        + "terraform: {paths: [\"envs/**/*.tf\", \"envs/**/*.tfvars\", \"modules/**/*.tf\", \"data/**\"]}\n");
        check();
        assertThat(captured.out()).doesNotContain("POL-ECR-007-R02");
    }

    @Test
    void infra_withoutItsCatalog_endsWithTheWayOut() {
        assertThat(check()).isEqualTo(2);
        assertThat(captured.err()).contains("acme/platform-catalog", "--catalog DIR");
        assertThat(check("--catalog", infra.toString())).isEqualTo(2);
        assertThat(captured.err()).contains("no checkout of a catalog repository");
    }

    @Test
    void infra_thatNamesNoCatalog_isToldWhichSettingIsMissing() throws Exception {
        Files.writeString(infra.resolve(".github/registrar.yml"), "version: 1\nrole: infra\n");

        assertThat(check()).isEqualTo(2);
        assertThat(captured.err()).contains("names no `catalog.repository`");
    }

    @Test
    void settingsOfTheCatalogRepository_areNoticesInAnAudit() throws Exception {
        repository("platform-catalog");
        Path settings = infra.resolve(".github/registrar.yml");
        Files.writeString(settings, Files.readString(settings) + "approvals: {teams: [somebody]}\n");

        assertThat(check()).isZero();
        assertThat(captured.out()).contains("note POL-ECR-010-R02", "`approvals` has no effect in an infra repository");
    }

    @Test
    void downloadedModulesAndLinks_areLeftOut() throws Exception {
        repository("platform-catalog");
        Path hidden = infra.resolve("envs/prod/.terraform/modules/x/main.tf");
        Files.createDirectories(hidden.getParent());
        Files.writeString(hidden, "resource \"aws_ecr_repository\" \"x\" {\n  name = \"nobody-knows\"\n}\n");
        Files.createSymbolicLink(infra.resolve("envs/prod/link.tf"), hidden);

        assertThat(check()).as(captured.out()).isZero();
    }

    @Test
    void plan_isJudgedInPlaceOfTheText() throws Exception {
        repository("platform-catalog");
        Path plan = temp.resolve("plan.json");
        Files.writeString(plan, Files.readString(Path.of("src/test/resources/plan/plan.json")));

        captured.clear();
        int status = check("--plan", plan.toString(), "--format", "json");
        JsonNode verdict = new ObjectMapper().readTree(captured.out());

        assertThat(status).isEqualTo(1);
        List<String> found = new ArrayList<>();
        verdict.get("gates")
                .get(0)
                .get("findings")
                .forEach(finding -> found.add(finding.get("rule").asText() + " "
                        + Path.of(finding.get("path").asText()).getFileName() + ":"
                        + finding.get("line").asInt() + " "
                        + finding.get("message").asText()));
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "POL-ECR-007-R06 terraform.tfvars:16 Tags of `payments-gateway` are MUTABLE, but the catalog asks for"
                                + " IMMUTABLE (tier high).",
                        "POL-ECR-007-R14 terraform.tfvars:34 The plan destroys `search-api`, which is active in the catalog.",
                        "POL-ECR-007-R15 terraform.tfvars:22 The plan replaces `payments-ledger` because of"
                                + " encryption_configuration.0.kms_key, and its images are lost.",
                        "POL-ECR-007-R02 terraform.tfvars:22 Life-cycle policy of"
                                + " `module.registry[*].aws_ecr_repository.this` cannot be told from the text: it is only known"
                                + " after the apply.");
    }

    @Test
    void plan_ofOneOfTwoRoots_isShownThereAndHidesNothingOfTheOther() throws Exception {
        repository("platform-catalog");
        Path dev = infra.resolve("envs/dev");
        Files.createDirectories(dev);
        for (String file : List.of("main.tf", "variables.tf")) {
            Files.copy(infra.resolve("envs/prod").resolve(file), dev.resolve(file));
        }
        Files.writeString(dev.resolve("terraform.tfvars"), """
                registries = {
                  payments-gateway = { id = "REGISTRY_PAYMENTS_GATEWAY", owner = "app-team-payments", risk = "high" }
                }
                """);
        Path settings = infra.resolve(".github/registrar.yml");
        Files.writeString(settings, Files.readString(settings) + "terraform: {complete: true}\n");
        Path plan = temp.resolve("plan.json");
        Files.writeString(plan, Files.readString(Path.of("src/test/resources/plan/plan.json")));

        check("--plan", plan.toString());

        assertThat(captured.out())
                .contains("envs/prod/terraform.tfvars:16")
                .doesNotContain("envs/dev", "POL-ECR-007-R04");
    }

    @Test
    void plan_thatIsNone_isSaidWithTheWayToMakeOne() throws Exception {
        repository("platform-catalog");
        Path plan = temp.resolve("plan.json");
        Files.writeString(plan, "Terraform will perform the following actions:\n");

        assertThat(check("--plan", plan.toString())).isEqualTo(1);
        assertThat(captured.out()).contains("no plan in JSON", "terraform show -json");
        assertThat(check("--plan", temp.resolve("nowhere").toString())).isEqualTo(2);
    }
}
