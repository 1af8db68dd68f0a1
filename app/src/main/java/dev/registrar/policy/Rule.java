package dev.registrar.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One rule.
 *
 * @param gate the gate that judges by it, such as {@code naming}
 * @param description what is at stake, in one sentence
 * @param remediation how to repair a breach
 * @param parameters scalars and lists of scalars, as text
 */
public record Rule(
        RuleId id,
        String gate,
        String title,
        String severity,
        Action action,
        String description,
        String remediation,
        Map<String, List<String>> parameters) {
    public Rule {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The policy that the rule belongs to: {@code POL-ECR-002} of {@code POL-ECR-002-R01}. */
    public String policy() {
        return id.value().substring(0, id.value().lastIndexOf('-'));
    }

    /** The values of a list parameter; empty when it is not set. */
    public List<String> list(String parameter) {
        return parameters.getOrDefault(parameter, List.of());
    }

    public Optional<String> parameter(String name) {
        return list(name).stream().findFirst();
    }
}
