package dev.registrar.report;

import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import dev.registrar.policy.Action;
import dev.registrar.text.Span;

/** A verdict as workflow commands, which GitHub Actions turns into annotations on the lines. */
public final class VerdictCommands {
    private VerdictCommands() {}

    /** One line for each finding; nothing where there is none. */
    public static String of(Verdict verdict) {
        StringBuilder out = new StringBuilder();
        verdict.inOrder().forEach(finding -> out.append(command(finding)).append('\n'));
        return out.toString();
    }

    private static String command(Finding finding) {
        Span span = finding.span();
        StringBuilder line = new StringBuilder("::").append(level(finding.action()));
        line.append(" file=").append(property(finding.path()));
        line.append(",line=").append(span.line()).append(",endLine=").append(span.endLine());
        if (span.onOneLine()) {
            line.append(",col=").append(span.column()).append(",endColumn=").append(span.endColumn());
        }
        line.append(",title=").append(property(finding.rule().value()));
        return line.append("::")
                .append(data(finding.message() + "\nWhy: " + finding.why() + "\nRepair: " + finding.remediation()))
                .toString();
    }

    private static String level(Action action) {
        return switch (action) {
            case BLOCK -> "error";
            case ALERT -> "warning";
            case LOG -> "notice";
        };
    }

    /** As the runner decodes it (actions/toolkit, core/command): percent first. */
    private static String data(String text) {
        return Printable.keepingLines(text)
                .replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
