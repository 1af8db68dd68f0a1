package dev.registrar.gate;

import dev.registrar.policy.RuleId;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What other policies, or another configuration, would mean for the registries that there are. Rules about steps (who may
 * change what, which status follows on which) have no part in it: there is no step to judge.
 *
 * @param newlyFailing names of registries by the rule that would block them and does not now
 * @param newlyPassing names of registries by the rule that blocks them now and would not
 */
public record PolicyEffect(
        SortedMap<RuleId, SortedSet<String>> newlyFailing, SortedMap<RuleId, SortedSet<String>> newlyPassing) {
    /** The name for what concerns no registry but the file as a whole. */
    public static final String WHOLE_FILE = "";

    public PolicyEffect {
        newlyFailing = Collections.unmodifiableSortedMap(new TreeMap<>(newlyFailing));
        newlyPassing = Collections.unmodifiableSortedMap(new TreeMap<>(newlyPassing));
    }

    /**
     * @param inForce an audit of the catalog by what is in force
     * @param proposed an audit of the same catalog by what is proposed
     */
    public static PolicyEffect between(Proposal inForce, Proposal proposed) {
        Map<RuleId, SortedSet<String>> now = blocked(inForce);
        Map<RuleId, SortedSet<String>> then = blocked(proposed);
        return new PolicyEffect(without(then, now), without(now, then));
    }

    public boolean isEmpty() {
        return newlyFailing.isEmpty() && newlyPassing.isEmpty();
    }

    private static Map<RuleId, SortedSet<String>> blocked(Proposal audit) {
        return Judge.judge(audit)
                .blocking()
                .collect(Collectors.groupingBy(
                        Finding::rule,
                        Collectors.mapping(
                                finding -> finding.registry().orElse(WHOLE_FILE),
                                Collectors.toCollection(TreeSet::new))));
    }

    private static SortedMap<RuleId, SortedSet<String>> without(
            Map<RuleId, SortedSet<String>> some, Map<RuleId, SortedSet<String>> others) {
        SortedMap<RuleId, SortedSet<String>> rest = new TreeMap<>();
        some.forEach((rule, names) -> {
            SortedSet<String> left = new TreeSet<>(names);
            left.removeAll(others.getOrDefault(rule, Collections.emptySortedSet()));
            if (!left.isEmpty()) {
                rest.put(rule, Collections.unmodifiableSortedSet(left));
            }
        });
        return rest;
    }

    /** Every registry that is in it. */
    public Set<String> registries() {
        Set<String> names = new TreeSet<>();
        newlyFailing.values().forEach(names::addAll);
        newlyPassing.values().forEach(names::addAll);
        return names;
    }
}
