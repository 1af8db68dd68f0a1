package dev.registrar.policy;

import java.util.regex.Pattern;

/** A rule's name for ever: {@code POL-ECR-002-R01} is rule 1 of policy {@code POL-ECR-002} (ADR-0093). */
public record RuleId(String value) implements Comparable<RuleId> {
    private static final Pattern FORM = Pattern.compile("POL-[A-Z]+-[0-9]{3}-R[0-9]{2}");

    public RuleId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a rule's id: " + value);
        }
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
