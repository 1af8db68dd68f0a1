package dev.registrar.policy;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Scanning;
import dev.registrar.catalog.TagMutability;
import dev.registrar.catalog.Vocabulary;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules in force. A rule that is not among them is not judged by.
 *
 * @param version names this set of rules in the audit record: the digest of the files it was read from
 */
public record Policies(SortedMap<RuleId, Rule> rules, String version) {
    private static final RuleId MUTABILITY = new RuleId("POL-ECR-003-R01");
    private static final RuleId ENCRYPTION = new RuleId("POL-ECR-003-R02");
    private static final RuleId RETENTION = new RuleId("POL-ECR-003-R03");

    public Policies {
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    public Optional<Rule> rule(RuleId id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** The controls that each tier brings, as the parameters of the risk-tier rules say. */
    public Controls controls(RiskTier tier) {
        return new Controls(
                Vocabulary.read(TagMutability.class, demanded(MUTABILITY, tier)).orElseThrow(),
                Vocabulary.read(Encryption.class, demanded(ENCRYPTION, tier)).orElseThrow(),
                Integer.parseInt(demanded(RETENTION, tier)),
                scanning(tier));
    }

    private String demanded(RuleId id, RiskTier tier) {
        return rule(id).flatMap(rule -> rule.parameter(tier.word()))
                .or(() -> Optional.ofNullable(BuiltIn.POLICIES.rules().get(id))
                        .flatMap(rule -> rule.parameter(tier.word())))
                .orElseThrow(() -> new IllegalStateException(id + " has no parameter " + tier.word()));
    }

    // Not a parameter: ECR sets scanning for a whole account and region, so a tier can only ask for what exists there.
    private static Scanning scanning(RiskTier tier) {
        return switch (tier) {
            case LOW -> Scanning.STANDARD;
            case MEDIUM -> Scanning.ENHANCED;
            case HIGH -> Scanning.CRITICAL;
        };
    }

    /** The rules packed into the program. */
    public static Policies builtIn() {
        return BuiltIn.POLICIES;
    }

    /** The built-in rules with the files of a governed repository laid over them, rule by rule. */
    public static PoliciesRead withOverlay(List<PolicyFile> files) {
        return PolicyReader.overlaid(builtIn(), files);
    }

    private static final class BuiltIn {
        static final Policies POLICIES = PolicyReader.builtIn();
    }
}
