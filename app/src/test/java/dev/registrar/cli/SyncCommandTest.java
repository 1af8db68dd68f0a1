package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.inventory.aws.AwsAccess;
import dev.registrar.inventory.aws.AwsRegistries;
import dev.registrar.sandbox.aws.EcrRegistry;
import dev.registrar.sandbox.aws.SandboxAws;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {
    private static final String PROD = "111111111111";
    private static final String BACKSTAGE = "catalog/resources/ecr-registry.yaml";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-10T10:00:00Z"), ZoneOffset.UTC);
    private static final String CONFIGURATION = """
            version: 1
            role: catalog
            catalog: {docs: docs/REGISTRY_CATALOG.md, backstage: catalog/resources/ecr-registry.yaml}
            aws:
              accounts:
                prod: {id: "111111111111", regions: [eu-west-2]}
            backstage: {resources: per-repository}
            """;
    private static final String CATALOG = """
            version: "1.0"
            repositories:
              payments-gateway:
                metadata:
                  id: REGISTRY_PAYMENTS_GATEWAY
                  owner: app-team-payments
                  risk: high
                  environment: prod
                  status: active
                aws:
                  repository_url: 111111111111.dkr.ecr.eu-west-2.amazonaws.com/payments-gateway
            """;

    @TempDir
    Path temp;

    private final SandboxAws aws = SandboxAws.start(0, PROD, Clock.systemUTC());
    private final EcrRegistry london = aws.registry(PROD, "eu-west-2");
    private final CapturedConsole captured = new CapturedConsole();
    private Optional<String> defaultRegion = Optional.empty();
    private boolean terminal;
    private GitFolder repository;

    @BeforeEach
    void fill() {
        repository = GitFolder.empty(temp.resolve("repository"));
        repository.commit("Start", Map.of(GitFolder.CONFIGURATION, CONFIGURATION, GitFolder.CATALOG, CATALOG));
        london.scanning("ENHANCED", "CONTINUOUS_SCAN", "*");
        london.repository("payments-gateway")
                .mutability("IMMUTABLE")
                .encryption("KMS")
                .keeps(50);
    }

    @AfterEach
    void stop() {
        repository.close();
        aws.close();
    }

    private int sync(String... options) {
        captured.clear();
        SyncCommand command = new SyncCommand(
                captured.console(),
                CLOCK,
                new SyncCommand.Way(
                        () -> new AwsRegistries(() -> AwsAccess.standIn(aws.url(), "AKIA" + PROD)),
                        () -> defaultRegion),
                () -> terminal);
        List<String> arguments =
                new ArrayList<>(List.of("sync", "--repo", repository.folder().toString()));
        arguments.addAll(List.of(options));
        return new CommandShell(captured.console(), Map.of(), List.of(command)).run(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(List.of(options));
        sync(all.toArray(String[]::new));
        return new ObjectMapper().readTree(captured.out());
    }

    @Test
    void sync_withoutDrift_writesBothFilesOnce() {
        assertThat(sync()).isZero();
        assertThat(captured.out())
                .contains("prod, 111111111111 in eu-west-2: 1 repository")
                .contains("No difference.")
                .contains(BACKSTAGE + " is written.", "docs/REGISTRY_CATALOG.md is written.");
        assertThat(captured.err()).isEmpty();
        String entities = repository.read(BACKSTAGE);
        assertThat(entities).contains("ecr-payments-gateway", "platform/last-sync: \"2026-01-10T10:00:00Z\"");

        assertThat(sync("--fail-on-drift")).isZero();
        assertThat(captured.out()).contains(BACKSTAGE + " is up to date.");
        assertThat(repository.read(BACKSTAGE)).isEqualTo(entities);
    }

    @Test
    void dryRun_writesNothing() {
        assertThat(sync("--dry-run")).isZero();

        assertThat(captured.out()).contains(BACKSTAGE + " would be written.");
        assertThat(repository.folder().resolve(BACKSTAGE)).doesNotExist();
    }

    @Test
    void json_hasTheShapeOfTheContract() throws IOException {
        london.repository("payments-gateway").mutability("MUTABLE");
        london.repository("stray");
        london.cache("hub").repository("hub/nginx");

        JsonNode root = json();

        assertThat(root.at("/regions/0").toString())
                .isEqualTo("{\"account\":\"111111111111\",\"region\":\"eu-west-2\",\"repositories\":3,"
                        + "\"complete\":true,\"troubles\":[]}");
        assertThat(root.get("drift")).hasSize(2);
        JsonNode stray = root.at("/drift/0");
        assertThat(stray.fieldNames())
                .toIterable()
                .containsExactly("kind", "registry", "account", "region", "field", "catalog", "aws", "remedy");
        assertThat(stray.get("kind").asText() + " " + stray.get("registry").asText())
                .isEqualTo("aws-only stray");
        assertThat(stray.get("field").isNull() && stray.get("catalog").isNull()).isTrue();
        assertThat(root.at("/drift/1/kind").asText()).isEqualTo("weakened");
        assertThat(root.at("/drift/1/field").asText()).isEqualTo("governance.tag_mutability");
        assertThat(root.at("/drift/1/catalog").asText()
                        + root.at("/drift/1/aws").asText())
                .isEqualTo("IMMUTABLEMUTABLE");
        assertThat(root.at("/made_by_rules/0/registry").asText()).isEqualTo("hub/nginx");
        assertThat(captured.err()).contains(BACKSTAGE + " is written.");
    }

    @Test
    void json_hasAllThatWasRead() throws IOException {
        london.repository("payments-gateway")
                .tag("team", "payments")
                .image(7, Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
        aws.deny("GetLifecyclePolicy");

        assertThat(json().at("/inventory/0").toString())
                .isEqualTo("{\"registry\":\"payments-gateway\",\"account\":\"111111111111\",\"region\":\"eu-west-2\","
                        + "\"uri\":\"111111111111.dkr.ecr.eu-west-2.amazonaws.com/payments-gateway\","
                        + "\"encryption\":\"KMS\",\"key\":null,\"tag_mutability\":\"IMMUTABLE\","
                        + "\"scanning\":\"enhanced, continuous\",\"keeps\":null,\"tag_exclusions\":[],"
                        + "\"images\":1,\"bytes\":7,\"last_push\":\"1970-01-01T00:00:00Z\","
                        + "\"last_pull\":\"1970-01-01T00:01:00Z\",\"tags\":{\"team\":\"payments\"}}");
    }

    @Test
    void failOnDrift_endsWithStatus1() {
        london.repository("stray");

        assertThat(sync()).isZero();
        assertThat(sync("--fail-on-drift")).isEqualTo(1);
        assertThat(captured.out()).contains("In AWS only (aws-only)", "  stray (111111111111 in eu-west-2)");
    }

    @Test
    void regions_areThoseOfTheCommandLine_elseTheConfigurations_elseTheSdks() throws IOException {
        assertThat(json("--region", "eu-west-1", "--region", "us-east-1").get("regions"))
                .extracting(region -> region.get("region").asText())
                .containsExactly("eu-west-1", "us-east-1");
        repository.write(GitFolder.CONFIGURATION, "version: 1\nrole: catalog\n");
        defaultRegion = Optional.of("ap-south-1");
        assertThat(json().at("/regions/0/region").asText()).isEqualTo("ap-south-1");
        assertThat(json().at("/regions/0/account").asText()).isEqualTo(PROD);
    }

    @Test
    void noRegion_unknownAccount_andNoRegionsName_areWrongUse() {
        usage("--account 'prd", sync("--account", "prd"), "did you mean prod?");
        usage("--region", sync("--region", "London"), "is not the name of a region");
        repository.write(GitFolder.CONFIGURATION, "version: 1\nrole: catalog\n");
        usage("no region", sync(), "give --region, set AWS_REGION");
        repository.write(GitFolder.CONFIGURATION, "version: 1\nrole: infra\n");
        usage("infra", sync(), "role is infra");
    }

    private void usage(String what, int status, String line) {
        assertThat(status).as(what).isEqualTo(2);
        assertThat(captured.err().lines()).singleElement().asString().contains(line);
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void brokenCatalog_isNamedWithItsPlace_andAwsIsNotAsked() {
        repository.write(GitFolder.CATALOG, "repositories: [\n");

        usage("broken", sync(), GitFolder.CATALOG + ":");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void regionDown_isAPartialResult_andNothingIsLost() throws IOException {
        aws.registry(PROD, "eu-west-1").repository("mirrored");
        sync("--region", "eu-west-2", "--region", "eu-west-1");
        String before = repository.read(BACKSTAGE);
        aws.takeDown("eu-west-1");

        JsonNode root = json("--region", "eu-west-2", "--region", "eu-west-1");

        assertThat(root.at("/regions/0/complete").asBoolean()).isTrue();
        assertThat(root.at("/regions/1/complete").asBoolean()).isFalse();
        assertThat(captured.err()).contains("prod, 111111111111 in eu-west-1: ECR in eu-west-1 fails with status 503.");
        assertThat(repository.read(BACKSTAGE)).isEqualTo(before).contains("ecr-mirrored");
        assertThat(sync("--region", "eu-west-2", "--region", "eu-west-1")).isEqualTo(3);
    }

    @Test
    void checkPermissions_namesTheMissingOne() {
        assertThat(sync("--check-permissions")).isZero();
        aws.deny("ListTagsForResource");

        assertThat(sync("--check-permissions")).isEqualTo(3);
        assertThat(captured.out())
                .contains("MISSING  prod, 111111111111 in eu-west-2: ecr:ListTagsForResource")
                .contains("allowed  prod, 111111111111 in eu-west-2: ecr:DescribeImages");
        assertThat(repository.folder().resolve(BACKSTAGE)).doesNotExist();
    }

    @Test
    void owners_areThoseOfTheFileOfTeams() {
        repository.write("teams.yml", "app-team-other: [ana]\n");

        sync("--teams", repository.folder().resolve("teams.yml").toString());

        assertThat(captured.out()).contains("owner-gone", "catalog app-team-payments");
    }

    @Test
    void terminal_seesABar_andItIsWiped() {
        terminal = true;

        sync();

        assertThat(captured.err()).contains("] 1 of 1 repositories").endsWith(" \r");
        assertThat(captured.out()).doesNotContain("[#");
    }

    @Test
    void process_withoutCredentials_saysSo() throws Exception {
        try (ChildProcess process = new ChildProcess(
                Main.class,
                Map.of(
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_ENDPOINT_URL_ECR", aws.url().toString(),
                        "AWS_CONFIG_FILE", "/nonexistent",
                        "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent"),
                "sync",
                "--repo",
                repository.folder().toString())) {
            process.restOfOut();
            assertThat(process.status()).isEqualTo(3);
            assertThat(process.err()).contains("There are no AWS credentials").doesNotContain("Exception");
        }
    }

    /** Three accounts by roles, two regions, 10,000 repositories in 256 MB, all by the SDK's own variables. */
    @Test
    @Timeout(120)
    void tenThousandRepositories_fitIntoASmallHeap() throws Exception {
        repository.write(GitFolder.CONFIGURATION, """
                version: 1
                role: catalog
                aws:
                  accounts:
                    one: {id: "000000000001", regions: [eu-west-1, eu-west-2], role_arn: "arn:aws:iam::000000000001:role/r"}
                    two: {id: "000000000002", regions: [eu-west-1, eu-west-2], role_arn: "arn:aws:iam::000000000002:role/r"}
                    six: {id: "000000000006", regions: [eu-west-1, eu-west-2], role_arn: "arn:aws:iam::000000000006:role/r"}
                """);
        List<String> accounts = List.of("000000000001", "000000000002", "000000000006");
        for (int i = 0; i < 10_000; i++) {
            aws.registry(accounts.get(i % 3), i % 2 == 0 ? "eu-west-1" : "eu-west-2")
                    .repository("app-" + i)
                    .keeps(20)
                    .image(1000, Instant.EPOCH, Instant.EPOCH);
        }
        aws.forgetCalls();
        try (ChildProcess process = new ChildProcess(
                Main.class,
                Map.of(
                        "JAVA_TOOL_OPTIONS", "-Xmx256m",
                        "AWS_ENDPOINT_URL_ECR", aws.url().toString(),
                        "AWS_ENDPOINT_URL_STS", aws.url().toString(),
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "AKIA999999999999",
                        "AWS_SECRET_ACCESS_KEY", "secret"),
                "sync",
                "--format",
                "json",
                "--repo",
                repository.folder().toString())) {
            JsonNode root = new ObjectMapper().readTree(process.restOfOut());

            assertThat(process.status()).as(process.err()).isZero();
            assertThat(root.get("regions"))
                    .hasSize(6)
                    .allSatisfy(region ->
                            assertThat(region.get("complete").asBoolean()).isTrue());
            assertThat(root.get("drift")).hasSize(10_000);
        }
    }
}
