package dev.registrar.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoundTest {
    @Test
    void candidates_takesTheUsualCatalogFirst_andNothingOfOthers() {
        assertThat(Candidates.catalogs(List.of(
                        "vendor/ecr.yaml",
                        "values.yaml",
                        "catalog-info.yaml",
                        "a/ecr-catalog.yml",
                        Candidates.USUAL_CATALOG)))
                .containsExactly(Candidates.USUAL_CATALOG, "a/ecr-catalog.yml", "catalog-info.yaml");
        assertThat(Candidates.terraform(List.of("main.tf", ".terraform/ecr.tf", "x/ecr.tf", "notes.md")))
                .containsExactly("x/ecr.tf", "main.tf");
    }

    @Test
    void catalog_saysWhoKeepsIt() {
        String text = """
                managed_by: platform-team
                owner: "@acme/nobody here"
                repositories:
                  a: {metadata: {id: REGISTRY_A, owner: app-team-a, risk: low, status: active}}
                """;
        assertThat(catalog("x.yaml", text)).contains(new FoundCatalog("x.yaml", 1, List.of("platform-team")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repositories: {stable: {url: https://charts.example.com}}\n",
                "repositories:\n  - repo: https://example.com\n",
                "repositories: {}\n",
                "kind: Component\n",
                "a: [\n",
                ""
            })
    void otherFiles_areNoCatalog(String text) {
        assertThat(catalog("x.yaml", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../../modules/aws_ecr|**/modules/aws_ecr",
                "git::https://example.com/modules/aws_ecr.git?ref=v1|**/modules/aws_ecr",
                "terraform-aws-modules/ecr/aws|terraform-aws-modules/ecr/aws",
                "./my-ecr|**/my-ecr"
            })
    void terraform_moduleThatMakesRepositories_isFound(String source, String glob) {
        assertThat(FoundTerraform.in(Map.of("envs/dev/main.tf", "module \"m\" {\n  source = \"" + source + "\"\n}\n")))
                .hasValueSatisfying(found -> {
                    assertThat(found.modules()).contains(glob);
                    assertThat(found.usualPaths()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# resource \"aws_ecr_repository\" \"x\" {}\n",
                "  source = \"../secret\"\n",
                "data \"aws_ecr_repository\" \"x\" {}\n"
            })
    void terraform_thatMakesNone_isNot(String text) {
        assertThat(FoundTerraform.in(Map.of("main.tf", text))).isEmpty();
    }

    @Test
    void offer_terraformInAnOrganizationWithACatalog_isInfraOfThat() {
        FoundTerraform terraform = FoundTerraform.in(Map.of("ecr.tf", "resource \"aws_ecr_repository\" \"x\" {}\n"))
                .orElseThrow();
        Offer offer = Offer.of(new Offer.Found(
                        Optional.empty(), Optional.of(terraform), Optional.of("acme/catalog"), List.of(), false))
                .orElseThrow();
        assertThat(offer.files()).containsOnlyKeys(".github/registrar.yml");
        assertThat(offer.files().get(".github/registrar.yml"))
                .contains("role: infra", "repository: acme/catalog", "paths: [\"*.tf\", \"*.tfvars\"]");
        assertThat(offer.text()).contains("held against the catalog in `acme/catalog`");
    }

    @Test
    void offer_pathThatNoConfigurationCanName_isNotMade() {
        assertThat(Offer.of(new Offer.Found(
                        Optional.of(new FoundCatalog("a/../ecr.yaml", 1, List.of())),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        false)))
                .isEmpty();
    }

    @Test
    void labels_includeThatOfTheIssueForm() {
        assertThat(RequestLabels.all())
                .extracting(RequestLabels.Label::name)
                .contains("registry-request", "awaiting-approval");
        assertThat(RequestLabels.all())
                .allSatisfy(label -> assertThat(label.color()).matches("[0-9a-f]{6}"));
    }

    private static Optional<FoundCatalog> catalog(String path, String text) {
        return FoundCatalog.in(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
