package dev.registrar.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.RiskTier;
import dev.registrar.config.Configuration.Approvals.Needed;
import dev.registrar.config.Configuration.Placement;
import dev.registrar.config.ConfigurationRead.Broken;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.config.ConfigurationRead.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    private static final String CATALOG = "version: 1\nrole: catalog\n";

    private static Configuration valid(String text) {
        ConfigurationRead read = ConfigurationReader.read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(read).isInstanceOf(Valid.class);
        return ((Valid) read).configuration();
    }

    private static List<Fault> faults(String text) {
        ConfigurationRead read = ConfigurationReader.read(text.getBytes(StandardCharsets.UTF_8));
        assertThat(read).isInstanceOf(Broken.class);
        return ((Broken) read).faults();
    }

    @Test
    void settings_thatAreNotThere_areThoseOfTheContract() {
        Configuration read = valid(CATALOG);

        assertThat(read.catalog())
                .isEqualTo(new Configuration.CatalogFiles(
                        Optional.empty(),
                        "docs/20-contracts/resource-catalogs/ecr-catalog.yaml",
                        Optional.empty(),
                        Optional.empty()));
        assertThat(read.terraform().paths()).containsExactly("envs/**/*.tf", "envs/**/*.tfvars", "modules/**/*.tf");
        assertThat(read.terraform().modules()).containsExactly("**/modules/aws_ecr");
        assertThat(read.terraform().complete()).isFalse();
        assertThat(read.policies()).isEqualTo("policies/");
        assertThat(read.requests())
                .isEqualTo(new Configuration.Requests("registry-request", Duration.ofHours(24), Duration.ofHours(48)));
        assertThat(read.approvals().teams()).isEmpty();
        assertThat(read.approvals().required())
                .isEqualTo(Map.of(RiskTier.LOW, 1, RiskTier.MEDIUM, 1, RiskTier.HIGH, 2));
        assertThat(read.approvals().pullRequests()).isEqualTo(Needed.SENSITIVE);
        assertThat(read.commits()).isEqualTo(new Configuration.Commits(false, false));
        assertThat(read.sync()).isEqualTo(new Configuration.Sync(Duration.ofMinutes(60), 30));
        assertThat(read.placement())
                .isEqualTo(new Placement(Placement.Strategy.PROD_ACCOUNT, Placement.Naming.PRODUCT));
        assertThat(read.resourcePerRepository()).isFalse();
        assertThat(read.checklist().enabled()).isFalse();
    }

    private static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("role: catalog\n", 1, "version"),
                Arguments.of("version: 2\nrole: catalog\n", 1, "version"),
                Arguments.of("version: 1\nrole: registry\n", 2, "role"),
                Arguments.of(CATALOG + "aproval: {}\n", 3, "“aproval” is not a field"),
                Arguments.of(CATALOG + "approvals:\n  teams: platform-team\n", 4, "approvals.teams"),
                Arguments.of(CATALOG + "approvals:\n  required: {high: \"2\"}\n", 4, "approvals.required.high"),
                Arguments.of(CATALOG + "commits:\n  mode: push\n", 4, "commits.mode"),
                Arguments.of(CATALOG + "aws:\n  accounts:\n    prod: {id: 111111111111}\n", 5, "must be text"),
                Arguments.of(CATALOG + "catalog:\n  path: ../elsewhere.yaml\n", 4, "plain path"),
                Arguments.of(CATALOG + "catalog:\n  docs: .github/CATALOG.md\n", 4, "under .github/"),
                Arguments.of(CATALOG + "terraform:\n  tfvars: envs/{env}/terraform.tfvars\n", 4, "means nothing"),
                Arguments.of("role: [catalog\n", 1, ""));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void fault_standsOnItsLine_andSaysHowToRepairIt(String text, int line, String words) {
        assertThat(faults(text)).anySatisfy(fault -> {
            assertThat(fault.span().line()).isEqualTo(line);
            assertThat(fault.message()).contains(words);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @Test
    void faults_areFoundAllAtOnce() {
        assertThat(faults("version: 1\nrole: registry\ncommits: {mode: push}\nnothing: 1\n"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"envs/{environment}/terraform.tfvars", "envs/prod/terraform.tfvars"})
    void tfvars_withTheKnownPlaceholderOrNone_areAPath(String path) {
        assertThat(valid(CATALOG + "terraform: {tfvars: \"" + path + "\"}\n")
                        .terraform()
                        .tfvars())
                .contains(path);
    }

    @Test
    void settingsOfTheCatalogRepository_inAnInfraRepository_areNoticed() {
        ConfigurationRead read = ConfigurationReader.read(
                "version: 1\nrole: infra\ncatalog: {repository: acme/catalog}\napprovals: {teams: [us]}\n"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(read)
                .isInstanceOfSatisfying(
                        Valid.class,
                        valid -> assertThat(valid.notices()).singleElement().satisfies(notice -> {
                            assertThat(notice.span().line()).isEqualTo(4);
                            assertThat(notice.message()).contains("`approvals` has no effect");
                        }));
    }
}
