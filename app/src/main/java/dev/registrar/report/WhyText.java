package dev.registrar.report;

import dev.registrar.gate.ApprovalGate.Given;
import dev.registrar.gate.ApprovalNeeds;
import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Markdown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The answer to {@code /why}: the failing rules, what each is for, and who can approve. */
public final class WhyText {
    // GitHub: a comment's body, 65,536 characters; this is one part of an answer.
    private static final int LONGEST = 30_000;
    private static final int MOST_PLACES = 10;

    private WhyText() {}

    /** For a pull request. */
    public static String of(Verdict verdict, ApprovalNeeds needs, Given given, List<String> teams) {
        return cut(rules(
                        verdict,
                        "Nothing fails here: every gate that had something to judge passes.",
                        (gate, finding) -> FindingText.place(finding) + ": " + Markdown.prose(finding.message()) + " "
                                + Markdown.prose(finding.remediation()))
                + ApprovalText.of(needs, given, teams)
                + waiving(verdict, teams));
    }

    /**
     * For a request.
     *
     * @param faults of the form and the requester, in Markdown
     */
    public static String ofRequest(List<String> faults, Verdict verdict, List<String> teams) {
        StringBuilder text = new StringBuilder();
        faults.forEach(fault -> text.append("- ").append(fault).append('\n'));
        text.append(faults.isEmpty() ? "" : "\n");
        text.append(rules(verdict, faults.isEmpty() ? "Nothing stands against this request." : "", FormWords::of));
        return cut(text + whoApproves(teams));
    }

    private static String whoApproves(List<String> teams) {
        return teams.isEmpty()
                ? "Nobody can approve here: `approvals.teams` in `.github/registrar.yml` names no team that there is.\n"
                : "Members of " + Logins.any(teams)
                        + " who have no part in it can approve, with `/approve-registry`.\n";
    }

    private static String waiving(Verdict verdict, List<String> teams) {
        boolean waivable = verdict.gates().stream()
                .filter(Verdict.GateVerdict::failed)
                .anyMatch(gate -> gate.gate() != GateName.SCHEMA && gate.gate() != GateName.CONFIGURATION);
        return waivable && !teams.isEmpty()
                ? "What cannot be repaired can be let pass: members of " + Logins.any(teams)
                        + " who have no part in it comment `/waive-gate GATE REASON`.\n"
                : "";
    }

    /** @param line what a finding says, and how to repair it */
    private static String rules(Verdict verdict, String none, BiFunction<GateVerdict, Finding, String> line) {
        Map<RuleId, List<String>> byRule = new LinkedHashMap<>();
        Map<RuleId, String> reasons = new HashMap<>();
        for (GateVerdict gate : verdict.gates()) {
            gate.findings().stream()
                    .filter(finding -> gate.failed() && finding.blocks())
                    .forEach(finding -> {
                        reasons.putIfAbsent(finding.rule(), finding.why());
                        byRule.computeIfAbsent(finding.rule(), rule -> new ArrayList<>())
                                .add(line.apply(gate, finding));
                    });
        }
        if (byRule.isEmpty()) {
            return none.isEmpty() ? "" : none + "\n\n";
        }
        StringBuilder text = new StringBuilder();
        byRule.forEach((rule, lines) -> {
            text.append("**")
                    .append(rule)
                    .append("**: ")
                    .append(Markdown.prose(reasons.getOrDefault(rule, "")))
                    .append("\n\n");
            lines.stream()
                    .limit(MOST_PLACES)
                    .forEach(said -> text.append("- ").append(said).append('\n'));
            int more = lines.size() - MOST_PLACES;
            text.append(more > 0 ? "- and " + more + " more\n\n" : "\n");
        });
        return text.toString();
    }

    private static String cut(String text) {
        return Markdown.cut(text, LONGEST, "\n\n*Cut here; the check runs say it all.*")
                .stripTrailing();
    }
}
