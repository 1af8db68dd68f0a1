package dev.registrar.gate;

import dev.registrar.config.Configuration;
import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Declarations.Document;
import dev.registrar.terraform.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies of repositories that let everybody in, or accounts that are not ours. */
final class AccessRules {
    private static final RuleId OPEN = new RuleId("POL-ECR-007-R16");
    private static final Pattern ACCOUNT = Pattern.compile("(?:^|:)([0-9]{12})(?::|$)");

    /** Conditions that narrow {@code *} to somebody (IAM, "Global condition keys"). */
    private static final Set<String> NARROWING = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:sourceorgid",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourcevpc",
            "aws:sourcevpce");

    private final Set<String> accounts;
    private final Side side;
    private final TerraformFindings findings;

    AccessRules(Configuration configuration, Side side, TerraformFindings findings) {
        this.accounts = configuration.accounts().values().stream()
                .map(Configuration.Account::id)
                .collect(Collectors.toSet());
        this.side = side;
        this.findings = findings;
    }

    void judge() {
        for (Document document : side.declarations().policies()) {
            statements(document).forEach(statement -> judge(document, statement));
        }
    }

    static Stream<Value.Mapping> statements(Document document) {
        if (!(document.content() instanceof Value.Mapping content)) {
            return Stream.empty();
        }
        return content.get("Statement").stream()
                .flatMap(all -> all.oneOrMany().stream())
                .filter(Value.Mapping.class::isInstance)
                .map(Value.Mapping.class::cast)
                .filter(statement -> !statement
                        .get("Effect")
                        .flatMap(Value::text)
                        .orElse("Allow")
                        .equals("Deny"));
    }

    private void judge(Document document, Value.Mapping statement) {
        String name = document.subject().map(text -> "`" + text + "`").orElse("A repository");
        if (statement.get("NotPrincipal").isPresent()) {
            open(document, statement, name + " is open to everybody but those that are named.");
            return;
        }
        Optional<Value> principal = statement.get("Principal");
        if (principal.isEmpty()) {
            return;
        }
        // The type "*" is how aws_iam_policy_document writes a principal without a type.
        List<Value> principals = principal.get() instanceof Value.Mapping kinds
                ? Stream.of("AWS", "*")
                        .flatMap(kind -> kinds.get(kind).stream())
                        .flatMap(named -> named.oneOrMany().stream())
                        .toList()
                : List.of(principal.get());
        List<String> foreign = new ArrayList<>();
        for (Value one : principals) {
            String text = one.text().orElse("");
            if (text.equals("*") && !narrowed(statement)) {
                open(document, one, name + " is open to everybody.");
            }
            Matcher account = ACCOUNT.matcher(text);
            if (!accounts.isEmpty() && account.find() && !accounts.contains(account.group(1))) {
                foreign.add(account.group(1));
            }
        }
        if (!foreign.isEmpty()) {
            open(
                    document,
                    principal.get(),
                    name + " is open to " + String.join(", ", new java.util.TreeSet<>(foreign))
                            + ", which is none of the accounts under `aws.accounts`.");
        }
    }

    private void open(Document document, Value at, String message) {
        boolean inModule = !at.place().path().equals(document.place().path());
        findings.at(OPEN, document.subject(), inModule ? document.place() : at.place(), Told.that(message));
    }

    private static boolean narrowed(Value.Mapping statement) {
        if (!(statement.get("Condition").orElse(null) instanceof Value.Mapping tests)) {
            return false;
        }
        return tests.entries().entrySet().stream()
                .filter(test -> narrows(test.getKey()))
                .map(test -> test.getValue().value())
                .filter(Value.Mapping.class::isInstance)
                .flatMap(keys -> ((Value.Mapping) keys).entries().entrySet().stream())
                .filter(key -> NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT)))
                .anyMatch(key -> key.getValue().value().oneOrMany().stream()
                        .noneMatch(value ->
                                value.text().filter(AccessRules::anybody).isPresent()));
    }

    /** Not what holds for everybody else, for whoever has the key at all, or without the key. */
    private static boolean narrows(String test) {
        return !test.contains("Not")
                && !test.equals("Null")
                && !test.endsWith("IfExists")
                && !test.startsWith("ForAllValues:");
    }

    /** Whether the account of an ARN, or what a path or an id begins with, is not said or may be anything. */
    private static boolean anybody(String value) {
        String[] parts = value.split(":", -1);
        String whose = !parts[0].equals("arn") ? value.split("/", -1)[0] : parts.length > 4 ? parts[4] : "";
        return whose.isEmpty() || whose.contains("*") || whose.contains("?");
    }
}
