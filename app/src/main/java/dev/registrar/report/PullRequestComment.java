package dev.registrar.report;

import dev.registrar.gate.ApprovalGate;
import dev.registrar.gate.ApprovalNeeds;
import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RepositoryName;
import dev.registrar.snapshot.Snapshot;
import dev.registrar.text.Markdown;
import java.util.Comparator;
import java.util.List;

/** The one comment of a pull request. */
public final class PullRequestComment {
    /** What a later try finds the comment by; only comments of our own bot are looked at. */
    public static final String MARKER = "<!-- registrar:verdict -->";

    // GitHub: a comment's body, 65,536 characters.
    private static final int LONGEST = 65_000;
    private static final int MOST_ROWS = 40;

    private final RepositoryName repository;
    private final HeadSha head;
    private final Links links;

    public PullRequestComment(RepositoryName repository, HeadSha head, Links links) {
        this.repository = repository;
        this.head = head;
        this.links = links;
    }

    /**
     * A pull request as it stands.
     *
     * @param teams that may approve
     */
    public record View(
            Snapshot snapshot, Verdict verdict, ApprovalNeeds needs, ApprovalGate.Given given, List<String> teams) {
        public View {
            teams = List.copyOf(teams);
        }
    }

    public String of(View view) {
        Verdict verdict = view.verdict();
        StringBuilder body =
                new StringBuilder(MARKER).append('\n').append(headline(verdict)).append("\n\n");
        List<Finding> faults = verdict.blocking().toList();
        if (!faults.isEmpty()) {
            body.append(table(faults)).append('\n');
        }
        waivers(verdict, body);
        body.append(ApprovalText.of(view.needs(), view.given(), view.teams()));
        view.snapshot()
                .proposal()
                .map(proposal ->
                        ChangeTable.of(proposal.change(), view.snapshot().policies()))
                .filter(table -> !table.isEmpty())
                .ifPresent(table ->
                        body.append("**What this changes**\n\n").append(table).append('\n'));
        view.snapshot()
                .effect()
                .ifPresent(effect -> body.append(PolicyEffectText.of(effect)).append('\n'));
        others(verdict, body);
        body.append("<sub>Commit ").append(head.abbreviated()).append(" · ");
        body.append(next(verdict)).append("</sub>\n");
        return Markdown.cut(body.toString(), LONGEST, "\n\n*Cut here; the check runs say it all.*");
    }

    private void others(Verdict verdict, StringBuilder body) {
        List<Finding> others = verdict.gates().stream()
                .filter(gate -> gate.gate() != GateName.APPROVAL)
                .flatMap(gate ->
                        gate.findings().stream().filter(finding -> gate.waiver().isPresent() || !finding.blocks()))
                .sorted(Comparator.comparing(Finding::action).reversed())
                .toList();
        if (!others.isEmpty()) {
            body.append("<details><summary>")
                    .append(others.size() == 1 ? "1 notice that blocks" : others.size() + " notices that block")
                    .append(" nothing</summary>\n\n")
                    .append(table(others))
                    .append("\n</details>\n\n");
        }
    }

    private static void waivers(Verdict verdict, StringBuilder body) {
        for (GateVerdict gate : verdict.gates()) {
            gate.waiver()
                    .ifPresent(waiver -> body.append("> ⚠️ The gate ")
                            .append(Markdown.code(gate.gate().word()))
                            .append(" is waived for this commit by ")
                            .append(Logins.of(waiver.by()))
                            .append(": ")
                            .append(Markdown.escape(waiver.reason()))
                            .append("\n\n"));
        }
    }

    private static String next(Verdict verdict) {
        return switch (verdict.conclusion()) {
            case SUCCESS -> "`/registry-help` lists what you can do here.";
            case ACTION_REQUIRED ->
                "An approval holds for exactly this commit; `/registry-help` lists what you can do here.";
            case FAILURE ->
                "Push a repair and this is judged again by itself; `/recheck` asks for it, `/why` explains.";
        };
    }

    /** For a pull request that touched something governed before, and does not any more. */
    public static String nothingGoverned(HeadSha head) {
        return MARKER + "\n✅ **Nothing governed is changed any more.**\n\n<sub>Commit " + head.abbreviated()
                + "</sub>\n";
    }

    /** Said once, in a comment of its own. */
    public static String lapsed(List<String> people) {
        return (people.size() == 1 ? "The approval by " : "The approvals by ") + Logins.of(people)
                + (people.size() == 1 ? " has" : " have")
                + " lapsed: what was approved is not what this pull request is now. Look at it again, and approve it anew.\n";
    }

    private static String headline(Verdict verdict) {
        long faults = verdict.blocking().count();
        return switch (verdict.conclusion()) {
            case SUCCESS -> "✅ **All gates pass.**";
            case ACTION_REQUIRED -> "### ⏳ Waiting for approval";
            case FAILURE -> "### ❌ " + (faults == 1 ? "One fault" : faults + " faults") + " to repair";
        };
    }

    private String table(List<Finding> findings) {
        StringBuilder table = new StringBuilder("| | Where | What is wrong | How to repair it |\n|---|---|---|---|\n");
        findings.stream().limit(MOST_ROWS).forEach(finding -> row(finding, table));
        if (findings.size() > MOST_ROWS) {
            table.append("| | | and ").append(findings.size() - MOST_ROWS).append(" more, in the check runs | |\n");
        }
        return table.toString();
    }

    private void row(Finding finding, StringBuilder table) {
        String file = finding.path().substring(finding.path().lastIndexOf('/') + 1);
        int line = finding.span().line();
        table.append("| ")
                .append(FindingText.mark(finding.action()))
                .append(" | ")
                .append(Markdown.link(file + ":" + line, links.line(repository, head, finding.path(), line)))
                .append(" | ")
                .append(Markdown.prose(finding.message()))
                .append(" | ")
                .append(Markdown.prose(finding.remediation()))
                .append(" |\n");
    }
}
