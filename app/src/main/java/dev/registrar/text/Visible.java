package dev.registrar.text;

/** Text as it can be shown: what is invisible or turns text around is named instead, such as {@code (U+202E)}. */
public final class Visible {
    private static final int JOINER = 0x200D;
    private static final int NON_JOINER = 0x200C;

    private Visible() {}

    /** On one line; line breaks of every kind and tabs become spaces. */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int before = ' ';
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            int after = at < text.length() ? text.codePointAt(at) : ' ';
            append(shown, before, c, after);
            before = c;
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int before, int c, int after) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85) {
            shown.append(' ');
        } else if (joins(before, c, after)) {
            shown.appendCodePoint(c);
        } else if (hidden(c)) {
            shown.append(String.format("(U+%04X)", c));
        } else {
            shown.appendCodePoint(c);
        }
    }

    private static boolean hidden(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
                return true;
            default:
                return (c & 0xFFFE) == 0xFFFE;
        }
    }

    /** Within a script or an emoji that needs it, a joiner is spelling; next to ASCII it can only deceive. */
    private static boolean joins(int before, int c, int after) {
        return (c == JOINER || c == NON_JOINER) && before > 0x7F && after > 0x7F && !hidden(before) && !hidden(after);
    }
}
