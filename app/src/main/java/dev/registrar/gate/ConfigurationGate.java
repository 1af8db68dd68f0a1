package dev.registrar.gate;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.Action;
import dev.registrar.policy.Policies;
import dev.registrar.policy.Rule;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a {@code registrar.yml} or a policy beside it, shown by the check run {@code registrar}. */
public final class ConfigurationGate {
    private static final RuleId READABLE = new RuleId("POL-ECR-010-R01");
    private static final RuleId SETTINGS = new RuleId("POL-ECR-010-R02");
    private static final RuleId PATHS = new RuleId("POL-ECR-010-R03");
    private static final RuleId POLICY = new RuleId("POL-ECR-010-R04");

    private ConfigurationGate() {}

    /** @param read the file as a change proposes it, or as it is in force and cannot be used */
    public static GateVerdict judge(ConfigurationRead read, Policies policies) {
        return new GateVerdict(
                GateName.CONFIGURATION,
                read.match(
                        List.of(gone(policies)),
                        broken -> broken.faults().stream()
                                .map(fault -> finding(fault, policies, Optional.empty()))
                                .toList(),
                        valid -> valid.notices().stream()
                                .map(fault -> finding(fault, policies, Optional.of(Action.LOG)))
                                .toList()));
    }

    private static Finding gone(Policies policies) {
        return finding(
                new Fault(
                        Fault.Kind.UNREADABLE,
                        Configuration.PATH,
                        Span.FIRST,
                        "`" + Configuration.PATH + "` would be gone, and with it every gate of this repository.",
                        "Keep the file; to stop governing the repository, remove it from the App's installation."),
                policies,
                Optional.empty());
    }

    private static Finding finding(Fault fault, Policies policies, Optional<Action> instead) {
        RuleId id = switch (fault.kind()) {
            case UNREADABLE -> READABLE;
            case SETTING -> SETTINGS;
            case PATH -> PATHS;
            case POLICY -> POLICY;
        };
        // A configuration that cannot be used blocks whatever a policy says: nothing could be judged by it.
        Rule rule = Stream.of(policies, Policies.builtIn())
                .flatMap(rules -> rules.rule(id).stream())
                .findFirst()
                .orElseThrow();
        return new Finding(
                id,
                instead.orElse(Action.BLOCK),
                Optional.empty(),
                fault.path(),
                fault.span(),
                fault.message(),
                rule.description(),
                fault.remedy(),
                Optional.empty());
    }
}
