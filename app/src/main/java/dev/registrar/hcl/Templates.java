package dev.registrar.hcl;

import dev.registrar.hcl.Expression.Directive;
import dev.registrar.hcl.Expression.Interpolation;
import dev.registrar.hcl.Expression.Part;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Quoted strings and heredocs (specification, "Template Expressions"). */
final class Templates {
    private final Cursor cursor;
    private final boolean quoted;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Templates(Cursor cursor, boolean quoted) {
        this.cursor = cursor;
        this.quoted = quoted;
    }

    static Template quoted(Cursor cursor) {
        int start = cursor.at();
        cursor.skip(1);
        Templates reading = new Templates(cursor, true);
        while (cursor.peek() != '"') {
            if (cursor.done() || cursor.peek() == '\n') {
                cursor.moveTo(start);
                throw cursor.fault("this string is not closed on its line", "Close it with a quotation mark.");
            }
            reading.piece();
        }
        cursor.skip(1);
        return Template.quoted(reading.parts(), cursor.spanFrom(start));
    }

    /** A text that is nothing but a template. */
    static List<Part> bare(Cursor cursor) {
        Templates reading = new Templates(cursor, false);
        while (!cursor.done()) {
            reading.piece();
        }
        return reading.parts();
    }

    static Template heredoc(Cursor cursor) {
        int start = cursor.at();
        cursor.skip(2);
        boolean indented = cursor.take("-");
        String word = cursor.wordAhead() ? cursor.word() : "";
        cursor.take("\r");
        if (word.isEmpty() || !cursor.take("\n")) {
            throw cursor.fault("expected a word and a new line behind `<<`", "Write `<<EOT` and nothing behind it.");
        }
        int from = cursor.at();
        int line = from;
        while (true) {
            int next = lineEnd(cursor, line);
            if (cursor.slice(line, next).strip().equals(word)) {
                break;
            }
            if (next >= cursor.end()) {
                cursor.moveTo(start);
                throw cursor.fault(
                        "this heredoc is not closed", "Write `" + word + "` on a line of its own behind it.");
            }
            line = next + 1;
        }
        String raw = cursor.slice(from, line);
        Cursor inside = cursor.within(from, line);
        List<Part> parts = bare(inside);
        cursor.moveTo(
                line + cursor.slice(line, lineEnd(cursor, line)).stripTrailing().length());
        List<Part> shown = indented ? unindented(parts, indent(raw)) : parts;
        return new Template(shown, true, json(cursor.within(from, line), raw, parts), cursor.spanFrom(start));
    }

    private static Optional<Expression> json(Cursor inside, String raw, List<Part> parts) {
        boolean asWritten =
                parts.stream().allMatch(Text.class::isInstance) && !raw.contains("$${") && !raw.contains("%%{");
        if (!asWritten || !raw.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Json(inside, false).document());
        } catch (HclFault fault) {
            return Optional.empty(); // whoever wants JSON tells what that means
        }
    }

    private static int lineEnd(Cursor cursor, int from) {
        int at = from;
        cursor.moveTo(from);
        while (!cursor.done() && cursor.peek() != '\n') {
            cursor.skip(1);
            at = cursor.at();
        }
        return at;
    }

    private static int indent(String raw) {
        return raw.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
    }

    private static List<Part> unindented(List<Part> parts, int indent) {
        List<Part> shown = new ArrayList<>();
        boolean lineStart = true;
        for (Part part : parts) {
            if (!(part instanceof Text plain)) {
                shown.add(part);
                lineStart = false;
                continue;
            }
            StringBuilder text = new StringBuilder();
            int skipped = lineStart ? 0 : indent;
            for (char c : plain.text().toCharArray()) {
                boolean blank = c == ' ' || c == '\t';
                if (skipped < indent && blank) {
                    skipped++;
                    continue;
                }
                text.append(c);
                skipped = c == '\n' ? 0 : indent;
            }
            lineStart = plain.text().endsWith("\n");
            shown.add(new Text(text.toString()));
        }
        return shown;
    }

    private List<Part> parts() {
        flush();
        return parts;
    }

    private void flush() {
        if (text.length() > 0) {
            parts.add(new Text(text.toString()));
            text.setLength(0);
        }
    }

    private void piece() {
        if (cursor.take("$${")) {
            text.append("${");
            return;
        }
        if (cursor.take("%%{")) {
            text.append("%{");
            return;
        }
        if (cursor.ahead("${")) {
            flush();
            parts.add(interpolation());
            return;
        }
        if (cursor.ahead("%{")) {
            flush();
            directive();
            parts.add(new Directive());
            return;
        }
        char c = cursor.peek();
        if (quoted && c == '\\') {
            escape();
            return;
        }
        text.append(c);
        cursor.skip(1);
    }

    private Interpolation interpolation() {
        cursor.enter();
        cursor.skip(2);
        cursor.take("~");
        cursor.blanks(true);
        Expression value = new Expressions(cursor, true).expression();
        cursor.blanks(true);
        cursor.take("~");
        cursor.expect("}", "at the end of the interpolation");
        cursor.leave();
        return new Interpolation(value);
    }

    private void directive() {
        cursor.enter();
        cursor.skip(2);
        cursor.take("~");
        cursor.blanks(true);
        if (cursor.takeWord("for")) {
            cursor.blanks(true);
            while (!cursor.takeWord("in")) {
                boolean moved = cursor.wordAhead() ? !cursor.word().isEmpty() : cursor.take(",");
                if (!moved) {
                    throw cursor.fault("expected `in`", "Write `%{ for name in collection }`.");
                }
                cursor.blanks(true);
            }
            cursor.blanks(true);
            new Expressions(cursor, true).expression();
        } else if (cursor.takeWord("if")) {
            cursor.blanks(true);
            new Expressions(cursor, true).expression();
        } else {
            cursor.word();
        }
        cursor.blanks(true);
        cursor.take("~");
        cursor.expect("}", "at the end of the directive");
        cursor.leave();
    }

    private void escape() {
        char c = cursor.peek(1);
        int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            unicode(digits);
            return;
        }
        int known = "nrt\"\\".indexOf(c);
        if (known < 0) {
            throw cursor.fault(
                    "`\\" + c + "` is no escape that HCL knows",
                    "Write a backslash itself as `\\\\`; known are \\n, \\r, \\t, \\\", \\\\ and \\uNNNN.");
        }
        text.append("\n\r\t\"\\".charAt(known));
        cursor.skip(2);
    }

    private void unicode(int digits) {
        int from = cursor.at() + 2;
        String hex = from + digits <= cursor.end() ? cursor.slice(from, from + digits) : "";
        if (!hex.matches("[0-9A-Fa-f]+")) {
            throw cursor.fault("this escape wants " + digits + " hexadecimal digits", "Write all of them.");
        }
        long point = Long.parseLong(hex, 16);
        text.appendCodePoint(point > Character.MAX_CODE_POINT ? 0xFFFD : (int) point);
        cursor.skip(2 + digits);
    }
}
