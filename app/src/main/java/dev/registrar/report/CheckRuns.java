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
import dev.registrar.text.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A verdict as the check runs that show it: one for each gate, and {@code registrar}, which sums them up, last. */
public final class CheckRuns {
    /** The one to require in branch protection. */
    public static final String SUMMARY = "registrar";

    /** The button on a run with mechanical repairs. */
    public static final String FIX = "fix";

    // GitHub, "Create a check run": summary and text 65,535 characters, an annotation's message 64 KB, its title 255.
    private static final int LONGEST_TEXT = 65_535;
    private static final int LONGEST_MESSAGE = 8_000;
    // Each 50 take a request of their own.
    private static final int MOST_ANNOTATIONS = 500;
    private static final String REPORT =
            "How the catalog stands today, by the configuration that is proposed here. **This is a report and blocks nothing**:"
                    + " once it is merged, gates judge what a pull request changes, and what was wrong before and is untouched"
                    + " never fails one.\n\n";
    private static final String CUT = "\n\n*Cut here, GitHub shows no more. `registrar check` prints it all.*";
    private static final CheckRun.Action BUTTON = new CheckRun.Action("Fix", "Commits the mechanical repairs", FIX);

    private final HeadSha head;
    private final String id;
    private final boolean fixable;

    /** @param number of the pull request; {@code external_id} begins with it, so that a re-run of a fork's head finds it */
    public CheckRuns(HeadSha head, int number) {
        this(head, String.valueOf(number), true);
    }

    private CheckRuns(HeadSha head, String id, boolean fixable) {
        this.head = head;
        this.id = id;
        this.fixable = fixable;
    }

    /** For the commit of a merge queue, which belongs to no pull request and takes no repairs. */
    public static CheckRuns ofQueue(HeadSha head) {
        return new CheckRuns(head, "queue", false);
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

    /**
     * The runs of several pull requests on one commit: of each name the one that ends worst, and where both end alike the
     * first.
     */
    public static List<CheckRun> worst(List<CheckRun> first, List<CheckRun> second) {
        Map<String, CheckRun> worst = new LinkedHashMap<>();
        for (String name : order()) {
            for (List<CheckRun> runs : List.of(first, second)) {
                runs.stream()
                        .filter(run -> run.name().equals(name))
                        .forEach(run -> worst.merge(
                                name, run, (a, b) -> badness(b.conclusion()) > badness(a.conclusion()) ? b : a));
            }
        }
        return List.copyOf(worst.values());
    }

    private static List<String> order() {
        return Arrays.stream(GateName.values()).map(GateName::checkRun).toList();
    }

    private static int badness(Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS, NEUTRAL -> 0;
            case ACTION_REQUIRED -> 1;
            case FAILURE, NONE_YET -> 2;
        };
    }

    /** For a run of an earlier verdict on the same head that there is nothing more to say on. */
    public static CheckRun nothingLeft(String name, HeadSha head, String externalId) {
        return new CheckRun(
                name,
                head,
                externalId,
                Optional.empty(),
                Conclusion.SUCCESS,
                "Nothing left to judge",
                "What this gate had judged here before is not part of the change any more.",
                "",
                List.of(),
                List.of());
    }

    /** For a pull request that touches nothing that Registrar governs. */
    public CheckRun nothingGoverned() {
        return run(
                SUMMARY,
                Conclusion.SUCCESS,
                "Nothing governed has changed",
                "This change touches neither the catalog nor what governs it.",
                "",
                List.of(),
                false);
    }

    /** For a head that something was said on, in a repository without a configuration. */
    public CheckRun ungoverned() {
        return run(
                SUMMARY,
                Conclusion.SUCCESS,
                "Nothing is governed here",
                "Neither this repository nor its organization has a `.github/registrar.yml`, so there is nothing to judge.",
                "",
                List.of(),
                false);
    }

    /** For a verdict that takes more than a moment, while it is being tried again. */
    public CheckRun pending(String cause) {
        return run(
                SUMMARY,
                Conclusion.NONE_YET,
                "Still being judged",
                Markdown.escape(cause) + "\n\nRegistrar tries again by itself; there is nothing to do.",
                "",
                List.of(),
                false);
    }

    /** How everything stands, for where nothing is governed yet: never a failure, whatever was found. */
    public CheckRun report(Verdict verdict) {
        List<Finding> findings = verdict.findings().toList();
        String title = findings.isEmpty()
                ? "Nothing to report"
                : findings.size() == 1 ? "1 finding, reported only" : findings.size() + " findings, reported only";
        List<Annotation> annotations =
                findings.stream().map(finding -> annotation(finding, true)).toList();
        return run(
                SUMMARY,
                findings.isEmpty() ? Conclusion.SUCCESS : Conclusion.NEUTRAL,
                title,
                REPORT + (findings.isEmpty() ? "" : FindingText.table(findings)),
                FindingText.details(findings),
                annotations,
                false);
    }

    /** For a verdict that cannot be reached; never neutral, which would satisfy a required check. */
    public CheckRun undecided(String cause) {
        return run(
                SUMMARY,
                Conclusion.FAILURE,
                "Registrar could not decide",
                Markdown.escape(cause) + "\n\nWhen the cause is gone, comment `/recheck` here, or press *Re-run*.",
                "",
                List.of(),
                false);
    }

