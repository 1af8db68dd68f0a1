package dev.registrar.catalog.yaml;

/** The lines of a text, by the offset at which they start. */
record Lines(String text) {
    int start(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Where the next line starts, or the end of the text. */
    int next(int offset) {
        int found = text.indexOf('\n', offset);
        return found < 0 ? text.length() : found + 1;
    }

    /** The line break behind this line, or the end of the text. */
    int contentEnd(int offset) {
        int end = next(offset);
        while (end > offset && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /** The first line behind what ends at this offset; a text block that keeps its line breaks ends behind one. */
    int behind(int end) {
        return end > 0 && text.charAt(end - 1) == '\n' ? end : next(end);
    }

    int previous(int lineStart) {
        return start(lineStart - 1);
    }

    boolean blank(int lineStart) {
        return text.substring(lineStart, next(lineStart)).isBlank();
    }

    boolean comment(int lineStart) {
        int at = lineStart + indent(lineStart);
        return at < text.length() && text.charAt(at) == '#';
    }

    /** Spaces at the line's start. */
    int indent(int lineStart) {
        int at = lineStart;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at - lineStart;
    }

    /** How far what stands at this offset is indented, or -1 where something else stands before it on its line. */
    int indentOf(int offset) {
        int start = start(offset);
        int from = start == 0 && text.startsWith("\uFEFF") ? 1 : start;
        return text.substring(from, Math.max(from, offset)).chars().allMatch(c -> c == ' ') ? offset - from : -1;
    }

    /**
     * Behind the lines of a value that ends at {@code end}: comments right behind it that are indented more than its key
     * are about it, too.
     */
    int behindOwn(int end, int keyIndent) {
        int own = behind(end);
        int at = own;
        while (at < text.length()) {
            if (comment(at) && indent(at) > keyIndent) {
                own = next(at);
            } else if (!blank(at)) {
                break;
            }
            at = next(at);
        }
        return own;
    }

    /** The start of the comment lines right above a key that are about it, or of its own line. */
    int aboveOwn(int keyOffset, int keyIndent) {
        int own = start(keyOffset);
        while (own > 0 && comment(previous(own)) && indent(previous(own)) <= keyIndent) {
            own = previous(own);
        }
        return own;
    }

    String lineBreak() {
        long feeds = text.chars().filter(c -> c == '\n').count();
        long windows = 0;
        for (int at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n", at + 2)) {
            windows++;
        }
        return windows * 2 > feeds ? "\r\n" : "\n";
    }
}
