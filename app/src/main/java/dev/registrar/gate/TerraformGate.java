package dev.registrar.gate;

import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Trouble;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether Terraform agrees with the catalog and keeps what the tiers ask for. */
public final class TerraformGate {
    private static final RuleId READABLE = new RuleId("POL-ECR-007-R01");

    private final TerraformProposal proposal;

    private TerraformGate(TerraformProposal proposal) {
        this.proposal = proposal;
    }

    public static GateVerdict judge(TerraformProposal proposal) {
        return new GateVerdict(GateName.TERRAFORM, new TerraformGate(proposal).findings());
    }

    private List<Finding> findings() {
        Collection<Finding> now = state(proposal.after());
        Set<Finding.Identity> old = proposal.before().filter(side -> !now.isEmpty()).stream()
                .flatMap(side -> state(side).stream())
                .map(Finding::identity)
                .collect(Collectors.toSet());
        TerraformFindings step = new TerraformFindings(proposal.policies());
        new DestructionRules(proposal, step).judge();
        // What was wrong before and is untouched is told, and fails nothing (contract, section 6).
        return Stream.concat(
                        now.stream().map(finding -> old.contains(finding.identity()) ? finding.noted() : finding),
                        step.collected().stream())
                .sorted(Comparator.comparing(Finding::path)
                        .thenComparingInt(finding -> finding.span().start())
                        .thenComparing(Finding::rule))
                .toList();
    }

    private Collection<Finding> state(Side side) {
        TerraformFindings findings = new TerraformFindings(proposal.policies());
        for (Trouble trouble : side.declarations().troubles()) {
            findings.at(
                    READABLE,
                    Optional.empty(),
                    trouble.place(),
                    Told.that(trouble.message()).remedy(trouble.remedy()));
        }
        side.catalog().ifPresent(catalog -> {
            new AgreementRules(proposal, side, catalog, findings).judge();
            new ControlRules(proposal.policies(), side, catalog, findings).judge();
            new RetentionRules(proposal.policies(), side, catalog, findings).judge();
        });
        new UnknownRules(side, findings).judge();
        new AccessRules(proposal.configuration(), side, findings).judge();
        new TrustRules(side, findings).judge();
        return findings.collected();
    }
}
