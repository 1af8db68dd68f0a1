package dev.registrar.hcl;

import dev.registrar.text.Span;
import java.util.List;
import java.util.Optional;

/** An expression as it is written; what it comes to is for others to find out. */
public sealed interface Expression {
    Span span();

    /** A number, a truth value or null, as its text. */
    record Literal(Type type, String text, Span span) implements Expression {
        /** What kind of literal. */
        public enum Type {
            NUMBER,
            BOOLEAN,
            NULL
        }
    }

    /**
     * A quoted string or a heredoc.
     *
     * @param heredoc whether it is one; then escapes with backslashes mean nothing
     * @param json what a heredoc says as JSON, with places in the file; empty where it is none, or has to be put together
     */
    record Template(List<Part> parts, boolean heredoc, Optional<Expression> json, Span span) implements Expression {
        public Template {
            parts = List.copyOf(parts);
        }

        static Template quoted(List<Part> parts, Span span) {
            return new Template(parts, false, Optional.empty(), span);
        }

        static Template of(String text, Span span) {
            return quoted(text.isEmpty() ? List.of() : List.of(new Text(text)), span);
        }

        /** The text where nothing has to be put into it. */
        public Optional<String> plain() {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                if (!(part instanceof Text plain)) {
                    return Optional.empty();
                }
                text.append(plain.text());
            }
            return Optional.of(text.toString());
        }
    }

    /** A piece of a template. */
    sealed interface Part {}

    record Text(String text) implements Part {}

    record Interpolation(Expression value) implements Part {}

    /** {@code %{ if … }} or {@code %{ for … }} or what belongs to them. */
    record Directive() implements Part {}

    record Tuple(List<Expression> items, Span span) implements Expression {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    record Items(List<Item> items, Span span) implements Expression {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** An item of an object; a key that is a bare word is a template of that word. */
    record Item(Expression key, Expression value) {}

    /** The first word of a reference, such as {@code var} or {@code aws_ecr_repository}. */
    record Name(String name, Span span) implements Expression {}

    record Attr(Expression of, String name, Span span) implements Expression {}

    record Index(Expression of, Expression key, Span span) implements Expression {}

    /** {@code of[*]} or {@code of.*}. */
    record Splat(Expression of, Span span) implements Expression {}

    /** @param expanded whether the last argument is followed by {@code ...} */
    record Call(String name, List<Expression> arguments, boolean expanded, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Unary(String operator, Expression operand, Span span) implements Expression {}

    record Binary(String operator, Expression left, Expression right, Span span) implements Expression {}

    record Conditional(Expression condition, Expression yes, Expression no, Span span) implements Expression {}

    /**
     * {@code [for k, v in collection : value if condition]}, or with braces and a key.
     *
     * @param key empty in a tuple
     * @param grouped whether values of one key are gathered ({@code ...})
     */
    record For(
            Optional<String> keyName,
            String valueName,
            Expression collection,
            Optional<Expression> key,
            Expression value,
            Optional<Expression> condition,
            boolean grouped,
            Span span)
            implements Expression {}
}
