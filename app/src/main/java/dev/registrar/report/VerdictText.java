package dev.registrar.report;

import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import dev.registrar.policy.Action;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A verdict for a terminal: each finding with its line and a caret, as good compilers do. */
public final class VerdictText {
    private static final int WIDEST_LINE = 160;

    private final Map<String, List<String>> lines;
    private final boolean colour;

    /**
     * @param lines the lines of each file that findings are in, by path
     * @param colour whether to write ANSI colours
     */
    public VerdictText(Map<String, List<String>> lines, boolean colour) {
        this.lines = Map.copyOf(lines);
        this.colour = colour;
    }

    public String of(Verdict verdict) {
        List<String> out = new ArrayList<>();
        verdict.inOrder().forEach(finding -> finding(finding, out));
        verdict.gates().forEach(gate -> out.add(outcome(gate)));
        out.add(last(verdict));
        return String.join("\n", out) + "\n";
    }

    private void finding(Finding finding, List<String> out) {
        Span span = finding.span();
        out.add(paint(colourOf(finding.action()), label(finding.action())) + " " + finding.rule() + "  "
                + Printable.of(finding.path()) + ":" + span.line() + ":" + span.column());
        List<String> text = lines.getOrDefault(finding.path(), List.of());
        if (span.line() <= text.size() && !text.get(span.line() - 1).isBlank()) {
            excerpt(span, text.get(span.line() - 1), colourOf(finding.action()), out);
        }
        out.add("  " + Printable.of(finding.message()));
        if (finding.action() != Action.LOG) {
            out.add("  " + paint("2", "why: " + Printable.of(finding.why())));
        }
        out.add("  fix: " + Printable.of(finding.remediation()));
        out.add("");
    }

    private void excerpt(Span span, String line, String code, List<String> out) {
        if (span.column() > WIDEST_LINE) {
            return;
        }
        String number = String.valueOf(span.line());
        String gutter = " ".repeat(number.length());
        int last = span.onOneLine() ? Math.min(span.endColumn(), WIDEST_LINE) : span.column();
        int width = Math.max(1, last - span.column() + 1);
        String shown = Printable.of(line);
        boolean cut = shown.codePointCount(0, shown.length()) > WIDEST_LINE;
        out.add("  " + number + " | "
                + (cut ? shown.substring(0, shown.offsetByCodePoints(0, WIDEST_LINE)) + "…" : shown));
        out.add("  " + gutter + " | " + " ".repeat(span.column() - 1) + paint(code, "^".repeat(width)));
    }

    private String outcome(Verdict.GateVerdict gate) {
        long blocks = gate.findings().stream().filter(Finding::blocks).count();
        long others = gate.findings().size() - blocks;
        String mark = gate.failed() ? paint("31", "✗") : paint("32", "✓");
        String counts = blocks > 0 ? "  " + counted(blocks, "fault") : "";
        return mark + " " + gate.gate().word() + counts + (others > 0 ? "  " + counted(others, "notice") : "");
    }

    private String last(Verdict verdict) {
        if (verdict.gates().isEmpty()) {
            return "Nothing that Registrar governs has changed.";
        }
        long blocking = verdict.blocking().count();
        return blocking == 0 ? paint("32", "All gates pass.") : paint("31", counted(blocking, "fault") + " to repair.");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String label(Action action) {
        return switch (action) {
            case BLOCK -> "error";
            case ALERT -> "warning";
            case LOG -> "note";
        };
    }

    private static String colourOf(Action action) {
        return switch (action) {
            case BLOCK -> "31";
            case ALERT -> "33";
            case LOG -> "36";
        };
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
