package dev.registrar.yaml;

import dev.registrar.text.Places;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument.Kind;
import dev.registrar.yaml.YamlDocument.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What the parser stumbled over, in the words of somebody who edits a catalog, not of a grammar. */
final class SyntaxFault {
    private static final List<String> CONFLICT = List.of("<<<<<<< ", "=======", ">>>>>>> ");

    private SyntaxFault() {}

    private record Saying(int at, String message, String remedy) {}

    static Problem of(MarkedYAMLException fault, String text, Places places) {
        int at = offset(places, fault.getProblemMark()).orElse(0);
        int context = offset(places, fault.getContextMark()).orElse(at);
        String problem = Optional.ofNullable(fault.getProblem()).orElse("");
        String where = Optional.ofNullable(fault.getContext()).orElse("");
        Saying saying = say(problem, where, at, context, text);
        return new Problem(Kind.SYNTAX, Pointer.ROOT, places.word(saying.at()), saying.message(), saying.remedy());
    }

    private static Optional<Integer> offset(Places places, @Nullable Mark mark) {
        return Optional.ofNullable(mark).map(there -> places.offsetOfCodePoint(there.getIndex()));
    }

    private static Saying say(String problem, String where, int at, int context, String text) {
        Optional<Integer> conflict = conflictMarker(text, at);
        if (conflict.isPresent()) {
            return new Saying(
                    conflict.get(),
                    "a merge conflict that nobody has resolved stands here",
                    "keep what is right of the two sides, and delete the lines of '<', '=' and '>'");
        }
        if (problem.contains("cannot start any token")) {
            return startingCharacter(at, text);
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return valueNotAllowed(at, text);
        }
        if (problem.startsWith("could not find expected ':'")) {
            return keyWithoutColon(context, text);
        }
        if (where.contains("quoted scalar") || where.contains("double-quoted")) {
            return quoted(problem, at, context);
        }
        if (problem.contains("expected <block end>")) {
            return blockEnd(problem, at, text);
        }
        if (problem.contains("<stream end>")) {
            return new Saying(
                    openBracket(text).orElse(at),
                    "the bracket that opens here is not closed",
                    "close it with ']' or '}', or put the value in quotes");
        }
        if (where.contains("flow sequence") || where.contains("flow mapping")) {
            return new Saying(
                    context,
                    "the bracket that opens here is not closed properly",
                    "close it with ']' or '}', and put ',' between the items");
        }
        return other(problem, where, at, text);
    }

    /** Where git has left its marks, on the line of the fault or on the one above it. */
    private static Optional<Integer> conflictMarker(String text, int at) {
        int line = lineStart(text, at);
        int above = line == 0 ? 0 : lineStart(text, line - 1);
        return Stream.of(line, above)
                .filter(start -> CONFLICT.stream().anyMatch(mark -> text.startsWith(mark, start)))
                .findFirst();
    }

