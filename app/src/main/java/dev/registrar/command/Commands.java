package dev.registrar.command;

import dev.registrar.command.Command.Incomplete;
import dev.registrar.command.Command.Missing;
import dev.registrar.command.Command.Misspelt;
import dev.registrar.text.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the commands of a comment. */
public final class Commands {
    private Commands() {}

    /**
     * The commands of a new comment in its order, each once however often it is repeated. A slash word that is neither a
     * command nor nearly one is left alone.
     *
     * @param comment the comment's Markdown, with any line ends
     */
    public static List<Command> in(String comment) {
        Set<Command> commands = new LinkedHashSet<>();
        for (String line : SlashLines.of(comment)) {
            read(line).ifPresent(commands::add);
        }
        return List.copyOf(commands);
    }

    private static Optional<Command> read(String line) {
        String word = firstWord(line);
        String rest = afterFirstWord(line);
        return Verb.of(word).map(verb -> complete(verb, rest)).or(() -> nearly(word));
    }

    private static Optional<Command> nearly(String word) {
        return Nearest.to(word.toLowerCase(Locale.ROOT), Verb.words())
                .flatMap(Verb::of)
                .map(verb -> new Misspelt(word, verb));
    }

    private static Command complete(Verb verb, String rest) {
        return switch (verb) {
            case APPROVE -> new Command.Approve(rest);
            case REJECT -> rest.isEmpty() ? new Incomplete(verb, Missing.REASON) : new Command.Reject(rest);
            case DEPRECATE ->
                rest.isEmpty()
                        ? new Incomplete(verb, Missing.NAME)
                        : new Command.Deprecate(name(rest), afterFirstWord(rest));
            case DECOMMISSION ->
                rest.isEmpty() ? new Incomplete(verb, Missing.NAME) : new Command.Decommission(name(rest));
            case WAIVE -> waive(rest);
            case WHY -> new Command.Why();
            case RECHECK -> new Command.Recheck();
            case HELP -> new Command.Help();
        };
    }

    private static Command waive(String rest) {
        String reason = afterFirstWord(rest);
        if (rest.isEmpty() || reason.isEmpty()) {
            return new Incomplete(Verb.WAIVE, rest.isEmpty() ? Missing.GATE : Missing.REASON);
        }
        String gate = name(rest);
        return new Command.WaiveGate(
                gate.startsWith("registrar/") ? gate.substring("registrar/".length()) : gate, reason);
    }

    /** The first word, without the backticks that people put around names. */
    private static String name(String rest) {
        String word = firstWord(rest);
        boolean ticked = word.length() > 2 && word.startsWith("`") && word.endsWith("`");
        return ticked ? word.substring(1, word.length() - 1) : word;
    }

    private static String afterFirstWord(String text) {
        int start = firstWord(text).length();
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !isSpace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
