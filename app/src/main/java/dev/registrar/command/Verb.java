package dev.registrar.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands there are (contract, section 7). */
public enum Verb {
    APPROVE(
            "/approve-registry",
            "[note]",
            "an approver who has no part in it",
            "approves what is shown here, as it stands"),
    REJECT("/reject-registry", "REASON", "an approver", "closes the request with the reason"),
    DEPRECATE(
            "/deprecate-registry",
            "NAME [REASON]",
            "the team that owns the registry, or an approver",
            "marks a registry as deprecated in the catalog"),
    DECOMMISSION(
            "/decommission-registry",
            "NAME",
            "an approver who did not write the issue",
            "marks a registry as decommissioned, if there is evidence that nothing uses it"),
    WAIVE(
            "/waive-gate",
            "GATE REASON",
            "approvers who have no part in it",
            "lets a gate pass for exactly this head commit, on the record"),
    WHY("/why", "", "anyone who can read this", "says which rules fail and why, and who can approve"),
    RECHECK("/recheck", "", "anyone who can read this", "judges again, at most once a minute"),
    HELP("/registry-help", "", "anyone", "shows the commands that you may use here");

    private final String word;
    private final String arguments;
    private final String who;
    private final String does;

    Verb(String word, String arguments, String who, String does) {
        this.word = word;
        this.arguments = arguments;
        this.who = who;
        this.does = does;
    }

    /** As it is typed, with its slash. */
    public String word() {
        return word;
    }

    /** With its arguments, such as {@code /reject-registry REASON}. */
    public String usage() {
        return arguments.isEmpty() ? word : word + " " + arguments;
    }

    /** Who may use it, for the middle of a sentence. */
    public String who() {
        return who;
    }

    /** What it does, for the middle of a sentence. */
    public String does() {
        return does;
    }

    public boolean worksAt(Place place) {
        boolean pullRequest = place == Place.CATALOG_PULL_REQUEST || place == Place.INFRA_PULL_REQUEST;
        return switch (this) {
            case APPROVE -> place == Place.REQUEST || place == Place.CATALOG_PULL_REQUEST;
            case REJECT -> place == Place.REQUEST;
            case DEPRECATE, DECOMMISSION -> place == Place.REQUEST || place == Place.CATALOG_ISSUE;
            case WAIVE -> pullRequest;
            case WHY, RECHECK -> place == Place.REQUEST || pullRequest;
            case HELP -> true;
        };
    }

    /** The answer to its use at a place where it means nothing. */
    public String refusalAt(Place place) {
        List<String> elsewhere = Arrays.stream(Place.values())
                .filter(this::worksAt)
                .map(Place::words)
                .toList();
        return "`" + word + "` does nothing on " + place.words() + ". It works on " + String.join(" or ", elsewhere)
                + ".";
    }

    /** Of which verb a command is; of a misspelt one, which was meant. */
    public static Verb of(Command command) {
        if (command instanceof Command.Approve) {
            return APPROVE;
        }
        if (command instanceof Command.Reject) {
            return REJECT;
        }
        if (command instanceof Command.Deprecate) {
            return DEPRECATE;
        }
        if (command instanceof Command.Decommission) {
            return DECOMMISSION;
        }
        if (command instanceof Command.WaiveGate) {
            return WAIVE;
        }
        if (command instanceof Command.Why) {
            return WHY;
        }
        if (command instanceof Command.Recheck) {
            return RECHECK;
        }
        if (command instanceof Command.Misspelt misspelt) {
            return misspelt.suggestion();
        }
        return command instanceof Command.Incomplete incomplete ? incomplete.verb() : HELP;
    }

    static Optional<Verb> of(String word) {
        return Arrays.stream(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Verb::word).toList();
    }
}
