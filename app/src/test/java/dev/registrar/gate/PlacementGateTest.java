package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.policy.Policies;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the placement strategies put a registry. */
class PlacementGateTest {
    /** Accounts by the first digit of their numbers: 1 prod, 2 build, 3 dev. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            prod-account,    prod:build:dev, dev,  1, -,     -
            prod-account,    prod:build:dev, dev,  3, block, puts this registry into 111111111111
            build-account,   prod:build:dev, prod, 2, -,     -
            build-account,   prod:build:dev, prod, 1, block, puts this registry into 222222222222
            build-account,   prod:dev,       prod, 1, log,   registrar.yml lists no account `build`
            prod-account,    build,          prod, 2, log,   registrar.yml lists no account `prod`
            per-environment, prod:build:dev, dev,  3, -,     -
            per-environment, prod:build:dev, dev,  1, block, puts this registry into 333333333333
            per-environment, prod:build:dev, test, 1, log,   registrar.yml lists no account `test`
            per-environment, prod:build:dev, test, 9, block, 'account 999999999999, which registrar.yml does not list'
            per-environment, prod:build:dev, -,    3, log,   it has no `metadata.environment`
            per-environment, prod:build:dev, -,    9, block, 'account 999999999999, which registrar.yml does not list'
            single-account,  prod,           dev,  1, -,     -
            single-account,  prod,           dev,  3, block, puts this registry into 111111111111
            per-environment, '',             test, 9, -,     -
            """)
    void address_isWhereTheStrategyPutsIt(
            String strategy, String accounts, String environment, String digit, String action, String message) {
        Verdict verdict = Judge.judge(audit(strategy, accounts, Optional.ofNullable(environment), digit.repeat(12)));

        if (action == null) {
            assertThat(verdict.findings()).isEmpty();
            return;
        }
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("POL-ECR-006-R03");
            assertThat(finding.action().word()).isEqualTo(action);
            assertThat(finding.message()).contains(message);
        });
    }

    private static Proposal audit(String strategy, String accounts, Optional<String> environment, String account) {
        StringBuilder configuration = new StringBuilder("version: 1\nrole: catalog\nplacement: {strategy: ")
                .append(strategy)
                .append("}\n");
        if (!accounts.isEmpty()) {
            configuration.append("aws:\n  accounts:\n");
            for (String name : accounts.split(":", -1)) {
                String id = (name.equals("prod") ? "1" : name.equals("build") ? "2" : "3").repeat(12);
                configuration.append("    " + name + ": {id: \"" + id + "\", regions: [eu-west-2]}\n");
            }
        }
        String catalog = "repositories:\n  web-api:\n    metadata:\n      id: REGISTRY_WEB_API\n"
                + "      owner: app-team-payments\n      risk: medium\n      status: active\n"
                + environment.map(word -> "      environment: " + word + "\n").orElse("")
                + "    aws:\n      repository_url: " + account + ".dkr.ecr.eu-west-2.amazonaws.com/web-api\n";
        ConfigurationRead.Valid valid = (ConfigurationRead.Valid)
                ConfigurationReader.read(configuration.toString().getBytes(StandardCharsets.UTF_8));
        return new Proposal(
                valid.configuration(),
                Policies.builtIn(),
                "ecr-catalog.yaml",
                Optional.empty(),
                CatalogReader.read(catalog),
                Optional.empty(),
                Optional.empty(),
                Proposals.teams(),
                LocalDate.of(2026, 1, 10));
    }
}
