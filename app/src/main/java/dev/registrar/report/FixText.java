package dev.registrar.report;

import dev.registrar.gate.Finding;
import dev.registrar.pull.Actor;
import dev.registrar.text.Markdown;
import java.util.List;
import java.util.regex.Pattern;

/** What is written around mechanical repairs: a commit's message, or a review that offers them. */
public final class FixText {
    // A person's login, also that of a managed user, or an App's; whatever else could forge a trailer.
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9_-]{1,100}(\\[bot])?");
    private static final int MOST_LINES = 50;

    private FixText() {}

    /** Nothing that a person typed stands in it, so nobody can forge a trailer. */
    public static String message(List<Finding> repaired, Actor person) {
        StringBuilder text = new StringBuilder("Make the mechanical repairs\n\n");
        repaired.stream()
                .limit(MOST_LINES)
                .forEach(finding -> text.append("- ")
                        .append(finding.rule())
                        .append(", line ")
                        .append(finding.span().line())
                        .append('\n'));
        if (repaired.size() > MOST_LINES) {
            text.append("- and ").append(repaired.size() - MOST_LINES).append(" more\n");
        }
        String login = LOGIN.matcher(person.login()).matches() ? person.login() + " " : "";
        return text.append("\nRequested-by: ")
                .append(login)
                .append("(id ")
                .append(person.id())
                .append(")\n")
                .toString();
    }

    /** @param rest repairs of lines that GitHub shows in no difference, so that they cannot be offered there */
    public static String review(List<Finding> rest) {
        StringBuilder text = new StringBuilder(
                "Registrar may not push to this branch, so here are the mechanical repairs as suggestions. Commit those that you want, all together with *Add suggestion to batch*.\n");
        if (!rest.isEmpty()) {
            text.append("\nThese are on lines that cannot be commented on:\n\n");
        }
        rest.stream()
                .limit(MOST_LINES)
                .forEach(finding -> text.append("- ")
                        .append(FindingText.place(finding))
                        .append(": ")
                        .append(finding.suggestion().map(Markdown::code).orElse(""))
                        .append('\n'));
        return text.toString();
    }

    public static String suggestion(List<String> lines) {
        return Markdown.fence("suggestion", String.join("\n", lines) + "\n");
    }
}
