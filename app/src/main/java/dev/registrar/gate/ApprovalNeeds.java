package dev.registrar.gate;

import dev.registrar.policy.RuleId;
import dev.registrar.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The approvals that a change needs, and what for.
 *
 * @param needs in the order of their places
 */
public record ApprovalNeeds(List<Need> needs) {
    public static final ApprovalNeeds NONE = new ApprovalNeeds(List.of());

    public ApprovalNeeds {
        needs = List.copyOf(needs);
    }

    /**
     * One thing in a change that needs approvals.
     *
     * @param what it is, as a sentence
     * @param approvers how many of them; 0 where only teams have to consent
     * @param consents the teams that have to
     */
    public record Need(
            RuleId rule,
            Optional<String> registry,
            String path,
            Span span,
            String what,
            int approvers,
            Set<String> consents) {
        public Need {
            consents = Set.copyOf(consents);
        }

        /** The same need, wherever it stands in whichever text. */
        Object identity() {
            return List.of(rule, registry, what, path);
        }
    }

    public boolean isEmpty() {
        return needs.isEmpty();
    }

    /** How many approvers it takes, by the most demanding need. */
    public int approvers() {
        return needs.stream().mapToInt(Need::approvers).max().orElse(0);
    }

    /** The teams that have to consent to a change of owner, by name. */
    public Set<String> consents() {
        Set<String> teams = new TreeSet<>();
        needs.forEach(need -> teams.addAll(need.consents()));
        return teams;
    }

    /** Whether it has the same need, wherever that stands in whichever text. */
    boolean has(Need need) {
        return needs.stream().anyMatch(other -> other.identity().equals(need.identity()));
    }
}