    /** The last bracket that nothing closes before the end of the text. */
    private static Optional<Integer> openBracket(String text) {
        int open = 0;
        for (int at = text.length() - 1; at >= 0; at--) {
            char c = text.charAt(at);
            open += c == ']' || c == '}' ? 1 : c == '[' || c == '{' ? -1 : 0;
            if (open < 0) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Saying other(String problem, String where, int at, String text) {
        if (problem.startsWith("expected the node content") || problem.startsWith("mapping keys are not allowed")) {
            return startingCharacter(at, text);
        }
        if (problem.contains("expected URI") || problem.contains("expected '>'")) {
            return new Saying(
                    Math.max(lineStart(text, at), text.lastIndexOf('!', at)),
                    "the tag that '!' begins is not right",
                    "put the value in quotes if the '!' is meant as text, or else remove it");
        }
        if (problem.startsWith("sequence entries are not allowed")) {
            return new Saying(at, "a list item cannot start here", "put '- item' on a line of its own");
        }
        if (problem.startsWith("found undefined tag handle")) {
            return new Saying(at, "this tag is not known", "remove the tag (the word with '!')");
        }
        if (where.contains("alias") || where.contains("anchor")) {
            return new Saying(
                    at,
                    "the name of an anchor (&) or alias (*) is missing or has a character that it may not have",
                    "put the value in quotes if it is meant as text");
        }
        if (where.contains("block scalar")) {
            return new Saying(
                    at, "the text block's first line ('|' or '>') is not right", "start a new line behind it");
        }
        if (where.contains("directive") || problem.contains("directive") || problem.contains("YAML document")) {
            return new Saying(at, "a line that starts with '%' is not right here", "remove the line");
        }
        if (problem.contains("<document start>")) {
            return new Saying(
                    at,
                    "this does not belong to what was before it",
                    "check the indentation of this line and of the ones above it");
        }
        return new Saying(at, "this is not YAML: " + Words.shorten(problem), "check the line and the one above it");
    }

    private static Saying startingCharacter(int at, String text) {
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (c == '\t') {
            boolean indents = text.substring(lineStart(text, at), at).isBlank();
            return new Saying(
                    at,
                    indents
                            ? "a tab is used to indent; YAML allows only spaces there"
                            : "a tab stands here instead of a space",
                    "replace it with spaces");
        }
        return new Saying(at, "a value cannot start with '" + c + "'", "put the value in quotes");
    }

    private static Saying valueNotAllowed(int at, String text) {
        int start = lineStart(text, at);
        String before = text.substring(start, Math.max(start, at));
        int glued = start == 0 ? -1 : gluedColon(text, lineStart(text, start - 1), start - 1);
        if (before.indexOf(':') < 0 && glued >= 0) {
            return glued(glued);
        }
        if (before.indexOf(':') >= 0) {
            return new Saying(
                    at,
                    "a second ': ' on the same line",
                    "put the value in quotes if the colon belongs to it, or start a new line for the next key");
        }
        return new Saying(
                at,
                "a key cannot stand here: the line above does not open a map at this depth",
                "check the indentation of this line, and for a missing ':' on the line above");
    }

    private static Saying keyWithoutColon(int at, String text) {
        int end = text.indexOf('\n', at);
        int glued = gluedColon(text, at, end < 0 ? text.length() : end);
        if (glued >= 0) {
            return glued(glued);
        }
        return new Saying(
                at,
                "a key is expected here, and no ':' follows it",
                "write 'key: value', or check the indentation of this line");
    }

    private static Saying glued(int at) {
        return new Saying(at, "a space is missing behind this ':'", "write 'key: value' with a space behind the colon");
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Where the first colon of 'key:value' stands between two offsets, or -1. */
    private static int gluedColon(String text, int start, int end) {
        int colon = text.indexOf(':', start);
        boolean glued = colon > start && colon + 1 < end && !Character.isWhitespace(text.charAt(colon + 1));
        return glued ? colon : -1;
    }

    private static Saying quoted(String problem, int at, int context) {
        if (problem.contains("escape") || problem.contains("hexadecimal") || problem.contains("code point")) {
            return new Saying(
                    at,
                    "after '\\' in double quotes comes something that YAML does not know",
                    "write '\\\\' for a backslash, or use single quotes");
        }
        return new Saying(context, "the quote that opens here is not closed", "add the closing quote");
    }

    private static Saying blockEnd(String problem, int at, String text) {
        if (problem.contains("<scalar>")) {
            int opening = openingQuote(text, at);
            if (opening < lineStart(text, at)) {
                return new Saying(
                        opening, "the quote that opens here is not closed on its line", "add the closing quote");
            }
            return new Saying(
                    at,
                    "something follows a value that had already ended",
                    "put the whole value in quotes, or check the indentation of this line");
        }
        if (problem.contains("<block sequence start>") || problem.contains("'-'")) {
            return new Saying(
                    at,
                    "a list item stands among keys",
                    "indent it below the key that it belongs to, or remove the '-'");
        }
        return new Saying(
                at,
                "this line is indented differently from the lines that it belongs to",
                "give it the same number of spaces as its neighbours");
    }

    /** The quote that a quote just before a place closes; the place itself where none does. */
    private static int openingQuote(String text, int at) {
        char quote = at > 0 ? text.charAt(at - 1) : ' ';
        int opening = quote == '"' || quote == '\'' ? text.lastIndexOf(quote, at - 2) : -1;
        return opening < 0 ? at : opening;
    }
}
