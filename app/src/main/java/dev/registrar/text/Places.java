package dev.registrar.text;

import java.util.Arrays;

/**
 * Offsets of one text to lines and columns. Lines end at a line feed, as GitHub and git count them, so a lone carriage
 * return or a Unicode line separator does not start one. A byte-order mark has no column.
 */
public final class Places {
    private static final int LONGEST_WORD = 200;

    private final String text;
    private final int[] lineStarts;
    /** UTF-16 offsets of the characters that take two units, in order. */
    private final int[] wide;

    private final int[] wideCodePoints;

    private Places(String text, int[] lineStarts, int[] wide) {
        this.text = text;
        this.lineStarts = lineStarts;
        this.wide = wide;
        this.wideCodePoints = new int[wide.length];
        Arrays.setAll(wideCodePoints, i -> wide[i] - i);
    }

    public static Places of(String text) {
        int[] starts = new int[64];
        int[] wide = new int[0];
        int lines = 1;
        int wides = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                starts = roomFor(starts, lines);
                starts[lines++] = i + 1;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                wide = roomFor(wide, wides);
                wide[wides++] = i++;
            }
        }
        return new Places(text, Arrays.copyOf(starts, lines), Arrays.copyOf(wide, wides));
    }

    private static int[] roomFor(int[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, Math.max(16, array.length * 2));
    }

    /** The UTF-16 offset of the code point with this 0-based index. */
    public int offsetOfCodePoint(int index) {
        int found = Arrays.binarySearch(wideCodePoints, index);
        return Math.min(text.length(), index + (found >= 0 ? found : -found - 1));
    }

    /** @param end behind the last character */
    public Span span(int start, int end) {
        int line = line(start);
        int column = column(start, line);
        if (end <= start) {
            return new Span(start, start, line, column, line, column);
        }
        int last = Character.isLowSurrogate(text.charAt(end - 1)) && end - 2 >= start ? end - 2 : end - 1;
        int endLine = last < lineEnd(line) ? line : line(last);
        return new Span(start, end, line, column, endLine, column(last, endLine));
    }

    /** From here to the end of the word: what a finding about this place underlines. */
    public Span word(int start) {
        int end = start;
        int most = Math.min(text.length(), start + LONGEST_WORD);
        while (end < most && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        if (end == start && end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        if (end < text.length() && end > start && Character.isLowSurrogate(text.charAt(end))) {
            end++;
        }
        return span(start, end);
    }

    public int lines() {
        return lineStarts.length;
    }

    /** The 1-based line of an offset. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /** Behind the line's line feed, or the end of the text. */
    public int lineEnd(int line) {
        return line < lineStarts.length ? lineStarts[line] : text.length();
    }

    private int column(int offset, int line) {
        int start = lineStart(line);
        int mark = start == 0 && offset > 0 && text.charAt(0) == '\uFEFF' ? 1 : 0;
        return codePoint(offset) - codePoint(start) - mark + 1;
    }

    private int codePoint(int offset) {
        int found = Arrays.binarySearch(wide, offset);
        return offset - (found >= 0 ? found : -found - 1);
    }
}
