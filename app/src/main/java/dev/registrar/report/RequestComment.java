package dev.registrar.report;

import dev.registrar.approval.Approval;
import dev.registrar.approval.Tally;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.RiskTier;
import dev.registrar.gate.Finding;
import dev.registrar.gate.Verdict;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.Action;
import dev.registrar.pull.RepositoryName;
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
     * @param earlier numbers of open requests for the same registry that were there first
     * @param preview the entry as it would be committed; empty while it cannot be made
     * @param teams that may approve, by slug
     * @param unknown slugs that are configured and mean no team, or another one than they meant
     * @param barred logins of people who have a part in it, and whose approval would not count
     * @param time what is left of it, or how long it is over
     * @param mentioned teams to be called, as mentions
     */
    public record View(
            List<String> faults,
            List<Integer> earlier,
            Optional<Preview> preview,
            Verdict verdict,
            Tally tally,
            List<String> teams,
            List<String> unknown,
            List<String> barred,
            String time,
            List<String> mentioned) {
        public View {
            faults = List.copyOf(faults);
            earlier = List.copyOf(earlier);
            teams = List.copyOf(teams);
            unknown = List.copyOf(unknown);
            barred = List.copyOf(barred);
            mentioned = List.copyOf(mentioned);
        }

        public boolean blocked() {
            return !faults.isEmpty() || verdict.failed() || preview.isEmpty();
        }
    }

    /**
     * What approval brings.
     *
     * @param entry the lines that would be added to the catalog
     * @param terraform what results in AWS
     * @param variables what goes into the variables of Terraform, where that is configured
     */
    public record Preview(
            String catalogPath,
            String entry,
            RiskTier tier,
            Controls controls,
            String terraform,
            Optional<Variables> variables) {}

    /**
     * What goes into the variables of Terraform.
     *
     * @param repository empty where the file is in the catalog repository
     */
    public record Variables(String path, Optional<RepositoryName> repository, String lines) {}

    public static String open(View view) {
        return whole(headline(view), view);
    }

    /** @param reason why neither the branch nor a new one takes the commit, in GitHub's words; the request stays open */
    public static String refused(View view, String reason) {
        return whole(
                "### ⚠️ Approved, but the commit was refused\n\n" + Markdown.escape(reason)
                        + "\n\nWhoever administers the repository has to let Registrar commit; then comment `/recheck`.",
                view);
    }

    /**
     * @param number of the pull request that has the entry
     * @param reason why the branch did not take the commit, in GitHub's words; empty where pull requests are configured
     * @param same whether the request still says what the pull request has
     */
    public static String proposed(View view, int number, Optional<String> reason, boolean same) {
        String why = reason.map(words -> " The branch does not take the commit directly: " + Markdown.escape(words))
                .orElse("");
        String headline = same
                ? "### ✅ Approved\n\nThe entry waits in #" + number + " to be merged." + why
                : headline(view) + "\n\n#" + number + " has what the request said before; close it.";
        return whole(headline, view);
    }

    /** @param number of the pull request that had the entry */
    public static String closed(View view, int number) {
        return whole(
                "### ✅ Approved\n\n#" + number + " was closed without being merged."
                        + " To have another one made, comment `/recheck`; if it is not wanted, close this issue.",
                view);
    }

    private static String whole(String headline, View view) {
        StringBuilder body =
                new StringBuilder(MARKER).append('\n').append(headline).append("\n\n");
        faults(view, body);
        view.preview().ifPresent(preview -> preview(preview, body));
        approvals(view, body);
        if (!view.mentioned().isEmpty()) {
            body.append(String.join(" ", view.mentioned()))
                    .append(": this request has waited longer than it should. Please approve it, or reject it with a"
                            + " reason.\n\n");
        }
        body.append("<sub>").append(view.time()).append(" · `/registry-help` lists what you can do here.</sub>\n");
        return cut(body);
    }

    public static String committed(
            String name, String commit, String url, String catalogPath, String entry, List<String> approvers) {
        StringBuilder body = new StringBuilder(MARKER)
                .append("\n### ✅ ")
                .append(Markdown.code(name))
                .append(" is in the catalog\n\nCommitted as ")
                .append(Markdown.codeLink(commit, url))
                .append(", approved by ")
                .append(Logins.of(approvers))
                .append(". It is `pending` until the registry exists in AWS.\n\n");
        entry(catalogPath, entry, body);
        return cut(body);
    }

    /** @param cause why nothing can be decided now, in Markdown */
    public static String waiting(String cause) {
        return MARKER + "\n### ⚠️ This request has to wait\n\n" + cause
                + "\n\nOnce that is repaired, it is judged by itself.\n";
    }

    /** @param label of requests, which was taken off */
    public static String former(String label) {
        return MARKER + "\n### No request any more\n\nThe label " + Markdown.code(label)
                + " was taken off. To go on with the request, put it back.\n";
    }

    public static String rejected(String by, String reason) {
        return MARKER + "\n### Rejected by " + Markdown.code(by) + "\n\n" + Markdown.escape(reason)
                + "\n\nTo ask again, open a new request.\n";
    }

    /** Approvals count no more, one line for each. */
    public static String lapsed(List<Tally.Lapse> lapses) {
        StringBuilder text = new StringBuilder();
        lapses.forEach(lapse -> text.append("The approval by ")
                .append(Markdown.code(lapse.approval().approver().login()))
                .append(" has lapsed: ")
                .append(lapse.cause().words())
                .append(".\n"));
        boolean changed = lapses.stream().anyMatch(lapse -> lapse.cause() == Tally.Cause.CONTENT_CHANGED);
        return changed
                ? text + "\nTo approve what is shown now, comment `/approve-registry` again.\n"
                : text.toString();
    }

    private static String cut(StringBuilder body) {
        return Markdown.cut(body.toString(), LONGEST, "\n\n*Cut here.*");
    }

    private static String headline(View view) {
        if (view.blocked()) {
            return "### ❌ This request needs changes\n\nEdit the issue; it is judged again by itself.";
        }
        return view.tally().enough()
                ? "### ✅ Approved\n\nThe entry is being committed."
                : "### ⏳ Waiting for "
                        + (view.tally().missing() == 1
                                ? "one approval"
                                : view.tally().missing() + " approvals");
    }

    private static void faults(View view, StringBuilder body) {
        view.faults().forEach(fault -> body.append("- ❌ ").append(fault).append('\n'));
        if (!view.earlier().isEmpty()) {
            body.append("- ⚠️ The same name, or one easily taken for it, was asked for before, in ")
                    .append(String.join(
                            ", ",
                            view.earlier().stream().map(number -> "#" + number).toList()))
                    .append(". Close the one that is not needed.\n");
        }
        for (GateVerdict gate : view.verdict().gates()) {
            gate.findings().stream()
                    .filter(finding -> finding.blocks() || finding.action() == Action.ALERT)
                    .forEach(finding -> finding(gate, finding, body));
        }
        body.append('\n');
    }

    private static void finding(GateVerdict gate, Finding finding, StringBuilder body) {
        body.append("- ")
                .append(FindingText.mark(finding.action()))
                .append(' ')
                .append(FormWords.of(gate, finding))
                .append(" (")
                .append(finding.rule())
                .append(")\n");
    }

    private static void entry(String path, String lines, StringBuilder body) {
        body.append("**The entry**, as it goes into ")
                .append(Markdown.code(path))
                .append(":\n\n")
                .append(Markdown.fence("yaml", lines))
                .append("\n\n");
    }

    private static void preview(Preview preview, StringBuilder body) {
        entry(preview.catalogPath(), preview.entry(), body);
        Controls controls = preview.controls();
        body.append("**What tier ")
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
                .append(
                        switch (controls.scanning()) {
                            case STANDARD -> "Standard (on push)";
                            case ENHANCED -> "Enhanced";
                            case CRITICAL -> "Critical (enhanced, continuous)";
                        })
                .append(" |\n\n");
        preview.variables().ifPresent(variables -> variables(variables, body));
        body.append("<details><summary>In Terraform</summary>\n\n")
                .append(Markdown.fence("hcl", preview.terraform()))
                .append("\n\n</details>\n\n");
    }

    private static void variables(Variables variables, StringBuilder body) {
        body.append("**The variables of Terraform**, ")
                .append(Markdown.code(variables.path()))
                .append(variables
                        .repository()
                        .map(name -> " in " + Markdown.code(name.fullName()) + ", by a pull request there")
                        .orElse(", in the same commit"))
                .append(":\n\n")
                .append(Markdown.fence("hcl", variables.lines()))
                .append("\n\n");
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
        if (!tally.enough() && !view.blocked()) {
            body.append(approvers(view));
        }
        body.append('\n');
    }

    private static String approvers(View view) {
        String unknown = view.unknown().isEmpty()
                ? ""
                : Logins.of(view.unknown()) + " in `approvals.teams` of `.github/registrar.yml` is no team of the"
                        + " organization that the configuration can have meant; it has to be corrected there.\n";
        if (view.teams().isEmpty()) {
            return "Nobody can approve yet: "
                    + (unknown.isEmpty() ? "`approvals.teams` in `.github/registrar.yml` names no team.\n" : unknown);
        }
        String barred =
                view.barred().isEmpty() ? "" : ", but not " + Logins.any(view.barred()) + ": nobody approves their own";
        return unknown + "Members of " + Logins.any(view.teams()) + " can approve with a comment `/approve-registry`"
                + barred + ".\n";
    }

    private static String people(List<Approval> approvals) {
        return Logins.of(
                approvals.stream().map(approval -> approval.approver().login()).toList());
    }
}
