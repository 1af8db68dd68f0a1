package dev.registrar.report;

import dev.registrar.gate.ApprovalGate.Given;
import dev.registrar.gate.ApprovalNeeds;
import dev.registrar.text.Markdown;
import java.util.List;

/** The state of approvals, and who can give the rest, in Markdown. */
final class ApprovalText {
    private ApprovalText() {}

    /** @param teams that may approve */
    static String of(ApprovalNeeds needs, Given given, List<String> teams) {
        if (needs.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("**Approvals**\n\n");
        if (needs.approvers() > 0) {
            text.append("- ")
                    .append(approvers(needs.approvers(), given.approvers(), teams))
                    .append('\n');
        }
        for (String team : needs.consents()) {
            String login = given.consents().get(team);
            text.append("- ")
                    .append(login == null ? "⏳ " : "✅ ")
                    .append(Markdown.code(team))
                    .append(
                            login == null
                                    ? " has to consent to the change of owner: a member comments `/approve-registry`."
                                    : " consents to the change of owner: " + Markdown.code(login) + ".")
                    .append('\n');
        }
        return text.append('\n').toString();
    }

    private static String approvers(int required, List<String> given, List<String> teams) {
        String by = given.isEmpty() ? "" : ", by " + Logins.of(given);
        if (given.size() >= required) {
            return "✅ " + given.size() + " of " + required + by + ".";
        }
        String who = teams.isEmpty()
                ? " Nobody can approve here: the configuration in force names no team under `approvals.teams`."
                : " Members of " + Logins.any(teams)
                        + " who have no part in it comment `/approve-registry`, or approve in a review.";
        return "⏳ " + given.size() + " of " + required + by + "." + who;
    }
}
