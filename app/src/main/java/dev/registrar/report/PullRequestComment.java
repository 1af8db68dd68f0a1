package dev.registrar.report;

import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
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

    public String of(Snapshot snapshot, Verdict verdict) {
        StringBuilder body =
                new StringBuilder(MARKER).append('\n').append(headline(verdict)).append("\n\n");
        List<Finding> faults = verdict.blocking().toList();
        if (!faults.isEmpty()) {
            body.append(table(faults)).append('\n');
        }
        snapshot.proposal()
                .map(proposal -> ChangeTable.of(proposal.change(), snapshot.policies()))
                .filter(table -> !table.isEmpty())
                .ifPresent(table ->
                        body.append("**What this changes**\n\n").append(table).append('\n'));
        List<Finding> others = verdict.findings()
                .filter(finding -> !finding.blocks())
                .sorted(Comparator.comparing(Finding::action).reversed())
                .toList();
        if (!others.isEmpty()) {
            body.append("<details><summary>")
                    .append(others.size() == 1 ? "1 notice" : others.size() + " notices")
                    .append(" that block nothing</summary>\n\n")
                    .append(table(others))
                    .append("\n</details>\n\n");
        }
        body.append("<sub>Commit ").append(head.abbreviated()).append(" · ");
        body.append(
                faults.isEmpty()
                        ? "`/registry-help` lists what you can do here.</sub>\n"
                        : "Push a repair and this is judged again by itself; `/recheck` asks for it.</sub>\n");
        return Markdown.cut(body.toString(), LONGEST, "\n\n*Cut here; the check runs say it all.*");
    }

    /** For a pull request that touched something governed before, and does not any more. */
    public static String nothingGoverned(HeadSha head) {
        return MARKER + "\n✅ **Nothing governed is changed any more.**\n\n<sub>Commit " + head.abbreviated()
                + "</sub>\n";
    }

    private static String headline(Verdict verdict) {
        long faults = verdict.blocking().count();
        if (faults == 0) {
            return "✅ **All gates pass.**";
        }
        return "### ❌ " + (faults == 1 ? "One fault" : faults + " faults") + " to repair";
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
                .append(Markdown.escape(finding.message()))
                .append(" | ")
                .append(Markdown.escape(finding.remediation()))
                .append(" |\n");
    }
}