    private CheckRun gate(GateVerdict gate) {
        String waived = gate.waiver()
                .map(waiver -> "**Waived for this commit** by " + Logins.of(waiver.by()) + ": "
                        + Markdown.escape(waiver.reason()) + "\n\n")
                .orElse("");
        return run(
                gate.gate().checkRun(),
                conclusion(gate.conclusion()),
                title(gate),
                waived + FindingText.table(gate.findings()),
                FindingText.details(gate.findings()),
                annotations(gate),
                gate.waiver().isEmpty() && gate.findings().stream().anyMatch(CheckRuns::fixable));
    }

    private static boolean fixable(Finding finding) {
        return finding.suggestion().isPresent() && finding.action() != Action.LOG;
    }

    private CheckRun summary(Verdict verdict, String note) {
        StringBuilder table = new StringBuilder("| Gate | Outcome |\n|---|---|\n");
        verdict.gates()
                .forEach(gate -> table.append("| ")
                        .append(gate.gate().word())
                        .append(" | ")
                        .append(mark(gate.conclusion()))
                        .append(' ')
                        .append(title(gate))
                        .append(" |\n"));
        List<Annotation> configuration =
                verdict.gate(GateName.CONFIGURATION).map(CheckRuns::annotations).orElse(List.of());
        return run(
                SUMMARY,
                conclusion(verdict.conclusion()),
                headline(verdict),
                table.toString(),
                verdict.gate(GateName.CONFIGURATION)
                                .map(gate -> FindingText.details(gate.findings()))
                                .orElse("")
                        + note,
                configuration,
                false);
    }

    private static String headline(Verdict verdict) {
        long failed = verdict.gates().stream().filter(GateVerdict::failed).count();
        return switch (verdict.conclusion()) {
            case SUCCESS -> "All gates pass";
            case ACTION_REQUIRED -> "Approval needed";
            case FAILURE -> failed + " of " + verdict.gates().size() + " gates failed";
        };
    }

    private static String mark(Verdict.Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> "✅";
            case ACTION_REQUIRED -> "⏳";
            case FAILURE -> "❌";
        };
    }

    private CheckRun run(
            String name,
            Conclusion conclusion,
            String title,
            String summary,
            String text,
            List<Annotation> annotations,
            boolean button) {
        boolean cut = annotations.size() > MOST_ANNOTATIONS;
        String told = cut
                ? "*" + MOST_ANNOTATIONS + " of " + annotations.size()
                        + " findings are marked in the files; `registrar check` prints them all.*\n\n" + summary
                : summary;
        return new CheckRun(
                name,
                head,
                id,
                Optional.empty(),
                conclusion,
                title,
                Markdown.cut(told, LONGEST_TEXT, CUT),
                Markdown.cut(text, LONGEST_TEXT, CUT),
                cut ? annotations.subList(0, MOST_ANNOTATIONS) : annotations,
                button && fixable ? List.of(BUTTON) : List.of());
    }

    private static Conclusion conclusion(Verdict.Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> Conclusion.SUCCESS;
            case ACTION_REQUIRED -> Conclusion.ACTION_REQUIRED;
            case FAILURE -> Conclusion.FAILURE;
        };
    }

    static String title(GateVerdict gate) {
        long faults = gate.findings().stream().filter(Finding::blocks).count();
        long notices = gate.findings().size() - faults;
        if (gate.gate() == GateName.APPROVAL) {
            return faults > 0 ? "Approval needed" : "Approved";
        }
        if (faults > 0) {
            String counted = faults == 1 ? "1 fault" : faults + " faults";
            return gate.waiver().isPresent() ? "Waived: " + counted : counted;
        }
        return notices == 0 ? "No findings" : notices == 1 ? "1 notice" : notices + " notices";
    }

    private static List<Annotation> annotations(GateVerdict gate) {
        boolean approved = gate.gate() == GateName.APPROVAL && gate.conclusion() == Verdict.Conclusion.SUCCESS;
        return approved
                ? List.of()
                : gate.findings().stream()
                        .map(finding -> annotation(finding, gate.waiver().isPresent()))
                        .toList();
    }

    private static Annotation annotation(Finding finding, boolean waived) {
        Span span = finding.span();
        // Not Markdown; what is invisible or turns text around would still deceive.
        String message = Visible.of(finding.message()) + "\n\nWhy: " + Visible.of(finding.why()) + "\nRepair: "
                + Visible.of(finding.remediation());
        return new Annotation(
                finding.path(),
                span.line(),
                span.endLine(),
                span.onOneLine() ? Optional.of(span.column()) : Optional.empty(),
                span.onOneLine() ? Optional.of(span.endColumn()) : Optional.empty(),
                waived ? Annotation.Level.NOTICE : level(finding.action()),
                finding.rule().value(),
                cut(message));
    }

    private static String cut(String message) {
        if (message.length() <= LONGEST_MESSAGE) {
            return message;
        }
        boolean half = Character.isHighSurrogate(message.charAt(LONGEST_MESSAGE - 1));
        return message.substring(0, half ? LONGEST_MESSAGE - 1 : LONGEST_MESSAGE) + "…";
    }

    private static Annotation.Level level(Action action) {
        return switch (action) {
            case BLOCK -> Annotation.Level.FAILURE;
            case ALERT -> Annotation.Level.WARNING;
            case LOG -> Annotation.Level.NOTICE;
        };
    }
}
