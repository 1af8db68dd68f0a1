package dev.registrar.terraform;

import dev.registrar.terraform.Value.Unknown;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** What operators make of values. */
final class Operators {
    /** Longer numbers are nobody's counts, and arithmetic with huge exponents would not end. */
    private static final int LONGEST_NUMBER = 40;

    private Operators() {}

    static Value unary(String operator, Value operand, Place place) {
        if (operator.equals("!")) {
            return operand.truth()
                    .<Value>map(truth -> Value.bool(!truth, place))
                    .orElseGet(() -> Unknown.because(Evaluator.why(operand), place));
        }
        return number(operand)
                .map(number -> number(number.negate(), place))
                .orElseGet(() -> Unknown.because(Evaluator.why(operand), place));
    }

    static Value binary(String operator, Value left, Value right, Place place) {
        return switch (operator) {
            case "&&", "||" -> logical(operator, left, right, place);
            case "==", "!=" -> equality(operator, left, right, place);
            default -> arithmetic(operator, left, right, place);
        };
    }

    /** One side can settle it, whatever the other is. */
    private static Value logical(String operator, Value left, Value right, Place place) {
        boolean settles = operator.equals("||");
        for (Value side : new Value[] {left, right}) {
            if (side.truth().filter(truth -> truth == settles).isPresent()) {
                return Value.bool(settles, place);
            }
        }
        if (left.truth().isPresent() && right.truth().isPresent()) {
            return Value.bool(!settles, place);
        }
        return Unknown.because(Evaluator.why(left.truth().isEmpty() ? left : right), place);
    }

    private static Value equality(String operator, Value left, Value right, Place place) {
        if (!left.known() || !right.known()) {
            return Unknown.because(Evaluator.why(left.known() ? right : left), place);
        }
        boolean scalars =
                (left.text().isPresent() || left.isNull()) && (right.text().isPresent() || right.isNull());
        boolean comparable = scalars || left.isNull() || right.isNull();
        if (!comparable) {
            return Unknown.because("it compares what is no text", place);
        }
        boolean same = scalars && left.isNull() == right.isNull() && left.text().equals(right.text());
        return Value.bool(same == operator.equals("=="), place);
    }

    private static Value arithmetic(String operator, Value left, Value right, Place place) {
        Optional<BigDecimal> a = number(left);
        Optional<BigDecimal> b = number(right);
        if (a.isEmpty() || b.isEmpty()) {
            return Unknown.because(Evaluator.why(a.isEmpty() ? left : right), place);
        }
        boolean divides = operator.equals("/") || operator.equals("%");
        if (divides && b.get().signum() == 0) {
            return Unknown.because("it divides by zero", place);
        }
        return switch (operator) {
            case "+" -> number(a.get().add(b.get()), place);
            case "-" -> number(a.get().subtract(b.get()), place);
            case "*" -> number(a.get().multiply(b.get()), place);
            case "/" -> number(a.get().divide(b.get(), MathContext.DECIMAL64), place);
            case "%" -> number(a.get().remainder(b.get()), place);
            case "<" -> Value.bool(a.get().compareTo(b.get()) < 0, place);
            case "<=" -> Value.bool(a.get().compareTo(b.get()) <= 0, place);
            case ">" -> Value.bool(a.get().compareTo(b.get()) > 0, place);
            default -> Value.bool(a.get().compareTo(b.get()) >= 0, place);
        };
    }

    static Optional<BigDecimal> number(Value value) {
        return value.text()
                .filter(text -> text.length() <= LONGEST_NUMBER && text.matches("-?[0-9]+(\\.[0-9]+)?"))
                .map(BigDecimal::new);
    }

    static Value number(BigDecimal number, Place place) {
        BigDecimal plain = number.stripTrailingZeros();
        return new Value.Scalar(Value.Type.NUMBER, plain.toPlainString(), place);
    }
}
