package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    @TempDir
    Path folder;

    private final CapturedConsole captured = new CapturedConsole();

    private int run(String... arguments) {
        return Main.run(captured.console(), Map.of(), arguments);
    }

    private void example(String expect) throws IOException {
        Files.writeString(
                folder.resolve("retention.yaml"),
                "policy_id: POL-ECR-003\nrules:\n  - {rule_id: POL-ECR-003-R05, parameters: {dev: medium}}\n");
        Files.createDirectories(folder.resolve("examples"));
        Files.writeString(folder.resolve("examples/mine.yaml"), """
                rule: POL-ECR-003-R05
                cases:
                  - name: a low tier in dev
                    after: |
                      repositories:
                        payments:
                          metadata:
                            id: REGISTRY_PAYMENTS
                            owner: app-team-payments
                            risk: low
                            environment: dev
                            status: pending
                """ + expect);
    }

    @Test
    void policyTest_builtIn_holds() {
        assertThat(run("policy", "test")).isZero();
        assertThat(captured.out()).matches("(\\d+) of \\1 cases hold\\.\n");
    }

    @Test
    void policyTest_casesOfAFolder_areJudgedByItsPolicies() throws IOException {
        example("    expect: {line: 6, column: 13}\n");

        assertThat(run("policy", "test", "--policies", folder.toString())).isZero();
        assertThat(captured.out()).isEqualTo("1 of 1 cases hold.\n");
    }

    @Test
    void policyTest_caseThatDoesNotHold_isNamedAndFails() throws IOException {
        example("");

        assertThat(run("policy", "test", "--policies", folder.toString())).isEqualTo(1);
        assertThat(captured.out())
                .contains("mine.yaml:3: a low tier in dev", "expected no finding, but got POL-ECR-003-R05 at 6:13")
                .contains("0 of 1 cases hold.");
    }

    @Test
    void policyTest_brokenPolicies_areWrongUse() throws IOException {
        example("");
        Files.writeString(folder.resolve("retention.yaml"), "policy_id: POL-ECR-003\nrules: {}\n");

        assertThat(run("policy", "test", "--policies", folder.toString())).isEqualTo(2);
        assertThat(captured.err().lines()).singleElement().asString().contains("retention.yaml:2:1");
    }

    @Test
    void policyTest_withoutExamples_isWrongUse() {
        assertThat(run("policy", "test", "--policies", folder.toString())).isEqualTo(2);
        assertThat(captured.err()).contains("examples is not a folder");
    }

    @Test
    void policy_withoutACommand_isWrongUse() {
        assertThat(run("policy")).isEqualTo(2);
        assertThat(captured.err()).contains("which command?");
    }
}
