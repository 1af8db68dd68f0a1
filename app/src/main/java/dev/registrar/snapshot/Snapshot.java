package dev.registrar.snapshot;

import dev.registrar.config.ConfigurationRead;
import dev.registrar.gate.ConfigurationGate;
import dev.registrar.gate.Judge;
import dev.registrar.gate.Proposal;
import dev.registrar.gate.Verdict;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a verdict rests on, immutable.
 *
 * @param proposal what is proposed to the catalog; empty when it is not touched
 * @param proposedConfiguration {@code registrar.yml} as proposed; empty when it is not touched
 */
public record Snapshot(
        Policies policies, Optional<Proposal> proposal, Optional<ConfigurationRead> proposedConfiguration) {

    /** Whether anything that Registrar governs is touched. */
    public boolean governed() {
        return proposal.isPresent() || proposedConfiguration.isPresent();
    }

    public Verdict judge() {
        List<GateVerdict> gates = new ArrayList<>();
        proposal.ifPresent(catalog -> gates.addAll(Judge.judge(catalog).gates()));
        proposedConfiguration.ifPresent(read -> gates.add(ConfigurationGate.judge(read, policies)));
        return new Verdict(gates);
    }
}
