package dev.registrar.report;

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

    public static String ofDeprecation(int issue, String registry, String by) {
        return "Deprecates " + Markdown.code(registry) + ", as " + Markdown.code(by) + " asked for in #" + issue
                + ".\n";
    }
}
