package dev.registrar.report;

import dev.registrar.catalog.Status;
import dev.registrar.text.Markdown;
import java.util.List;

/** The texts of pull requests that Registrar opens where it does not commit directly. */
public final class ProposalText {
    private ProposalText() {}

    /** @param message of the commit; its trailers are shown, so that a squash can keep them */
    public static String ofRequest(int issue, String requester, List<String> approvers, String message) {
        return "Adds the registry that " + Markdown.code(requester) + " asked for in #" + issue + ", approved there by "
                + String.join(", ", approvers.stream().map(Markdown::code).toList())
                + ".\n\nThe approvals hold here as long as the difference is exactly that entry. #" + issue
                + " is closed when this is merged. Where it is squashed, keep the message:\n\n"
                + Markdown.fence("text", message) + "\n";
    }

    public static String ofStatus(int issue, String registry, Status to, String by) {
        return "Sets " + Markdown.code(registry) + " to " + Markdown.code(to.word()) + ", as " + Markdown.code(by)
                + " asked for in #" + issue + ".\n";
    }

    /** @param activated registries that exist in AWS by now */
    public static String ofSync(List<String> activated) {
        return activated.isEmpty()
                ? "The Backstage entities follow on what ECR has.\n"
                : "ECR has "
                        + String.join(
                                ", ", activated.stream().map(Markdown::code).toList())
                        + " now: active from here on, each with its address.\n";
    }

    /** @param lines what is changed, each a line of Markdown */
    public static String ofRepair(List<String> lines) {
        return "Makes the catalog say what is so in AWS. Merge it if that is meant to be so; close it if AWS is to be changed"
                + " instead, and it is not opened again for the same differences.\n\n"
                + String.join("\n", lines.stream().map(line -> "- " + line).toList()) + "\n";
    }
}
