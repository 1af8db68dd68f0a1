package dev.registrar.report;

import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.PolicyEffect;
import dev.registrar.gate.Verdict;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.Action;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.CheckRun.Annotation;
import dev.registrar.pull.CheckRun.Conclusion;
import dev.registrar.pull.HeadSha;
import dev.registrar.text.Markdown;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A verdict as the check runs that show it: one for each gate, and {@code registrar}, which sums them up, last. */
public final class CheckRuns {
    /** The one to require in branch protection. */
    public static final String SUMMARY = "registrar";

    // GitHub, "Create a check run": summary and text 65,535 characters, an annotation's message 64 KB.
    private static final int LONGEST_TEXT = 65_535;
    private static final int LONGEST_MESSAGE = 8_000;
    private static final String CUT = "\n\n*Cut here, GitHub shows no more. `registrar check` prints it all.*";

    private final HeadSha head;
    private final int number;

    /** @param number of the pull request; {@code external_id} begins with it, so that a re-run of a fork's head finds it */
    public CheckRuns(HeadSha head, int number) {
        this.head = head;
        this.number = number;
    }

    public List<CheckRun> of(Verdict verdict) {
        return of(verdict, Optional.empty());
    }

    /** @param effect what proposed policies or a proposed configuration would mean, told by {@code registrar} */
    public List<CheckRun> of(Verdict verdict, Optional<PolicyEffect> effect) {
        List<CheckRun> runs = new ArrayList<>();
        verdict.gates().stream()
                .filter(gate -> gate.gate() != GateName.CONFIGURATION)
                .forEach(gate -> runs.add(gate(gate)));
        runs.add(summary(verdict, effect.map(PolicyEffectText::of).orElse("")));
        return runs;
    }

    /** For a pull request that touches nothing that Registrar governs. */
    public CheckRun nothingGoverned() {
        return run(
                SUMMARY,
                Conclusion.SUCCESS,
                "Nothing governed has changed",
                "This pull request touches neither the catalog nor the configuration of Registrar.",
                "",
                List.of());
    }

    /** For a verdict that cannot be reached; never neutral, which would satisfy a required check. */
    public CheckRun undecided(String cause) {
        return run(
                SUMMARY,
                Conclusion.FAILURE,
                "Registrar could not decide",
                Markdown.escape(cause) + "\n\nWhen the cause is gone, comment `/recheck` here, or press *Re-run*.",
                "",
                List.of());
    }

    private CheckRun gate(GateVerdict gate) {
        return run(
                gate.gate().checkRun(),
                conclusion(gate.conclusion()),
                title(gate),
                FindingText.table(gate.findings()),
                FindingText.details(gate.findings()),
                annotations(gate));
    }

    private CheckRun summary(Verdict verdict, String note) {
        long failed = verdict.gates().stream().filter(GateVerdict::failed).count();
        StringBuilder table = new StringBuilder("| Gate | Outcome |\n|---|---|\n");
        verdict.gates()
                .forEach(gate -> table.append("| ")
                        .append(gate.gate().word())
                        .append(" | ")
                        .append(gate.failed() ? "❌ " : "✅ ")
                        .append(title(gate))
                        .append(" |\n"));
        List<Annotation> configuration =
                verdict.gate(GateName.CONFIGURATION).map(CheckRuns::annotations).orElse(List.of());
        return run(
                SUMMARY,
                conclusion(verdict.conclusion()),
                failed == 0
                        ? "All gates pass"
                        : failed + " of " + verdict.gates().size() + " gates failed",
                table.toString(),
                verdict.gate(GateName.CONFIGURATION)
                                .map(gate -> FindingText.details(gate.findings()))
                                .orElse("")
                        + note,
                configuration);
    }

    private CheckRun run(
            String name,
            Conclusion conclusion,
            String title,
            String summary,
            String text,
            List<Annotation> annotations) {
        return new CheckRun(
                name,
                head,
                String.valueOf(number),
                Optional.empty(),
                conclusion,
                title,
                Markdown.cut(summary, LONGEST_TEXT, CUT),
                Markdown.cut(text, LONGEST_TEXT, CUT),
                annotations,
                List.of());
    }

    private static Conclusion conclusion(Verdict.Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> Conclusion.SUCCESS;
            case FAILURE -> Conclusion.FAILURE;
        };
    }

    static String title(GateVerdict gate) {
        long faults = gate.findings().stream().filter(Finding::blocks).count();
        long notices = gate.findings().size() - faults;
        if (faults > 0) {
            return faults == 1 ? "1 fault" : faults + " faults";
        }
        return notices == 0 ? "No findings" : notices == 1 ? "1 notice" : notices + " notices";
    }

    private static List<Annotation> annotations(GateVerdict gate) {
        return gate.findings().stream().map(CheckRuns::annotation).toList();
    }

    private static Annotation annotation(Finding finding) {
        Span span = finding.span();
        String message = finding.message() + "\n\nWhy: " + finding.why() + "\nRepair: " + finding.remediation();
        return new Annotation(
                finding.path(),
                span.line(),
                span.endLine(),
                span.onOneLine() ? Optional.of(span.column()) : Optional.empty(),
                span.onOneLine() ? Optional.of(span.endColumn()) : Optional.empty(),
                level(finding.action()),
                finding.rule().value(),
                message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…");
    }

    private static Annotation.Level level(Action action) {
        return switch (action) {
            case BLOCK -> Annotation.Level.FAILURE;
            case ALERT -> Annotation.Level.WARNING;
            case LOG -> Annotation.Level.NOTICE;
        };
    }
}
