package dev.registrar.report;

import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.text.Markdown;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Findings on a request in the words of its form, since whoever fills that in has not seen the catalog's fields. */
final class FormWords {
    private static final Map<String, String> FIELDS = Map.of(
            "owner", "Owning team",
            "risk", "Risk tier",
            "environment", "Environment",
            "domain", "Domain");
    private static final Pattern FIELD =
            Pattern.compile("(`?)metadata\\.(" + String.join("|", FIELDS.keySet()) + ")\\1(?!\\.?[A-Za-z0-9_])");

    private FormWords() {}

    /** What is wrong and what to do, by the field's label; in Markdown. */
    static String of(GateVerdict gate, Finding finding) {
        return label(gate.gate()) + translated(finding.message()) + " " + translated(finding.remediation());
    }

    private static String translated(String sentence) {
        Matcher field = FIELD.matcher(sentence);
        return Markdown.prose(
                field.replaceAll(found -> Matcher.quoteReplacement("“" + FIELDS.get(found.group(2)) + "”")));
    }

    private static String label(GateName gate) {
        return switch (gate) {
            case NAMING -> "**Registry name**: ";
            case OWNERSHIP -> "**Owning team**: ";
            case RISK_TIER -> "**Risk tier**: ";
            case SCHEMA, LIFECYCLE, PLACEMENT, TERRAFORM, APPROVAL, CHECKLIST, CONFIGURATION -> "";
        };
    }
}
