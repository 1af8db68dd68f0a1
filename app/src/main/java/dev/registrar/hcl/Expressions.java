package dev.registrar.hcl;

import dev.registrar.hcl.Expression.Attr;
import dev.registrar.hcl.Expression.Binary;
import dev.registrar.hcl.Expression.Call;
import dev.registrar.hcl.Expression.Conditional;
import dev.registrar.hcl.Expression.For;
import dev.registrar.hcl.Expression.Index;
import dev.registrar.hcl.Expression.Item;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Literal;
import dev.registrar.hcl.Expression.Name;
import dev.registrar.hcl.Expression.Splat;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Tuple;
import dev.registrar.hcl.Expression.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions (specification, "Expressions"), by recursive descent. */
final class Expressions {
    /** From the loosest to the tightest (specification, "Operations"). */
    private static final List<List<String>> OPERATORS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private final Cursor cursor;
    /** Whether line ends mean nothing here: inside parentheses, brackets and interpolations. */
    private boolean multiline;

    Expressions(Cursor cursor, boolean multiline) {
        this.cursor = cursor;
        this.multiline = multiline;
    }

    Expression expression() {
        cursor.enter();
        int start = cursor.at();
        Expression condition = operation(0);
        blanks();
        if (cursor.peek() == '?') {
            cursor.skip(1);
            blanks();
            Expression yes = expression();
            blanks();
            cursor.expect(":", "between the two outcomes of a condition");
            blanks();
            Expression no = expression();
            condition = new Conditional(condition, yes, no, cursor.spanFrom(start));
        }
        cursor.leave();
        return condition;
    }

    private void blanks() {
        cursor.blanks(multiline);
    }

    private Expression operation(int level) {
        if (level == OPERATORS.size()) {
            return unary();
        }
        int start = cursor.at();
        Expression left = operation(level + 1);
        int operands = 1;
        while (true) {
            int before = cursor.at();
            blanks();
            Optional<String> operator = operator(level);
            if (operator.isEmpty()) {
                cursor.moveTo(before);
                return left;
            }
            if (++operands > 1_000) { // each one makes the tree a level deeper
                throw cursor.fault("this expression has too many operands", "Take it apart.");
            }
            blanks();
            left = new Binary(operator.get(), left, operation(level + 1), cursor.spanFrom(start));
        }
    }

