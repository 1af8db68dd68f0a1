package dev.registrar.gate;

import dev.registrar.gate.Findings.Told;
import dev.registrar.policy.Action;
import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.TerraformPaths;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what the rules in force find in files of Terraform; the same thing of several instances in a folder once. */
final class TerraformFindings {
    private final Policies policies;
    private final Map<Object, Finding> collected = new LinkedHashMap<>();

    TerraformFindings(Policies policies) {
        this.policies = policies;
    }

    Collection<Finding> collected() {
        return collected.values();
    }

    void at(RuleId rule, Optional<String> registry, Place place, Told told) {
        add(rule, registry, place, told, false, false);
    }

    /** The same thing at each of its places. */
    void atEvery(RuleId rule, Place place, Told told) {
        add(rule, Optional.empty(), place, told, false, true);
    }

    /** Never more than an alert: what is stronger than it has to be, or may be meant. */
    void alert(RuleId rule, Optional<String> registry, Place place, Told told) {
        add(rule, registry, place, told, true, false);
    }

    private void add(
            RuleId id, Optional<String> registry, Place place, Told told, boolean atMostAlert, boolean everyPlace) {
        policies.rule(id).ifPresent(rule -> {
            Action action = atMostAlert && rule.action() == Action.BLOCK ? Action.ALERT : rule.action();
            Finding finding = new Finding(
                    id,
                    action,
                    registry,
                    place.path(),
                    place.span(),
                    told.message(),
                    rule.description(),
                    told.remedy().orElse(rule.remediation()),
                    told.suggestion());
            collected.putIfAbsent(everyPlace ? List.of(finding.identity(), place) : identity(finding), finding);
        });
    }

    /** The same name in another folder is another thing: often one for another account. */
    static Object identity(Finding finding) {
        return List.of(finding.identity(), TerraformPaths.folderOf(finding.path()));
    }
}
