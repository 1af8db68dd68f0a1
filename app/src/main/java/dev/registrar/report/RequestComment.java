package dev.registrar.report;

import dev.registrar.approval.Approval;
import dev.registrar.approval.Tally;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.RiskTier;
import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import dev.registrar.policy.Action;
import dev.registrar.text.Markdown;
import java.util.List;
import java.util.Optional;

/** The one comment of a request. */
public final class RequestComment {
    /** What a later try finds the comment by; only comments of our own bot are looked at. */
    public static final String MARKER = "<!-- registrar:request -->";

    // GitHub: a comment's body, 65,536 characters.
    private static final int LONGEST = 65_000;

    private RequestComment() {}

    /**
     * A request as it stands.
     *
     * @param faults what the form or the requester lacks, each with its remedy, in Markdown
     * @param preview the entry as it would be committed; empty while it cannot be made
     */
    public record View(
            List<String> faults,
            Optional<Preview> preview,
            Verdict verdict,
            Tally tally,
            List<String> teams,
            String time) {
        public View {
            faults = List.copyOf(faults);
            teams = List.copyOf(teams);
        }

        public boolean blocked() {
            return !faults.isEmpty() || verdict.failed() || preview.isEmpty();
        }
    }

    /** @param entry the lines that would be added to the catalog */
    public record Preview(String catalogPath, String entry, RiskTier tier, Controls controls) {}

    public static String open(View view) {
        StringBuilder body =
                new StringBuilder(MARKER).append('\n').append(headline(view)).append("\n\n");
        faults(view, body);
        view.preview().ifPresent(preview -> preview(preview, body));
        approvals(view, body);
        body.append("<sub>").append(view.time()).append(" · `/registry-help` lists what you can do here.</sub>\n");
        return cut(body);
    }

    /** @param reason why the branch does not take the commit, in GitHub's words; the request stays open */
    public static String refused(View view, String reason) {
        String told = "### ⚠️ Approved, but the commit was refused\n\n" + Markdown.escape(reason)
                + "\n\nWhoever administers the repository has to let Registrar commit to the branch; then comment `/recheck`.\n\n";
        StringBuilder body = new StringBuilder(MARKER).append('\n').append(told);
        view.preview().ifPresent(preview -> preview(preview, body));
        approvals(view, body);
        return cut(body);
    }

    public static String committed(String name, String commit, String url, Preview preview, List<String> approvers) {
        StringBuilder body = new StringBuilder(MARKER)
                .append("\n### ✅ ")
                .append(Markdown.code(name))
                .append(" is in the catalog\n\nCommitted as ")
                .append(Markdown.link(commit, url))
                .append(", approved by ")
                .append(logins(approvers))
                .append(". It is `pending` until the registry exists in AWS.\n\n");
        preview(preview, body);
        return cut(body);
    }

    public static String rejected(String by, String reason) {
        return MARKER + "\n### Rejected by " + Markdown.code(by) + "\n\n" + Markdown.escape(reason)
                + "\n\nTo ask again, open a new request.\n";
    }

    private static String cut(StringBuilder body) {
        return Markdown.cut(body.toString(), LONGEST, "\n\n*Cut here.*");
    }

    private static String headline(View view) {
        if (view.blocked()) {
            return "### ❌ This request needs changes\n\nEdit the issue; it is judged again by itself.";
        }
        int missing = view.tally().missing();
        return missing == 0
                ? "### ✅ Approved\n\nThe entry is being committed."
                : "### ⏳ Waiting for " + (missing == 1 ? "one approval" : missing + " approvals");
    }

    private static void faults(View view, StringBuilder body) {
        view.faults().forEach(fault -> body.append("- ❌ ").append(fault).append('\n'));
        view.verdict()
                .findings()
                .filter(finding -> finding.blocks() || finding.action() == Action.ALERT)
                .forEach(finding -> finding(finding, body));
        body.append('\n');
    }

    private static void finding(Finding finding, StringBuilder body) {
        body.append("- ")
                .append(FindingText.mark(finding.action()))
                .append(' ')
                .append(Markdown.escape(finding.message()))
                .append(' ')
                .append(Markdown.escape(finding.remediation()))
                .append(" (")
                .append(finding.rule())
                .append(")\n");
    }

    private static void preview(Preview preview, StringBuilder body) {
        Controls controls = preview.controls();
        body.append("**The entry**, as it goes into ")
                .append(Markdown.code(preview.catalogPath()))
                .append(":\n\n")
                .append(Markdown.fence("yaml", preview.entry()))
                .append("\n\n**What tier ")
                .append(preview.tier().word())
                .append(" brings**\n\n| Tags | Encryption | Images kept | Scanning |\n|---|---|---|---|\n| ")
                .append(
                        switch (controls.tagMutability()) {
                            case MUTABLE -> "can be moved";
                            case IMMUTABLE -> "cannot be moved";
                        })
                .append(" (")
                .append(controls.tagMutability().word())
                .append(") | ")
                .append(controls.encryption().word())
                .append(" | ")
                .append(controls.keepImageCount())
                .append(" | ")
                .append(controls.scanning().word())
                .append(" |\n\n");
    }

    private static void approvals(View view, StringBuilder body) {
        Tally tally = view.tally();
        body.append("**Approvals:** ")
                .append(tally.holding().size())
                .append(" of ")
                .append(tally.required());
        if (!tally.holding().isEmpty()) {
            body.append(" — ").append(people(tally.holding()));
        }
        body.append(".\n");
        tally.lapsed()
                .forEach(lapse -> body.append("- The approval by ")
                        .append(Markdown.code(lapse.approval().approver().login()))
                        .append(" has lapsed: ")
                        .append(lapse.cause().words())
                        .append(".\n"));
        if (!tally.enough() && !view.blocked()) {
            body.append(
                    view.teams().isEmpty()
                            ? "Nobody can approve yet: `approvals.teams` in `.github/registrar.yml` names no team.\n"
                            : "Members of "
                                    + String.join(
                                            " or ",
                                            view.teams().stream()
                                                    .map(Markdown::code)
                                                    .toList())
                                    + " approve with a comment `/approve-registry`; nobody approves their own.\n");
        }
        body.append('\n');
    }

    private static String people(List<Approval> approvals) {
        return logins(
                approvals.stream().map(approval -> approval.approver().login()).toList());
    }

    private static String logins(List<String> logins) {
        return String.join(", ", logins.stream().map(Markdown::code).toList());
    }
}
