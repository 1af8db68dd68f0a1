package dev.registrar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.gate.ApprovalGate.Carried;
import dev.registrar.gate.ApprovalGate.Given;
import dev.registrar.gate.Verdict.Conclusion;
import dev.registrar.policy.Policies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which changes need whose approval. */
class ApprovalGateTest {
    private static final String ENTRY = """
            repositories:
              payments-vault:
                metadata:
                  id: REGISTRY_PAYMENTS_VAULT
                  owner: app-team-payments
                  risk: %s
                  environment: prod
                  status: active
            """;
    private static final String HIGH = ENTRY.formatted("high");
    private static final String MEDIUM = ENTRY.formatted("medium");
    private static final String LOW = ENTRY.formatted("low");
    private static final String NOTHING = "repositories: {}\n";

    private static Configuration configuration(String approvals) {
        String text = "version: 1\nrole: catalog\napprovals: {teams: [platform-team]" + approvals + "}\n";
        return ((ConfigurationRead.Valid) ConfigurationReader.read(text.getBytes(StandardCharsets.UTF_8)))
                .configuration();
    }

    private static ApprovalGate gate(String approvals) {
        return new ApprovalGate(configuration(approvals), Policies.builtIn());
    }

    private static ApprovalNeeds needs(String approvals, String before, String after) {
        return gate(approvals).needs(Optional.of(Proposals.change(before, after, "ana")), List.of());
    }

    @ParameterizedTest
    @CsvSource({"high, medium, 2", "high, low, 2", "medium, low, 1", "medium, high, 2", "low, medium, 0", "low, low, 0"
    })
    void tierChange_takesTheApprovalsOfTheHigherTier(String before, String after, int approvers) {
        assertThat(needs("", ENTRY.formatted(before), ENTRY.formatted(after)).approvers())
                .isEqualTo(approvers);
    }

    @Test
    void newRegistry_needsApprovalOnlyIfHigh() {
        assertThat(needs("", NOTHING, HIGH).approvers()).isEqualTo(2);
        assertThat(needs("", NOTHING, MEDIUM).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "encryption: AES256, KMS → AES256",
        "tag_mutability: MUTABLE, IMMUTABLE → MUTABLE",
        "image_scanning: false, scanning switched off",
        "lifecycle_policy: {keep_image_count: 49}, 50 → 49"
    })
    void control_takenAwayWithoutTheTier_needsApproval(String line, String told) {
        ApprovalNeeds needs = needs("", HIGH, HIGH + "    governance:\n      " + line + "\n");

        assertThat(needs.needs()).singleElement().satisfies(need -> {
            assertThat(need.what()).contains(told);
            assertThat(need.approvers()).isEqualTo(2);
        });
    }

    @Test
    void strongerControls_needNothing() {
        assertThat(needs("", MEDIUM, MEDIUM + "    governance:\n      encryption: KMS\n")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void renameThatWeakens_isSeenThroughTheId() {
        String renamed = MEDIUM.replace("payments-vault:", "payments-safe:");

        assertThat(needs("", HIGH, renamed).approvers()).isEqualTo(2);
    }

    @Test
    void ownerChange_needsBothTeamsAndNoApprover_unlessOneIsGone() {
        ApprovalNeeds needs = needs("", LOW, LOW.replace("app-team-payments", "app-team-media"));
        assertThat(needs.approvers()).isZero();
        assertThat(needs.consents()).containsExactly("app-team-media", "app-team-payments");

        ApprovalNeeds orphaned = needs("", LOW.replace("app-team-payments", "app-team-ghosts"), LOW);
        assertThat(orphaned.approvers()).isEqualTo(1);
        assertThat(orphaned.consents()).containsExactly("app-team-payments");
    }

    @Test
    void allAndNone_areFollowed() {
        assertThat(needs(", pull_requests: all", NOTHING, LOW).approvers()).isEqualTo(1);
        assertThat(needs(", pull_requests: all", LOW, LOW + "# a remark\n").approvers())
                .isEqualTo(1);
        assertThat(needs(", pull_requests: all, required: {medium: 3}", NOTHING, MEDIUM)
                        .approvers())
                .isEqualTo(3);
        assertThat(needs(", pull_requests: none", HIGH, LOW).isEmpty()).isTrue();
        assertThat(gate(", pull_requests: none")
                        .needs(Optional.empty(), List.of(Configuration.PATH))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void governingFile_takesTheApprovalsOfTheHighestTier() {
        ApprovalNeeds needs = gate(", required: {high: 4}").needs(Optional.empty(), List.of("policies/naming.yaml"));

        assertThat(needs.approvers()).isEqualTo(4);
    }

    @Test
    void verdict_missingAsks_enoughPasses() {
        ApprovalNeeds needs = needs("", NOTHING, HIGH);

        assertThat(gate("").judge(needs, Given.NOTHING).conclusion()).isEqualTo(Conclusion.ACTION_REQUIRED);
        assertThat(gate("").judge(needs, new Given(List.of("paula"), Map.of())).conclusion())
                .isEqualTo(Conclusion.ACTION_REQUIRED);
        assertThat(gate("").judge(needs, new Given(List.of("paula", "pavel"), Map.of()))
                        .conclusion())
                .isEqualTo(Conclusion.SUCCESS);
    }

    @Test
    void queue_carriesOnlyWhatItWasGivenFor() {
        ApprovalNeeds needs = needs("", NOTHING, HIGH);
        Given enough = new Given(List.of("paula", "pavel"), Map.of());
        ApprovalNeeds other = needs("", HIGH, MEDIUM);

        assertThat(gate("").judge(needs, List.of(new Carried(needs, enough))).conclusion())
                .isEqualTo(Conclusion.SUCCESS);
        assertThat(gate("").judge(needs, List.of(new Carried(other, enough))).conclusion())
                .isEqualTo(Conclusion.ACTION_REQUIRED);
    }
}
