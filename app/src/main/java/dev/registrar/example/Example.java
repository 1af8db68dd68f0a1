package dev.registrar.example;

import dev.registrar.policy.RuleId;
import java.util.Map;
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
 * @param terraform subject: files of Terraform
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
        Optional<Terraform> terraform,
        String author,
        Optional<Expected> expected) {

    /**
     * Files of Terraform by path.
     *
     * @param catalog that they are held against
     * @param before as they were; empty where they are judged as they stand
     */
    public record Terraform(String catalog, Map<String, String> files, Optional<Map<String, String>> before) {
        public Terraform {
            files = Map.copyOf(files);
            before = before.map(Map::copyOf);
        }
    }

    /**
     * Where the rule is to point, in the text of the subject, and what it is to suggest.
     *
     * @param path of the file; empty where the subject is a single text
     */
    public record Expected(Optional<String> path, int line, int column, Optional<String> suggestion) {}

    public boolean passes() {
        return expected.isEmpty();
    }
}
