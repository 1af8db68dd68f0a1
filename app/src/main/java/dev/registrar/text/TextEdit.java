package dev.registrar.text;

import java.util.Comparator;
import java.util.List;

/** Replaces the characters from {@code start} to before {@code end} (UTF-16 offsets); everything else stays. */
public record TextEdit(int start, int end, String replacement) {
    public TextEdit {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("an edit from " + start + " to " + end);
        }
    }

    public static TextEdit insert(int at, String text) {
        return new TextEdit(at, at, text);
    }

    public static TextEdit replace(Span span, String text) {
        return new TextEdit(span.start(), span.end(), text);
    }

    /** @throws IllegalArgumentException when two edits overlap or reach past the end */
    public static String apply(String text, List<TextEdit> edits) {
        List<TextEdit> ordered = edits.stream()
                .sorted(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end))
                .toList();
        StringBuilder result = new StringBuilder(text.length() + 256);
        int at = 0;
        for (TextEdit edit : ordered) {
            if (edit.start < at || edit.end > text.length()) {
                throw new IllegalArgumentException("edits overlap or reach past the end");
            }
            result.append(text, at, edit.start).append(edit.replacement);
            at = edit.end;
        }
        return result.append(text, at, text.length()).toString();
    }
}
