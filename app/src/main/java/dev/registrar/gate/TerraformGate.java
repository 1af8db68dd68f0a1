package dev.registrar.gate;

import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.Trouble;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
        Collection<Finding> before = proposal.before()
                .filter(side -> !now.isEmpty())
                .map(this::state)
                .orElse(List.of());
        TerraformFindings step = new TerraformFindings(proposal.policies());
        new DestructionRules(proposal, step).judge();
        return Stream.concat(judged(now, before), step.collected().stream())
                .sorted(Comparator.comparing(Finding::path)
                        .thenComparingInt(finding -> finding.span().start())
                        .thenComparing(Finding::rule))
                .toList();
    }

    /** What was wrong before and is untouched is told, and fails nothing (contract, section 6). */
    private Stream<Finding> judged(Collection<Finding> now, Collection<Finding> before) {
        Map<Object, Long> old = counted(before);
        Map<Object, Long> found = counted(now);
        Set<Object> known = proposal.before().stream()
                .flatMap(side -> side.declarations().troubles().stream())
                .map(Trouble::hidden)
                .collect(Collectors.toSet());
        Set<Object> hiding = proposal.after().declarations().troubles().stream()
                .filter(trouble -> trouble.blind() || !known.contains(trouble.hidden()))
                .map(trouble -> (Object) List.of(trouble.place(), trouble.message()))
                .collect(Collectors.toSet());
        return now.stream().map(finding -> {
            Object same = identity(finding);
            boolean noMore = found.getOrDefault(same, 0L) <= old.getOrDefault(same, 0L);
            Object here = List.of(new Place(finding.path(), finding.span()), finding.message());
            return noMore && !hiding.contains(here) ? finding.noted() : finding;
        });
    }

    private static Map<Object, Long> counted(Collection<Finding> findings) {
        return findings.stream().collect(Collectors.groupingBy(TerraformGate::identity, Collectors.counting()));
    }

    /** Many files can have the same fault of syntax; anything else may move within its folder, but is new in another. */
    private static Object identity(Finding finding) {
        return finding.rule().equals(READABLE)
                ? List.of(finding.identity(), finding.path())
                : TerraformFindings.identity(finding);
    }

    private Collection<Finding> state(Side side) {
        TerraformFindings findings = new TerraformFindings(proposal.policies());
        for (Trouble trouble : side.declarations().troubles()) {
            findings.atEvery(
                    READABLE, trouble.place(), Told.that(trouble.message()).remedy(trouble.remedy()));
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
