package dev.registrar.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.RiskTier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayTest {
    private static final RuleId RETENTION = new RuleId("POL-ECR-003-R03");
    private static final RuleId WORDS = new RuleId("POL-ECR-002-R06");

    private static PoliciesRead lay(String... texts) {
        List<PolicyFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new PolicyFile("policies/" + files.size() + ".yaml", text.getBytes(StandardCharsets.UTF_8)));
        }
        return Policies.withOverlay(files);
    }

    private static Policies policies(String... texts) {
        return lay(texts).match(PoliciesRead.Valid::policies, broken -> {
            throw new AssertionError(broken.faults());
        });
    }

    private static List<PolicyFault> faults(String... texts) {
        return lay(texts).match(valid -> List.of(), PoliciesRead.Broken::faults);
    }

    private static String rule(String id, String rest) {
        return "policy_id: " + id.substring(0, 11) + "\nrules:\n  - rule_id: " + id + "\n" + rest.indent(4);
    }

    @Test
    void overlay_nothing_isTheBuiltInRules() {
        assertThat(policies()).isEqualTo(Policies.builtIn());
    }

    @Test
    void overlay_aRule_changesWhatItSaysAndNothingElse() {
        Policies laid = policies(
                rule(RETENTION.value(), "severity: critical\nviolation_action: alert\nparameters: {high: 80}\n"));

        Rule old = Policies.builtIn().rule(RETENTION).orElseThrow();
        Rule now = laid.rule(RETENTION).orElseThrow();
        assertThat(now.action()).isEqualTo(Action.ALERT);
        assertThat(now.severity()).isEqualTo("critical");
        assertThat(now.description()).isEqualTo(old.description());
        assertThat(now.parameter("low")).contains("20");
        assertThat(laid.controls(RiskTier.HIGH))
                .extracting(Controls::keepImageCount)
                .isEqualTo(80);
        assertThat(laid.rules().size()).isEqualTo(Policies.builtIn().rules().size());
        assertThat(laid.version()).startsWith(Policies.builtIn().version() + "+");
    }

    @Test
    void overlay_list_takesThePlaceOfTheList() {
        assertThat(policies(rule(WORDS.value(), "parameters: {words: [qa]}\n"))
                        .rule(WORDS)
                        .orElseThrow()
                        .list("words"))
                .containsExactly("qa");
    }

    @Test
    void overlay_builtInFilesThemselves_changeNothing() throws Exception {
        List<PolicyFile> files = new ArrayList<>();
        for (String name : List.of("schema", "naming", "risk-tier", "ownership", "lifecycle", "placement")) {
            try (var in = Policies.class.getResourceAsStream("/policies/" + name + ".yaml")) {
                files.add(new PolicyFile(name, in.readAllBytes()));
            }
        }
        Policies laid = Policies.withOverlay(files).match(PoliciesRead.Valid::policies, broken -> {
            throw new AssertionError(broken.faults());
        });
        assertThat(laid.rules()).isEqualTo(Policies.builtIn().rules());
    }

    @Test
    void overlay_retired_isNotJudgedBy_draft_hasNoEffect() {
        assertThat(policies("status: retired\n" + rule(WORDS.value(), "")).rule(WORDS))
                .isEmpty();
        assertThat(policies("status: draft\n" + rule(WORDS.value(), "violation_action: block\n"))
                        .rules())
                .isEqualTo(Policies.builtIn().rules());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POL-ECR-003-R99 | violation_action: log | 3:14 | There is no rule POL-ECR-003-R99.",
                "POL-ECR-003-R03 | violation_action: never | 4:23 | “never” is not a value",
                "POL-ECR-003-R03 | violation_actoin: log | 4:5 | “violation_actoin” is not a field",
                "POL-ECR-003-R03 | 'parameters: {high: many}' | 4:24 | must be a number from 1 on",
                "POL-ECR-003-R03 | 'parameters: {high: 0}' | 4:24 | must be a number from 1 on",
                "POL-ECR-003-R03 | 'parameters: {high: [1, 2]}' | 4:24 | must be one value",
                "POL-ECR-003-R03 | 'parameters: {hihg: 3}' | 4:18 | has no parameter “hihg”",
                "POL-ECR-003-R01 | 'parameters: {high: IMUTABLE}' | 4:24 | must be one of MUTABLE, IMMUTABLE",
                "POL-ECR-003-R05 | 'parameters: {test: huge}' | 4:24 | must be one of low, medium, high",
                "POL-ECR-002-R06 | 'parameters: {words: dev}' | 4:25 | must be a list",
                "POL-ECR-002-R06 | 'parameters: {words: [[dev]]}' | 4:25 | must be a word or a list of words",
                "POL-ECR-004-R01 | 'parameters: {pattern: \"(\"}' | 4:27 | is not a pattern that RE2 knows",
                "POL-ECR-001-R01 | violation_action: log | 4:23 | always blocks",
                "POL-ECR-010-R02 | violation_action: alert | 4:23 | always blocks"
            })
    void overlay_fault_isAtItsPlace(String rule, String rest, String place, String message) {
        assertThat(faults(rule(rule, rest + "\n"))).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("policies/0.yaml");
            assertThat(fault.message()).contains(message);
            assertThat(fault.span().line() + ":" + fault.span().column()).isEqualTo(place);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[", "- a", "policy_id: POL-ECR-003", "a: 1", "\u0000", "policy_id: POL-ECR-003\nrules: []\n"
            })
    void overlay_fileThatIsNoPolicy_isAFault(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void overlay_ruleOfAnotherPolicyOrSetTwice_isAFault() {
        String one = rule(RETENTION.value(), "violation_action: log\n");

        assertThat(faults(one, one))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("is set twice, first in policies/0.yaml"));
        assertThat(faults(one.replace("policy_id: POL-ECR-003", "policy_id: POL-ECR-002")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("is not one of the policy POL-ECR-002"));
        assertThat(faults("gate: naming\n" + one))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("those of the gate risk-tier"));
        assertThat(faults("status: retired\n" + rule("POL-ECR-001-R01", "")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("always blocks"));
    }

    @Test
    void overlay_manyFaults_areAllFound() {
        assertThat(faults(rule("POL-ECR-003-R99", ""), "[", rule("POL-ECR-003-R98", "")))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"((a{1000}){1000}){1000}", "(((((a{30}){30}){30}){30}){30})", "([a-z]{1,900}){1,900}", "a{99999}"
            })
    @Timeout(5)
    void pattern_thatWouldNeedAllMemory_isRefusedAtOnce(String pattern) {
        assertThat(PatternSize.fault(pattern)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z0-9]+(-[a-z0-9]+)*",
                "app-team-[a-z]{2,40}(-[a-z]{2,40}){0,3}",
                "a{",
                "a{5,}b{0,}",
                "[]{}]{3}x",
                "\\{5\\}",
                "[^]]+",
                "(?:a|b){2}"
            })
    void pattern_ofOrdinarySize_isTaken(String pattern) {
        assertThat(PatternSize.fault(pattern)).isEmpty();
    }

    @Test
    void overlay_tenThousandRules_takesBoundedTime() {
        StringBuilder text = new StringBuilder("policy_id: POL-ECR-003\nrules:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  - rule_id: POL-ECR-003-R")
                    .append(String.format("%02d", i % 100))
                    .append('\n');
        }
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(faults(text.toString())).isNotEmpty());
    }
}
