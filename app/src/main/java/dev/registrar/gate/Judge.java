package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.gate.Verdict.GateVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a proposal against every gate. Pure: the same proposal always gets the same verdict. */
public final class Judge {
    private static final List<Gate> GATES = List.of(
            new SchemaGate(),
            new NamingGate(),
            new RiskTierGate(),
            new OwnershipGate(),
            new LifecycleGate(),
            new PlacementGate());

    private Judge() {}

    public static Verdict judge(Proposal proposal) {
        CatalogChange change = proposal.change();
        boolean readable = proposal.after().document().root().isPresent();
        List<GateVerdict> verdicts = new ArrayList<>();
        for (Gate gate : GATES) {
            boolean something = gate.name() == GateName.SCHEMA || readable && !change.isEmpty();
            if (something) {
                verdicts.add(new GateVerdict(gate.name(), judge(gate, proposal, change)));
            }
        }
        return new Verdict(verdicts);
    }

    private static List<Finding> judge(Gate gate, Proposal proposal, CatalogChange change) {
        Findings step = findings(proposal, proposal.after());
        if (proposal.audit()) {
            gate.audit(proposal, step);
        } else {
            gate.change(proposal, change, step);
        }
        return Stream.concat(state(gate, proposal, change), step.collected().stream())
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> finding.span().start())
                        .thenComparing(Finding::rule))
                .toList();
    }

    private static Stream<Finding> state(Gate gate, Proposal proposal, CatalogChange change) {
        Catalog all =
                proposal.tip().map(change::laidOver).orElse(proposal.after().catalog());
        List<Finding> now = state(gate, proposal, proposal.after(), all, change.names());
        Optional<CatalogText> before = proposal.before();
        if (before.isEmpty() || now.isEmpty()) {
            return now.stream();
        }
        Set<Finding.Identity> old = state(
                        gate, proposal, before.get(), before.get().catalog(), change.names())
                .stream()
                .map(Finding::identity)
                .collect(Collectors.toSet());
        return now.stream().map(finding -> touched(finding, change, old) ? finding : finding.noted());
    }

    // What was wrong before and is untouched is told, and fails nothing (contract, section 6).
    private static boolean touched(Finding finding, CatalogChange change, Set<Finding.Identity> old) {
        boolean elsewhere = finding.registry()
                .filter(name -> !change.names().contains(name))
                .isPresent();
        return !old.contains(finding.identity())
                && !(elsewhere && !finding.rule().value().startsWith("POL-ECR-001"));
    }

    private static List<Finding> state(
            Gate gate, Proposal proposal, CatalogText text, Catalog all, Set<String> changed) {
        Findings findings = findings(proposal, text);
        gate.state(new Gate.State(proposal.configuration(), proposal.policies(), text, all, changed), findings);
        return findings.collected();
    }

    private static Findings findings(Proposal proposal, CatalogText text) {
        return new Findings(proposal.policies(), proposal.path(), text.document());
    }
}
