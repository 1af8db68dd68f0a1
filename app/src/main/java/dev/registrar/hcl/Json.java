package dev.registrar.hcl;

import dev.registrar.hcl.Expression.Item;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Literal;
import dev.registrar.hcl.Expression.Part;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Tuple;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** JSON as expressions, with places (RFC 8259). */
final class Json {
    private final Cursor cursor;
    private final boolean templates;

    /** @param templates whether strings hold templates, as in {@code .tf.json} (HCL JSON specification, "Expressions") */
    Json(Cursor cursor, boolean templates) {
        this.cursor = cursor;
        this.templates = templates;
    }

    Expression document() {
        Expression value = value();
        blanks();
        if (!cursor.done()) {
            throw cursor.fault("something stands behind the end", "Remove it.");
        }
        return value;
    }

    private void blanks() {
        while (!cursor.done() && Character.isWhitespace(cursor.peek())) {
            cursor.skip(1);
        }
    }

    private Expression value() {
        blanks();
        cursor.enter();
        Expression value = switch (cursor.peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string(templates);
            default -> literal();
        };
        cursor.leave();
        return value;
    }

    private Expression object() {
        int start = cursor.at();
        cursor.skip(1);
        List<Item> items = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        blanks();
        while (cursor.peek() != '}') {
            if (cursor.peek() != '"') {
                throw cursor.fault("expected a key in quotes", "Write `\"key\": value`.");
            }
            Template key = string(false);
            if (!keys.add(key.plain().orElse(""))) {
                throw new HclFault(key.span().start(), "this key is there twice", "Keep one of the two.");
            }
            blanks();
            cursor.expect(":", "behind the key");
            items.add(new Item(key, value()));
            blanks();
            if (!cursor.take(",")) {
                break;
            }
            blanks();
        }
        cursor.expect("}", "at the end of the object");
        return new Items(items, cursor.spanFrom(start));
    }

    private Expression array() {
        int start = cursor.at();
        cursor.skip(1);
        List<Expression> items = new ArrayList<>();
        blanks();
        while (cursor.peek() != ']') {
            items.add(value());
            blanks();
            if (!cursor.take(",")) {
                break;
            }
            blanks();
        }
        cursor.expect("]", "at the end of the array");
        return new Tuple(items, cursor.spanFrom(start));
    }

    private Template string(boolean template) {
        int start = cursor.at();
        cursor.skip(1);
        StringBuilder text = new StringBuilder();
        while (cursor.peek() != '"' || cursor.done()) {
            char c = cursor.peek();
            if (cursor.done() || c == '\n') {
                cursor.moveTo(start);
                throw cursor.fault("this string is not closed", "Close it with a quotation mark.");
            }
            if (c == '\\') {
                text.append(escape());
                continue;
            }
            text.append(c);
            cursor.skip(1);
        }
        cursor.skip(1);
        Span span = cursor.spanFrom(start);
        String decoded = text.toString();
        boolean plain = !template || !decoded.contains("${") && !decoded.contains("%{");
        return plain ? Template.of(decoded, span) : Template.quoted(parts(decoded, span), span);
    }

    private List<Part> parts(String decoded, Span span) {
        try {
            return Templates.bare(cursor.inside(decoded, span));
        } catch (HclFault fault) {
            throw new HclFault(span.start(), fault.message(), fault.remedy());
        }
    }

    private char escape() {
        char c = cursor.peek(1);
        if (c == 'u') {
            int from = cursor.at() + 2;
            String hex = from + 4 <= cursor.end() ? cursor.slice(from, from + 4) : "";
            if (hex.matches("[0-9A-Fa-f]{4}")) {
                cursor.skip(6);
                return (char) Integer.parseInt(hex, 16);
            }
        }
        int known = "\"\\/bfnrt".indexOf(c);
        if (known < 0) {
            throw cursor.fault("this is no escape that JSON knows", "Write a backslash itself as `\\\\`.");
        }
        cursor.skip(2);
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private Expression literal() {
        int start = cursor.at();
        while (!cursor.done() && "+-.".indexOf(cursor.peek()) >= 0 || Character.isLetterOrDigit(cursor.peek())) {
            cursor.skip(1);
        }
        String text = cursor.slice(start, cursor.at());
        Span span = cursor.spanFrom(start);
        if (text.equals("true") || text.equals("false")) {
            return new Literal(Literal.Type.BOOLEAN, text, span);
        }
        if (text.equals("null")) {
            return new Literal(Literal.Type.NULL, text, span);
        }
        if (!text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            cursor.moveTo(start);
            throw cursor.fault("this is no JSON value", "Write a string in quotes, a number, true, false or null.");
        }
        return new Literal(Literal.Type.NUMBER, text, span);
    }
}
