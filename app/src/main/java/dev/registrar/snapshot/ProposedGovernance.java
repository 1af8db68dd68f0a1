package dev.registrar.snapshot;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.gate.PolicyEffect;
import dev.registrar.gate.Proposal;
import dev.registrar.gate.TeamFacts;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a change would make of {@code registrar.yml} and the policies, and what that would mean. */
final class ProposedGovernance {
    private final Configuration inForce;
    private final Policies policies;
    private final LocalDate today;

    ProposedGovernance(Configuration inForce, Policies policies, LocalDate today) {
        this.inForce = inForce;
        this.policies = policies;
        this.today = today;
    }

    /**
     * What is proposed.
     *
     * @param configuration broken where a policy is
     */
    record Proposed(ConfigurationRead configuration, Optional<PolicyEffect> effect) {}

    /** Empty when neither file nor folder is touched; of an audit there is only what has no effect in the file. */
    Optional<Proposed> read(Trees trees) {
        if (trees.audit()) {
            return Optional.of(inForce)
                    .filter(settings -> !catalogRole())
                    .map(settings -> SnapshotReader.configuration(trees.read(Trees.Side.HEAD, Configuration.PATH)))
                    .filter(read -> read instanceof ConfigurationRead.Valid valid
                            && !valid.notices().isEmpty())
                    .map(read -> new Proposed(read, Optional.empty()));
        }
        boolean settings = trees.touches(Configuration.PATH);
        boolean rules = catalogRole() && trees.touchesIn(PolicyFolder.of(inForce));
        if (!settings && !rules) {
            return Optional.empty();
        }
        ConfigurationRead read = settings
                ? SnapshotReader.configuration(trees.read(Trees.Side.HEAD, Configuration.PATH))
                : new ConfigurationRead.Valid(inForce, List.of());
        return Optional.of(catalogRole() ? withPolicies(read, trees) : new Proposed(read, Optional.empty()));
    }

    /** In an infra repository the catalog repository's policies are in force, whatever lies in a folder of that name. */
    private boolean catalogRole() {
        return inForce.role() == Configuration.Role.CATALOG;
    }

    private Proposed withPolicies(ConfigurationRead read, Trees trees) {
        Configuration next = read instanceof ConfigurationRead.Valid valid ? valid.configuration() : inForce;
        PoliciesRead laid = PolicyFolder.read(
                PolicyFolder.of(next),
                folder -> trees.filesIn(Trees.Side.HEAD, folder),
                path -> trees.read(Trees.Side.HEAD, path));
        List<Fault> faults = PolicyFolder.faults(laid);
        if (!faults.isEmpty()) {
            return new Proposed(broken(read, faults), Optional.empty());
        }
        Optional<PolicyEffect> effect = read instanceof ConfigurationRead.Valid
                ? laid.match(valid -> Optional.of(effect(next, valid.policies(), trees)), broken -> Optional.empty())
                : Optional.empty();
        return new Proposed(read, effect);
    }

    private static ConfigurationRead broken(ConfigurationRead read, List<Fault> faults) {
        if (read instanceof ConfigurationRead.Absent) {
            return read;
        }
        List<Fault> all = new ArrayList<>();
        if (read instanceof ConfigurationRead.Broken broken) {
            all.addAll(broken.faults());
        }
        all.addAll(faults);
        return new ConfigurationRead.Broken(all);
    }

    private PolicyEffect effect(Configuration next, Policies laid, Trees trees) {
        return PolicyEffect.between(audit(inForce, policies, trees), audit(next, laid, trees));
    }

    private Proposal audit(Configuration configuration, Policies rules, Trees trees) {
        String path = configuration.catalog().path();
        return new Proposal(
                configuration,
                rules,
                path,
                Optional.empty(),
                SnapshotReader.proposed(trees.read(Trees.Side.HEAD, path), path),
                Optional.empty(),
                Optional.empty(),
                TeamFacts.UNKNOWN, // they are the same before and after, and asking costs
                today);
    }
}
