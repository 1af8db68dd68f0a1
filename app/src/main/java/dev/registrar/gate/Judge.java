package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.gate.Verdict.GateVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Proposal proposal;
    private final CatalogChange change;
    private final Gate.Touched touched;
    private final Catalog all;
    /** Empty where that is the proposed text as it stands. */
    private final Optional<CatalogText> merged;

    private Judge(Proposal proposal) {
        this.proposal = proposal;
        this.change = proposal.change();
        this.touched = Gate.Touched.by(change);
        this.all = proposal.tip().map(change::laidOver).orElse(proposal.after().catalog());
        this.merged = merged(proposal.after(), change);
    }

    public static Verdict judge(Proposal proposal) {
        return new Judge(proposal).verdict();
    }

    private Verdict verdict() {
        boolean readable = proposal.after().listsRegistries();
        List<GateVerdict> verdicts = new ArrayList<>();
        for (Gate gate : GATES) {
            boolean something = gate.name() == GateName.SCHEMA || readable && !change.isEmpty();
            if (something) {
                verdicts.add(new GateVerdict(gate.name(), findings(gate)));
            }
        }
        return new Verdict(verdicts);
    }

    private List<Finding> findings(Gate gate) {
        Findings step = new Findings(
                proposal.policies(), proposal.path(), proposal.after().document());
        if (proposal.audit()) {
            gate.audit(proposal, step);
        } else {
            gate.change(proposal, change, step);
        }
        return Stream.concat(state(gate).stream(), step.collected().stream())
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> finding.span().start())
                        .thenComparing(Finding::rule))
                .toList();
    }

    /** The proposed text with what a merge would make of the entries that it changes: two may clash only together. */
    private static Optional<CatalogText> merged(CatalogText after, CatalogChange change) {
        boolean same = change.steps().stream()
                .allMatch(step ->
                        step.removed() || step.after().equals(after.catalog().registry(step.name())));
        if (same) {
            return Optional.empty();
        }
        Map<String, Registry> registries = new LinkedHashMap<>(after.catalog().registries());
        change.steps().forEach(step -> step.after().ifPresent(merged -> registries.replace(step.name(), merged)));
        return Optional.of(new CatalogText(after.document(), new Catalog(registries)));
    }

    private List<Finding> state(Gate gate) {
        List<Finding> now = state(gate, merged.orElse(proposal.after()), all);
        Optional<CatalogText> before = proposal.before();
        if (before.isEmpty() || now.isEmpty() || !proposal.after().listsRegistries()) {
            return now;
        }
        Map<Finding.Identity, Long> old =
                counted(state(gate, before.get(), before.get().catalog()));
        Map<Finding.Identity, Long> found = counted(now);
        List<Finding> judged = now.stream()
                .map(finding -> touched(finding, old, found) ? finding : finding.noted())
                .toList();
        return merged.isEmpty() ? judged : explained(gate, judged);
    }

    /** What is not wrong in the author's own text is so on the base branch, which is not the author's fault, or together. */
    private List<Finding> explained(Gate gate, List<Finding> findings) {
        CatalogText base =
                new CatalogText(proposal.after().document(), proposal.tip().orElse(Catalog.EMPTY));
        Set<Finding.Identity> own = identities(state(gate, proposal.after(), all));
        Set<Finding.Identity> already = identities(state(gate, base, base.catalog()));
        return findings.stream()
                .map(finding -> own.contains(finding.identity())
                        ? finding
                        : already.contains(finding.identity())
                                ? finding.noted()
                                : finding.remedied("The base branch has changed this entry meanwhile;"
                                        + " merge it into yours to see both."))
                .toList();
    }

    // What was wrong before and is untouched is told, and fails nothing (contract, section 6). A catalog that lists no
    // registries is another matter: nothing else could be judged, and what is unknown never passes.
    private boolean touched(Finding finding, Map<Finding.Identity, Long> old, Map<Finding.Identity, Long> found) {
        boolean elsewhere =
                finding.registry().filter(name -> !touched.all().contains(name)).isPresent();
        boolean more = found.getOrDefault(finding.identity(), 0L) > old.getOrDefault(finding.identity(), 0L);
        return more && !(elsewhere && !finding.rule().value().startsWith("POL-ECR-001"));
    }

    private List<Finding> state(Gate gate, CatalogText text, Catalog together) {
        Findings findings = new Findings(proposal.policies(), proposal.path(), text.document());
        gate.state(new Gate.State(proposal.configuration(), proposal.policies(), text, together, touched), findings);
        return findings.collected();
    }

    /** The same fault may be there several times, and one more is a new one. */
    private static Map<Finding.Identity, Long> counted(List<Finding> findings) {
        return findings.stream().collect(Collectors.groupingBy(Finding::identity, Collectors.counting()));
    }

    private static Set<Finding.Identity> identities(List<Finding> findings) {
        return findings.stream().map(Finding::identity).collect(Collectors.toSet());
    }
}