    private Optional<String> operator(int level) {
        for (String operator : OPERATORS.get(level)) {
            if (cursor.take(operator)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Expression unary() {
        char c = cursor.peek();
        if (c != '-' && c != '!') {
            return postfix();
        }
        int start = cursor.at();
        cursor.enter();
        cursor.skip(1);
        blanks();
        Expression operand = unary();
        cursor.leave();
        return new Unary(String.valueOf(c), operand, cursor.spanFrom(start));
    }

    private Expression postfix() {
        int start = cursor.at();
        Expression value = term();
        int steps = 0;
        while (true) {
            int before = cursor.at();
            if (multiline) {
                blanks();
            }
            if (++steps > 1_000) {
                throw cursor.fault("this reference has too many steps", "Take it apart.");
            }
            if (cursor.peek() == '.' && cursor.peek(1) != '.') {
                cursor.skip(1);
                blanks();
                value = step(value, start);
            } else if (cursor.peek() == '[') {
                value = index(value, start);
            } else {
                cursor.moveTo(before);
                return value;
            }
        }
    }

    private Expression step(Expression value, int start) {
        if (cursor.take("*")) {
            return new Splat(value, cursor.spanFrom(start));
        }
        int at = cursor.at();
        if (Character.isDigit(cursor.peek())) { // the old way of writing an index
            while (Character.isDigit(cursor.peek())) {
                cursor.skip(1);
            }
            Literal key = new Literal(Literal.Type.NUMBER, cursor.slice(at, cursor.at()), cursor.spanFrom(at));
            return new Index(value, key, cursor.spanFrom(start));
        }
        if (!cursor.wordAhead()) {
            throw cursor.fault("expected a name behind the dot", "Write the attribute's name.");
        }
        String name = cursor.word();
        return new Attr(value, name, cursor.spanFrom(start));
    }

    private Expression index(Expression value, int start) {
        cursor.skip(1);
        boolean outer = multiline;
        multiline = true;
        blanks();
        if (cursor.peek() == '*') {
            cursor.skip(1);
            blanks();
            cursor.expect("]", "at the end of an index");
            multiline = outer;
            return new Splat(value, cursor.spanFrom(start));
        }
        Expression key = expression();
        blanks();
        cursor.expect("]", "at the end of an index");
        multiline = outer;
        return new Index(value, key, cursor.spanFrom(start));
    }

    private Expression term() {
        char c = cursor.peek();
        if (c == '"') {
            return Templates.quoted(cursor);
        }
        if (cursor.ahead("<<")) {
            return Templates.heredoc(cursor);
        }
        if (Character.isDigit(c)) {
            return number();
        }
        if (c == '(' || c == '[' || c == '{') {
            boolean outer = multiline;
            cursor.enter();
            Expression inner = c == '(' ? parentheses() : c == '[' ? tuple() : items();
            cursor.leave();
            multiline = outer;
            return inner;
        }
        if (cursor.wordAhead()) {
            return word();
        }
        throw cursor.fault(
                cursor.done() || c == '\n' ? "a value is missing here" : "`" + c + "` cannot begin a value",
                "Write a value: a string in quotes, a number, true, false, a reference, or a list.");
    }

    private Expression parentheses() {
        cursor.skip(1);
        multiline = true;
        blanks();
        Expression inner = expression();
        blanks();
        cursor.expect(")", "at the end of the parentheses");
        return inner;
    }

    private Expression number() {
        int start = cursor.at();
        digits();
        if (cursor.peek() == '.' && Character.isDigit(cursor.peek(1))) {
            cursor.skip(1);
            digits();
        }
        boolean signed = cursor.peek(1) == '+' || cursor.peek(1) == '-';
        if ((cursor.peek() == 'e' || cursor.peek() == 'E') && Character.isDigit(cursor.peek(signed ? 2 : 1))) {
            cursor.skip(signed ? 2 : 1);
            digits();
        }
        return new Literal(Literal.Type.NUMBER, cursor.slice(start, cursor.at()), cursor.spanFrom(start));
    }

    private void digits() {
        while (Character.isDigit(cursor.peek())) {
            cursor.skip(1);
        }
    }

    private Expression word() {
        int start = cursor.at();
        String word = cursor.word();
        while (cursor.ahead("::")) { // a function of a provider
            cursor.skip(2);
            word = word + "::" + cursor.word();
        }
        int behind = cursor.at();
        if (cursor.peek() == '(') {
            return call(word, start);
        }
        cursor.moveTo(behind);
        return switch (word) {
            case "true", "false" -> new Literal(Literal.Type.BOOLEAN, word, cursor.spanFrom(start));
            case "null" -> new Literal(Literal.Type.NULL, word, cursor.spanFrom(start));
            default -> new Name(word, cursor.spanFrom(start));
        };
    }

    private Expression call(String name, int start) {
        cursor.enter();
        cursor.skip(1);
        boolean outer = multiline;
        multiline = true;
        List<Expression> arguments = new ArrayList<>();
        boolean expanded = false;
        blanks();
        while (cursor.peek() != ')') {
            arguments.add(expression());
            blanks();
            expanded = cursor.take("...");
            blanks();
            if (!cursor.take(",")) {
                break;
            }
            blanks();
        }
        cursor.expect(")", "at the end of the arguments");
        multiline = outer;
        cursor.leave();
        return new Call(name, arguments, expanded, cursor.spanFrom(start));
    }

    private Expression tuple() {
        int start = cursor.at();
        cursor.skip(1);
        multiline = true;
        blanks();
        if (cursor.takeWord("for")) {
            return loop(start, false);
        }
        List<Expression> items = new ArrayList<>();
        while (cursor.peek() != ']') {
            items.add(expression());
            blanks();
            if (!cursor.take(",")) {
                break;
            }
            blanks();
        }
        cursor.expect("]", "at the end of the list, or a comma before its next item");
        return new Tuple(items, cursor.spanFrom(start));
    }

    private Expression items() {
        int start = cursor.at();
        cursor.skip(1);
        cursor.blanks(true);
        if (cursor.takeWord("for")) {
            int behind = cursor.at();
            cursor.blanks(true);
            if (cursor.wordAhead()) {
                multiline = true;
                cursor.moveTo(behind);
                return loop(start, true);
            }
            cursor.moveTo(behind - "for".length()); // a key of that name
        }
        multiline = false;
        List<Item> items = new ArrayList<>();
        while (cursor.peek() != '}') {
            items.add(item());
            cursor.blanks(false);
            boolean comma = cursor.take(",");
            boolean line = cursor.peek() == '\n';
            cursor.blanks(true);
            if (!comma && !line && cursor.peek() != '}') {
                break;
            }
        }
        cursor.expect("}", "at the end of the object, or a new line before its next item");
        return new Items(items, cursor.spanFrom(start));
    }

    private Item item() {
        boolean evaluated = cursor.peek() == '(';
        Expression key = expression();
        if (!evaluated && key instanceof Name name) {
            key = Template.of(name.name(), name.span());
        }
        if (!evaluated && key instanceof Literal literal) {
            key = Template.of(literal.text(), literal.span());
        }
        cursor.blanks(false);
        if (cursor.ahead("==") || !cursor.take("=") && !cursor.take(":")) {
            throw cursor.fault("expected `=` behind the key", "Write `key = value`.");
        }
        cursor.blanks(false);
        return new Item(key, expression());
    }

    private Expression loop(int start, boolean object) {
        blanks();
        String first = name();
        blanks();
        Optional<String> second = Optional.empty();
        if (cursor.take(",")) {
            blanks();
            second = Optional.of(name());
            blanks();
        }
        if (!cursor.takeWord("in")) {
            throw cursor.fault("expected `in`", "Write `for key, value in collection : …`.");
        }
        blanks();
        Expression collection = expression();
        blanks();
        cursor.expect(":", "behind the collection");
        blanks();
        Expression value = expression();
        blanks();
        Optional<Expression> key = Optional.empty();
        boolean grouped = false;
        if (object) {
            cursor.expect("=>", "between key and value");
            blanks();
            key = Optional.of(value);
            value = expression();
            blanks();
            grouped = cursor.take("...");
            blanks();
        }
        Optional<Expression> condition = Optional.empty();
        if (cursor.takeWord("if")) {
            blanks();
            condition = Optional.of(expression());
            blanks();
        }
        cursor.expect(object ? "}" : "]", "at the end of `for`");
        return new For(
                second.isPresent() ? Optional.of(first) : Optional.empty(),
                second.orElse(first),
                collection,
                key,
                value,
                condition,
                grouped,
                cursor.spanFrom(start));
    }

    private String name() {
        if (!cursor.wordAhead()) {
            throw cursor.fault("expected a name", "Name the variable of `for`.");
        }
        return cursor.word();
    }
}
