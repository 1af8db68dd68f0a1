package dev.registrar.text;

/**
 * A stretch of a text.
 *
 * @param start offset of the first character, in UTF-16 units, as {@link String#charAt} counts
 * @param end offset behind the last character
 * @param line 1-based
 * @param column 1-based, counting code points
 * @param endLine the line of the last character, 1-based
 * @param endColumn the column of the last character (inclusive), 1-based
 */
public record Span(int start, int end, int line, int column, int endLine, int endColumn) {
    /** The very first character; for what concerns a text as a whole. */
    public static final Span FIRST = new Span(0, 0, 1, 1, 1, 1);

    public boolean onOneLine() {
        return line == endLine;
    }
}
