package dev.registrar.report;

import dev.registrar.gate.Finding;
import dev.registrar.policy.Action;
import dev.registrar.text.Markdown;
import java.util.List;

/** Findings in Markdown; whatever a person wrote is escaped. */
final class FindingText {
    private FindingText() {}

    static String table(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Nothing to say against it.";
        }
        StringBuilder table = new StringBuilder("| | Where | What is wrong |\n|---|---|---|\n");
        findings.forEach(finding -> table.append("| ")
                .append(mark(finding.action()))
                .append(" | ")
                .append(place(finding))
                .append(" | ")
                .append(Markdown.prose(finding.message()))
                .append(" |\n"));
        return table.toString();
    }

    static String details(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append("#### ")
                    .append(mark(finding.action()))
                    .append(' ')
                    .append(finding.rule())
                    .append(" at ")
                    .append(place(finding))
                    .append("\n\n")
                    .append(Markdown.prose(finding.message()))
                    .append("\n\n*Why:* ")
                    .append(Markdown.prose(finding.why()))
                    .append("\n*Repair:* ")
                    .append(Markdown.prose(finding.remediation()))
                    .append('\n');
            finding.suggestion()
                    .ifPresent(suggestion -> text.append("*Instead:* ")
                            .append(Markdown.code(suggestion))
                            .append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    static String mark(Action action) {
        return switch (action) {
            case BLOCK -> "❌";
            case ALERT -> "⚠️";
            case LOG -> "ℹ️";
        };
    }

    static String place(Finding finding) {
        return Markdown.code(finding.path() + ":" + finding.span().line());
    }
}
