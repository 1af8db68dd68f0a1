package dev.registrar.example;

import dev.registrar.policy.RuleId;
import java.util.Optional;

/**
 * One case of one rule. Exactly one of the subjects is there.
 *
 * @param file that it was read from, and {@code line} in it
 * @param before the catalog before; empty for one that is judged as it stands
 * @param after subject: a catalog
 * @param configuration subject: a {@code registrar.yml}; with another subject the configuration in force
 * @param policy subject: a policy file
 * @param description subject: the description of a pull request
 * @param author who makes the change
 * @param expected empty where the rule has nothing to say
 */
public record Example(
        RuleId rule,
        String name,
        String file,
        int line,
        Optional<String> before,
        Optional<String> after,
        Optional<String> configuration,
        Optional<String> policy,
        Optional<String> description,
        String author,
        Optional<Expected> expected) {

    /** Where the rule is to point, in the text of the subject, and what it is to suggest. */
    public record Expected(int line, int column, Optional<String> suggestion) {}

    public boolean passes() {
        return expected.isEmpty();
    }
}
