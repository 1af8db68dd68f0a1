package dev.registrar.command;

import java.util.Arrays;
import java.util.List;

/** What a person may do here, as the answer to {@code /registry-help}. */
public final class Help {
    private Help() {}

    /**
     * What is known of a person at a place.
     *
     * @param approver an active member of a team that may approve
     * @param involved wrote, edited or pushed to it, so that their approval would not count
     * @param owner a member of a team that owns a registry
     * @param reader can read the repository
     */
    public record Rights(boolean approver, boolean involved, boolean owner, boolean reader) {
        boolean may(Verb verb) {
            return switch (verb) {
                case APPROVE, DECOMMISSION, WAIVE -> approver && !involved;
                case REJECT -> approver;
                case DEPRECATE -> approver || owner;
                case WHY, RECHECK -> reader;
                case HELP -> true;
            };
        }
    }

    public static List<Verb> verbs(Place place, Rights rights) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.worksAt(place) && rights.may(verb))
                .toList();
    }

    /** A table in Markdown. */
    public static String table(Place place, Rights rights) {
        StringBuilder table = new StringBuilder("| Command | What it does | Who may use it |\n|---|---|---|\n");
        for (Verb verb : verbs(place, rights)) {
            table.append("| `")
                    .append(verb.usage())
                    .append("` | ")
                    .append(verb.does())
                    .append(" | ");
            table.append(verb.who()).append(" |\n");
        }
        return table.append("\nA command is a line of a new comment of its own, at the very beginning of the line.\n")
                .toString();
    }
}
