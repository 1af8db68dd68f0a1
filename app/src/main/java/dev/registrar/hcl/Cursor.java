package dev.registrar.hcl;

import dev.registrar.text.Places;
import dev.registrar.text.Span;
import org.jspecify.annotations.Nullable;

/** A place in a text that moves on; knows blanks, comments and words (specification, "Lexical Elements"). */
final class Cursor {
    /** Real configurations nest a dozen deep; the stack bears ten times this. */
    private static final int DEPTH = 100;

    private final String text;
    private final Places places;
    private final @Nullable Span fixed;
    private final int end;
    private int at;
    private int depth;

    /** @param fixed the place of everything, where the text itself stands escaped in another one */
    private Cursor(String text, Places places, @Nullable Span fixed, int at, int end, int depth) {
        this.text = text;
        this.places = places;
        this.fixed = fixed;
        this.at = at;
        this.end = end;
        this.depth = depth;
    }

    static Cursor on(String text) {
        boolean mark = text.startsWith("\uFEFF");
        return new Cursor(text, Places.of(text), null, mark ? 1 : 0, text.length(), 0);
    }

    /** On a text that stands, escaped, at this place. */
    Cursor inside(String decoded, Span place) {
        return new Cursor(decoded, places, place, 0, decoded.length(), depth);
    }

    /** On a stretch of the same text. */
    Cursor within(int from, int to) {
        return new Cursor(text, places, fixed, from, to, depth);
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    void moveTo(int offset) {
        at = offset;
    }

    void skip(int characters) {
        at += characters;
    }

    boolean done() {
        return at >= end;
    }

    /** 0 at the end. */
    char peek() {
        return at < end ? text.charAt(at) : 0;
    }

    char peek(int ahead) {
        return at + ahead < end ? text.charAt(at + ahead) : 0;
    }

    boolean ahead(String what) {
        return at + what.length() <= end && text.startsWith(what, at);
    }

    /** Moves on if this is what comes. */
    boolean take(String what) {
        if (ahead(what)) {
            at += what.length();
            return true;
        }
        return false;
    }

    void expect(String what, String where) {
        if (!take(what)) {
            throw fault("expected `" + what + "` " + where, "Write it here, or close what was opened before.");
        }
    }

    HclFault fault(String message, String remedy) {
        return new HclFault(at, message, remedy);
    }

    String slice(int from, int to) {
        return text.substring(from, to);
    }

    Span span(int from, int to) {
        return fixed == null ? places.span(from, to) : fixed;
    }

    Span spanFrom(int from) {
        return span(from, at);
    }

    Span word(int offset) {
        return fixed == null ? places.word(Math.min(offset, text.length())) : fixed;
    }

    void enter() {
        if (++depth > DEPTH) {
            throw fault("this is nested more than " + DEPTH + " deep", "Make it flatter.");
        }
    }

    void leave() {
        depth--;
    }

    void resetDepth() {
        depth = 0;
    }

    /** Blanks and comments, up to the end of the line; over line ends too where they mean nothing. */
    void blanks(boolean lineEnds) {
        while (at < end) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || lineEnds && c == '\n') {
                at++;
            } else if (c == '#' || c == '/' && peek(1) == '/') {
                int line = text.indexOf('\n', at);
                at = line < 0 || line > end ? end : line;
            } else if (c == '/' && peek(1) == '*') {
                int close = text.indexOf("*/", at + 2);
                if (close < 0 || close + 2 > end) {
                    throw fault("this comment is not closed", "Close it with `*/`.");
                }
                at = close + 2;
            } else {
                return;
            }
        }
    }

    boolean wordAhead() {
        return startsWord(peek());
    }

    static boolean startsWord(char c) {
        return Character.isLetter(c) || c == '_';
    }

    /** An identifier; it may have dashes in it. */
    String word() {
        int start = at;
        while (at < end
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '-')) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Whether this very word comes, and not the beginning of a longer one. */
    boolean takeWord(String word) {
        if (!ahead(word)) {
            return false;
        }
        char next = peek(word.length());
        if (Character.isLetterOrDigit(next) || next == '_' || next == '-') {
            return false;
        }
        at += word.length();
        return true;
    }
}
