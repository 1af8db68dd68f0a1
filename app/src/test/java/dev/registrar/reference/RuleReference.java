package dev.registrar.reference;

import dev.registrar.example.Example;
import dev.registrar.example.Examples;
import dev.registrar.policy.Policies;
import dev.registrar.policy.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The built-in rules with their examples, as a page. */
final class RuleReference {
    private final StringBuilder out = new StringBuilder();

    private RuleReference() {}

    static String page() {
        RuleReference page = new RuleReference();
        page.head();
        Map<String, Boolean> policies = new LinkedHashMap<>();
        for (Rule rule : Policies.builtIn().rules().values()) {
            if (policies.putIfAbsent(rule.policy(), true) == null) {
                page.out
                        .append("\n## ")
                        .append(rule.policy())
                        .append(": ")
                        .append(rule.gate())
                        .append('\n');
            }
            page.rule(rule);
        }
        return page.out.toString();
    }

    private void head() {
        out.append("""
                # Rules

                Written from `policies/*.yaml` and `policies/examples/`; the build fails when it is not current. Each rule
                blocks, alerts or logs. A catalog repository lays its own policies over these, rule by rule: see
                [policies](policies.md).

                | Rule | Gate | Action | |
                |---|---|---|---|
                """);
        Policies.builtIn()
                .rules()
                .values()
                .forEach(rule -> out.append("| [")
                        .append(rule.id())
                        .append("](#")
                        .append(anchor(rule))
                        .append(") | ")
                        .append(rule.gate())
                        .append(" | ")
                        .append(rule.action().word())
                        .append(" | ")
                        .append(rule.title())
                        .append(" |\n"));
    }

    /** As GitHub makes it: small letters, spaces to hyphens, punctuation left out. */
    private static String anchor(Rule rule) {
        return heading(rule)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9_ -]", "")
                .replace(' ', '-');
    }

    private static String heading(Rule rule) {
        return rule.id() + ": " + rule.title();
    }

    private void rule(Rule rule) {
        out.append("\n### ").append(heading(rule)).append("\n\n");
        out.append(rule.description()).append("\n\n");
        out.append("*Repair:* ").append(rule.remediation()).append("\n\n");
        out.append("Severity ")
                .append(rule.severity())
                .append(", action `")
                .append(rule.action().word())
                .append("`.\n");
        parameters(rule);
        Examples.builtIn().stream()
                .filter(example -> example.rule().equals(rule.id()))
                .forEach(this::example);
    }

    private void parameters(Rule rule) {
        if (rule.parameters().isEmpty()) {
            return;
        }
        out.append("\n| Parameter | Value |\n|---|---|\n");
        rule.parameters()
                .forEach((name, values) -> out.append("| `")
                        .append(name)
                        .append("` | ")
                        .append(String.join(
                                ", ", values.stream().map(RuleReference::code).toList()))
                        .append(" |\n"));
    }

    private static String code(String value) {
        return "`" + value.replace("|", "\\|") + "`";
    }

    private void example(Example example) {
        out.append("\n<details><summary>")
                .append(example.passes() ? "✅ " : "❌ ")
                .append(example.name())
                .append("</summary>\n");
        example.before().ifPresent(text -> block("Before:", text));
        example.configuration().ifPresent(text -> block("`.github/registrar.yml`:", text));
        example.after().ifPresent(text -> block(example.before().isPresent() ? "After:" : "Catalog:", text));
        example.terraform().ifPresent(terraform -> {
            block("Catalog:", terraform.catalog());
            terraform.before().ifPresent(files -> files("`%s` before:", files));
            files("`%s`:", terraform.files());
        });
        example.policy().ifPresent(text -> block("Policy:", text));
        example.description().ifPresent(text -> block("Description of the pull request:", text));
        example.expected()
                .ifPresent(expected -> out.append("\nFound at line ")
                        .append(expected.line())
                        .append(", column ")
                        .append(expected.column())
                        .append(expected.suggestion()
                                .map(text -> "; repaired by `" + text + "`")
                                .orElse(""))
                        .append(".\n"));
        out.append("\n</details>\n");
    }

    private static String language(String title) {
        if (title.startsWith("Description")) {
            return "markdown";
        }
        return title.contains(".tf") ? "hcl" : "yaml";
    }

    private void files(String title, Map<String, String> files) {
        new TreeMap<>(files).forEach((path, text) -> block(title.formatted(path), text));
    }

    private void block(String title, String text) {
        out.append('\n')
                .append(title)
                .append("\n\n```")
                .append(language(title))
                .append('\n')
                .append(text);
        out.append(text.endsWith("\n") ? "```\n" : "\n```\n");
    }
}
