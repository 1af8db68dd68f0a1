package dev.registrar.yaml;

/** Small readings of the text between nodes. */
final class Words {
    private static final int SHOWN = 60;
    /** Where the parser ends the name of an anchor or alias, besides white space. */
    private static final String BEHIND_NAME = ":,[]{}/.*&";

    private Words() {}

    /** A key or a value as a message shows it. */
    static String shorten(String word) {
        String oneLine = word.replaceAll("\\s+", " ");
        int length = oneLine.codePointCount(0, oneLine.length());
        return length <= SHOWN ? oneLine : oneLine.substring(0, oneLine.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** With a capital and a full stop, where it has none. */
    static String sentence(String text) {
        String capital = text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }

    /** Behind anchors, tags, white space and comments; at most {@code end}. */
    static int behindProperties(String text, int start, int end) {
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '&') {
                at = behindName(text, at, end);
            } else if (c == '!') {
                at = behindWord(text, at, end);
            } else if (c == '#') {
                at = lineEnd(text, at, end);
            } else if (white(c)) {
                at++;
            } else {
                return at;
            }
        }
        return end;
    }

    /** Behind an alias or anchor that starts here. */
    static int behindName(String text, int start, int end) {
        int at = start + 1;
        while (at < end && !white(text.charAt(at)) && BEHIND_NAME.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** YAML 1.1, and so this parser, ends lines at a next-line character, too. */
    private static boolean white(char c) {
        return c == '\u0085' || Character.isWhitespace(c);
    }

    private static int behindWord(String text, int start, int end) {
        int at = start;
        while (at < end && !white(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int lineEnd(String text, int start, int end) {
        int found = text.indexOf('\n', start);
        return found < 0 || found > end ? end : found;
    }
}
