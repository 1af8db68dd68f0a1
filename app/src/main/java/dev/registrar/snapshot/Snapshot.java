package dev.registrar.snapshot;

import dev.registrar.config.ConfigurationRead;
import dev.registrar.gate.ChecklistGate;
import dev.registrar.gate.ConfigurationGate;
import dev.registrar.gate.Description;
import dev.registrar.gate.Finding;
import dev.registrar.gate.Fixes;
import dev.registrar.gate.Judge;
import dev.registrar.gate.PolicyEffect;
import dev.registrar.gate.Proposal;
import dev.registrar.gate.TerraformFixes;
import dev.registrar.gate.TerraformGate;
import dev.registrar.gate.TerraformProposal;
import dev.registrar.gate.Verdict;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.Policies;
import dev.registrar.pull.FileRead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that a verdict rests on, immutable.
 *
 * @param proposal what is proposed to the catalog; empty when it is not touched
 * @param terraform what is proposed to Terraform, with the catalog that it is held against; empty when neither is touched
 * @param proposedConfiguration {@code registrar.yml} and the policies as proposed; empty when neither is touched
 * @param effect what the proposed configuration and policies would mean for the registries that there are; empty when
 *     neither is touched, or they cannot be used
 * @param description the pull request's, where its check boxes are to be judged
 */
public record Snapshot(
        Policies policies,
        Optional<Proposal> proposal,
        Optional<TerraformProposal> terraform,
        Optional<ConfigurationRead> proposedConfiguration,
        Optional<PolicyEffect> effect,
        Optional<Description> description) {

    /** A change to the catalog only, which no pull request describes. */
    public Snapshot(Policies policies, Optional<Proposal> proposal) {
        this(policies, proposal, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether anything that Registrar governs is touched. */
    public boolean governed() {
        return proposal.isPresent() || terraform.isPresent() || proposedConfiguration.isPresent();
    }

    /** @param files the files as they are proposed, for those that the findings are in */
    public Repairs repairs(Function<String, FileRead> files) {
        Map<String, String> texts = new TreeMap<>();
        List<Finding> repaired = new ArrayList<>();
        proposal.ifPresent(catalog -> {
            Fixes.Outcome outcome = Fixes.of(catalog);
            if (!outcome.repaired().isEmpty()) {
                texts.put(catalog.path(), outcome.text());
                repaired.addAll(outcome.repaired());
            }
        });
        terraform.ifPresent(changed -> {
            TerraformFixes.Outcome outcome = TerraformFixes.of(
                    changed,
                    path -> files.apply(path)
                            .match(
                                    bytes -> Optional.of(new String(bytes, StandardCharsets.UTF_8)),
                                    Optional.<String>empty(),
                                    what -> Optional.empty()));
            texts.putAll(outcome.texts()); // no catalog is Terraform, so these are other files
            repaired.addAll(outcome.repaired());
        });
        return new Repairs(texts, repaired);
    }

    public Verdict judge() {
        List<GateVerdict> gates = new ArrayList<>();
        proposal.ifPresent(catalog -> gates.addAll(Judge.judge(catalog).gates()));
        terraform.ifPresent(terraformed -> gates.add(TerraformGate.judge(terraformed)));
        if (governed()) {
            description.ifPresent(text -> gates.add(ChecklistGate.judge(text, policies)));
        }
        proposedConfiguration.ifPresent(read -> gates.add(ConfigurationGate.judge(read, policies)));
        return new Verdict(gates);
    }
}
