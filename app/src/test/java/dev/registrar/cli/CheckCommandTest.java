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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check} as a user runs it: on real git repositories. */
class CheckCommandTest {
    @TempDir
    Path temp;

    private final CapturedConsole captured = new CapturedConsole();
    private GitFolder repository;

    @BeforeEach
    void governed() {
        repository = GitFolder.governed(temp.resolve("repository"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private int check(String... options) {
        captured.clear();
        List<String> all =
                new ArrayList<>(List.of("check", "--repo", repository.folder().toString()));
        all.addAll(Arrays.asList(options));
        return Main.run(captured.console(), Map.of(), all.toArray(String[]::new));
    }

    private JsonNode json(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(Arrays.asList(options));
        check(all.toArray(String[]::new));
        return new ObjectMapper().readTree(captured.out());
    }

    private void usage(int status, String line) {
        assertThat(status).isEqualTo(2);
        assertThat(captured.out()).isEmpty();
        assertThat(captured.err().lines()).singleElement().asString().contains(line);
    }

    @Test
    void check_soundCatalog_passesWithAllGates() throws IOException {
        assertThat(check()).isZero();
        assertThat(captured.out()).contains("✓ schema", "✓ placement", "All gates pass.");

        JsonNode verdict = json();
        assertThat(verdict.get("conclusion").asText()).isEqualTo("success");
        assertThat(verdict.get("gates")).hasSize(6);
        assertThat(verdict.findValuesAsText("gate"))
                .containsExactly("schema", "naming", "risk-tier", "ownership", "lifecycle", "placement");
    }

    /** As a shell hands them over: {@code --repo .} is the most common of all. */
    @ParameterizedTest
    @ValueSource(strings = {"/.", "/docs/..", "/./docs", "/"})
    void check_anyWayOfNamingTheRepository_findsIt(String end) {
        captured.clear();

        int status = Main.run(captured.console(), Map.of(), "check", "--repo", repository.folder() + end);

        assertThat(captured.err()).isEmpty();
        assertThat(status).isZero();
    }

    @Test
    void check_fault_isTheContractsObject() throws IOException {
        repository.edit("tag_mutability: IMMUTABLE", "tag_mutability: MUTABLE");

        JsonNode verdict = json("--base", "main");

        assertThat(check("--base", "main")).isEqualTo(1);
        assertThat(verdict.get("conclusion").asText()).isEqualTo("failure");
        JsonNode gate = gate(verdict, "risk-tier");
        assertThat(gate.get("conclusion").asText()).isEqualTo("failure");
        JsonNode finding = gate.get("findings").get(0);
        String[] lines = repository.read(GitFolder.CATALOG).split("\n", -1);
        assertThat(finding.fieldNames())
                .toIterable()
                .containsExactly(
                        "rule",
                        "action",
                        "registry",
                        "path",
                        "line",
                        "column",
                        "end_line",
                        "message",
                        "remediation",
                        "suggestion");
        assertThat(finding.get("rule").asText()).isEqualTo("POL-ECR-003-R01");
        assertThat(finding.get("action").asText()).isEqualTo("block");
        assertThat(finding.get("path").asText()).isEqualTo(GitFolder.CATALOG);
        assertThat(finding.get("suggestion").asText()).isEqualTo("IMMUTABLE");
        String line = lines[finding.get("line").asInt() - 1];
        assertThat(line.substring(finding.get("column").asInt() - 1)).isEqualTo("MUTABLE");
        assertThat(finding.get("end_line")).isEqualTo(finding.get("line"));
    }

    private static JsonNode gate(JsonNode verdict, String name) {
        for (JsonNode gate : verdict.get("gates")) {
            if (gate.get("gate").asText().equals(name)) {
                return gate;
            }
        }
        throw new AssertionError("no gate " + name + " in " + verdict);
    }

    @Test
    void check_nothingGovernedChanged_hasNoGates() throws IOException {
        repository.write("README.md", "nothing to do with it");

        JsonNode verdict = json("--base", "main");

        assertThat(verdict.toString()).isEqualTo("{\"conclusion\":\"success\",\"gates\":[]}");
        assertThat(check("--base", "main")).isZero();
        assertThat(captured.out()).isEqualTo("Nothing that Registrar governs has changed.\n");
    }

    @Test
    void check_baseAndHead_judgesTheCommitAndNotTheWorkingTree() {
        String base = repository.commit("More", Map.of("a", "a"));
        repository
                .branch("topic")
                .edit("keep_image_count: 50", "keep_image_count: 20")
                .commit("Keep less");
        repository.edit("keep_image_count: 20", "keep_image_count: 50");

        assertThat(check("--base", "main", "--head", "topic")).isEqualTo(1);
        assertThat(check("--base", base, "--head", "HEAD")).isEqualTo(1);
        assertThat(check("--base", "HEAD~1", "--head", "HEAD")).isEqualTo(1);
        assertThat(check("--base", "topic", "--head", "main"))
                .as("main has nothing of its own")
                .isZero();
    }

    @Test
    void check_baseWithoutHead_includesWhatIsNotCommitted() {
        repository.branch("topic").edit("risk: medium", "risk: meduim");

        assertThat(check("--base", "main")).isEqualTo(1);
        assertThat(captured.out()).contains("meduim");
    }

    @Test
    void check_detachedHead_works() {
        String first = repository.commit("One", Map.of("a", "a"));
        repository.edit("keep_image_count: 50", "keep_image_count: 20").commit("Keep less");
        repository.checkout(repository.commit("Two", Map.of("b", "b")));

        assertThat(check("--base", first)).isEqualTo(1);
    }

    @Test
    void check_oldFault_isANoticeThatFailsNothing() throws IOException {
        repository.edit("keep_image_count: 50", "keep_image_count: 20").commit("Keep less");
        repository.edit("environment: dev", "environment: test");

        JsonNode verdict = json("--base", "HEAD");

        assertThat(gate(verdict, "risk-tier").at("/findings/0/action").asText()).isEqualTo("log");
        assertThat(verdict.get("conclusion").asText()).isEqualTo("success");
    }

    @Test
    void check_clashThatOnlyTheBaseBranchHas_isFound() {
        repository
                .branch("topic")
                .edit(
                        "  media-thumbnailer:\n    metadata:\n      id: REGISTRY_MEDIA_THUMBNAILER",
                        "  payments-ledger-api:\n    metadata:\n      id: REGISTRY_PAYMENTS_LEDGER_API");
        repository.commit("Add the ledger");
        repository
                .checkout("main")
                .edit(
                        "  media-thumbnailer:\n    metadata:\n      id: REGISTRY_MEDIA_THUMBNAILER",
                        "  payment-ledger-api:\n    metadata:\n      id: REGISTRY_PAYMENT_LEDGER_API");
        repository.commit("Add the other ledger");

        assertThat(check("--base", "main", "--head", "topic")).isEqualTo(1);
        assertThat(captured.out()).contains("POL-ECR-002-R05", "payment-ledger-api");
    }

    @Test
    void check_outsideOfGit_isWrongUse() {
        captured.clear();
        usage(Main.run(captured.console(), Map.of(), "check", "--repo", temp.toString()), "is not in a git repository");
    }

    @Test
    void check_againstHeadWithoutAnyCommit_saysWhatToDo() {
        GitFolder fresh = GitFolder.empty(temp.resolve("fresh"));
        captured.clear();

        usage(
                Main.run(
                        captured.console(),
                        Map.of(),
                        "check",
                        "--base",
                        "HEAD",
                        "--repo",
                        fresh.folder().toString()),
                "has no commit yet; without a base");
        fresh.close();
    }

    @Test
    void check_findings_areInTheOrderOfTheirPlaces() {
        repository.edit("keep_image_count: 20", "keep_image_count: 21");
        repository.edit("id: REGISTRY_SEARCH_INDEXER", "id: REGISTRY_SEARCH");
        repository.edit("risk: medium", "risk: mediun");

        check("--base", "main");

        assertThat(captured.out().lines().filter(line -> line.startsWith("error")))
                .extracting(line -> line.substring(0, 21))
                .containsExactly("error POL-ECR-002-R03", "error POL-ECR-001-R05", "error POL-ECR-003-R03");
    }

    @Test
    void check_missingFolder_isWrongUse() {
        captured.clear();
        usage(
                Main.run(
                        captured.console(),
                        Map.of(),
                        "check",
                        "--repo",
                        temp.resolve("nowhere").toString()),
                "nowhere");
    }

    @ParameterizedTest
    @CsvSource({
        "--base,nowhere",
        "--head,nowhere",
        "--base,'main..x'",
        "--base,'-x'",
        "--base,''",
        "--base,'HEAD^{tree}'"
    })
    void check_unknownRevision_isWrongUse(String option, String revision) {
        usage(check(option + "=" + revision), revision.isEmpty() ? "revision" : revision);
    }

    @Test
    void check_brokenConfiguration_namesThePlace() {
        repository.write(GitFolder.CONFIGURATION, "version: 1\nrole: catalogue\n");

        usage(check(), ".github/registrar.yml:2:7: “catalogue” is not a value of `role`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", "0x7", "\"1\""})
    void check_numberThatIsNoneInTheConfiguration_namesThePlace(String number) {
        repository.write(
                GitFolder.CONFIGURATION, "version: 1\nrole: catalog\napprovals:\n  required: {low: " + number + "}\n");

        usage(check(), ".github/registrar.yml:4:19: `approvals.required.low` must be a");
    }

    @Test
    void check_numberInAnyNotation_isReadAsOne() {
        repository.write(
                GitFolder.CONFIGURATION, "version: 1\nrole: catalog\napprovals: {required: {low: 0x2, high: +3}}\n");

        assertThat(check()).isZero();
    }

    @Test
    void check_brokenConfigurationInAChange_isAFindingNotWrongUse() throws IOException {
        repository.write(GitFolder.CONFIGURATION, "version: 1\nrole: catalog\nrequets: {}\n");

        JsonNode verdict = json("--base", "main");

        JsonNode finding = gate(verdict, "configuration").get("findings").get(0);
        assertThat(finding.get("path").asText()).isEqualTo(GitFolder.CONFIGURATION);
        assertThat(finding.get("line").asInt()).isEqualTo(3);
        assertThat(finding.get("column").asInt()).isEqualTo(1);
        assertThat(finding.get("suggestion")).isNull();
    }

    @Test
    void check_withoutConfiguration_saysSo() {
        GitFolder bare = GitFolder.empty(temp.resolve("bare"));
        bare.commit("Start", Map.of("README.md", "hello"));
        captured.clear();

        usage(
                Main.run(
                        captured.console(),
                        Map.of(),
                        "check",
                        "--repo",
                        bare.folder().toString()),
                ".github/registrar.yml is missing");
        bare.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: [b'          | teams.yaml:",
                "'- a'            | write it as `team-slug: [login, …]`",
                "'a: b'           | teams.yaml:1: the members of a must be a list of logins",
                "'a: [{b: c}]'    | teams.yaml:1: the members of a",
                "'a: [b]\na: [c]' | teams.yaml:2"
            })
    void check_faultInTheTeamsFile_namesThePlace(String text, String line) throws IOException {
        Path file = Files.writeString(temp.resolve("teams.yaml"), text);

        usage(check("--teams", file.toString()), line);
    }

    @Test
    void check_teams_standInForGitHubs() throws IOException {
        Path file = Files.writeString(
                temp.resolve("teams.yaml"),
                "app-team-media: [Mia]\napp-team-payments: [ana]\napp-team-search: [sam]\nplatform-team: []\n");
        repository.edit("environment: dev", "environment: test");

        assertThat(check("--base", "main", "--teams", file.toString(), "--author", "mia"))
                .isZero();
        assertThat(check("--base", "main", "--teams", file.toString(), "--author", "eve"))
                .isEqualTo(1);
        assertThat(captured.out()).contains("POL-ECR-004-R03");
        assertThat(check("--base", "main", "--author", "eve"))
                .as("membership is not known")
                .isZero();
        assertThat(captured.out()).contains("note POL-ECR-004-R03");
    }

    @Test
    void check_policiesOfTheRepository_areReadFromTheBase() {
        repository.commit(
                "Soften",
                Map.of(
                        "policies/retention.yaml",
                        "policy_id: POL-ECR-003\nrules:\n  - {rule_id: POL-ECR-003-R03, violation_action: alert}\n"));
        repository.edit("keep_image_count: 50", "keep_image_count: 20");
        assertThat(check("--base", "main")).isZero();
        assertThat(captured.out()).contains("warning POL-ECR-003-R03");

        repository.write(
                "policies/retention.yaml",
                "policy_id: POL-ECR-003\nrules:\n  - {rule_id: POL-ECR-003-R03, violation_action: block}\n");
        assertThat(check("--base", "main"))
                .as("a change is not judged by its own policies")
                .isZero();
        assertThat(captured.out()).contains("would newly fail by POL-ECR-003-R03");
        assertThat(check()).as("an audit reads the tree").isEqualTo(1);
    }

    @Test
    void check_brokenPolicies_areWrongUseWhereTheyAreInForceAndAFindingWhereTheyAreProposed() throws IOException {
        repository.write("policies/mine.yaml", "policy_id: POL-ECR-003\nrules:\n  - rule_id: POL-ECR-003-R99\n");

        JsonNode verdict = json("--base", "main");
        JsonNode finding = gate(verdict, "configuration").get("findings").get(0);
        assertThat(finding.get("rule").asText()).isEqualTo("POL-ECR-010-R04");
        assertThat(finding.get("path").asText()).isEqualTo("policies/mine.yaml");
        assertThat(finding.get("line").asInt()).isEqualTo(3);

        usage(check(), "policies/mine.yaml:3:14: There is no rule POL-ECR-003-R99.");
        repository.commit("Break it");
        usage(check("--base", "HEAD"), "policies/mine.yaml:3:14");
    }

    @Test
    void check_policiesOption_takesThePlaceOfTheRepositorys() throws IOException {
        repository.edit("keep_image_count: 50", "keep_image_count: 60");
        Path folder = Files.createDirectory(temp.resolve("mine"));
        Files.writeString(
                folder.resolve("tiers.yml"),
                "policy_id: POL-ECR-003\nrules:\n  - {rule_id: POL-ECR-003-R03, parameters: {high: 60}}\n");

        assertThat(check("--base", "main")).isEqualTo(1);
        assertThat(check("--base", "main", "--policies", folder.toString())).isZero();
        usage(check("--policies", temp.resolve("nowhere").toString()), "nowhere is not a folder");
    }

    @Test
    void check_hostileText_doesNotSteerTheTerminal() {
        repository.edit("risk: medium", "risk: \"\\e]0;gone\\a\\u009b31m\\u202e\"");

        for (String format : List.of("text", "json", "sarif", "github")) {
            assertThat(check("--base", "main", "--format", format)).isEqualTo(1);
            assertThat(captured.out().codePoints().filter(point -> point != '\n'))
                    .as(format)
                    .noneMatch(Character::isISOControl)
                    .noneMatch(point -> point == 0x202E);
        }
    }

    @Test
    void check_fix_repairsWhatIsMechanicalAndNothingElse() {
        repository
                .edit("tag_mutability: IMMUTABLE", "tag_mutability: MUTABLE   # for now")
                .edit("  media-thumbnailer:", "  Media_Thumbnailer:")
                .edit("requested_by: ana", "requestd_by: ana");
        String broken = repository.read(GitFolder.CATALOG);

        assertThat(check("--base", "main", "--fix")).isZero();

        assertThat(repository.read(GitFolder.CATALOG))
                .isEqualTo(
                        broken.replace("tag_mutability: MUTABLE   # for now", "tag_mutability: IMMUTABLE   # for now")
                                .replace("  Media_Thumbnailer:", "  media-thumbnailer:")
                                .replace("requestd_by: ana", "requested_by: ana"));
        assertThat(captured.err()).contains("POL-ECR-003-R01", "POL-ECR-002-R01", "POL-ECR-001-R06");
        assertThat(check("--base", "main")).isZero();
    }

    @Test
    void check_fixOfACommit_isWrongUse() {
        usage(check("--fix", "--head", "main"), "--fix repairs the working tree");
    }

    @Test
    void check_fixWhereNothingIsMechanical_writesNothing() throws IOException {
        repository.edit("owner: app-team-media", "owner: media");
        var before = Files.getLastModifiedTime(repository.folder().resolve(GitFolder.CATALOG));

        assertThat(check("--base", "main", "--fix")).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(repository.folder().resolve(GitFolder.CATALOG)))
                .isEqualTo(before);
    }

    @Test
    void check_workflowCommands_areEscaped() {
        repository.edit("risk: medium", "risk: \"100%: a, b\"");

        assertThat(check("--base", "main", "--format", "github")).isEqualTo(1);
        assertThat(captured.out().lines())
                .allMatch(line -> line.matches("::(error|notice) file=[^:]+::.+"))
                .filteredOn(line -> line.startsWith("::error"))
                .singleElement()
                .asString()
                .startsWith("::error file=" + GitFolder.CATALOG + ",line=")
                .contains(",title=POL-ECR-001-R05::", "100%25: a, b", "%0ARepair: ");
    }

    @Test
    void check_catalogThroughASymbolicLink_isNotFollowed() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret.yaml"), "password: 1\n");
        Path catalog = repository.folder().resolve(GitFolder.CATALOG);
        Files.delete(catalog);
        Files.createSymbolicLink(catalog, secret);

        assertThat(check()).isEqualTo(1);
        assertThat(captured.out()).contains("is a symbolic link, not a file").doesNotContain("password");
    }
}
