package dev.registrar.yaml;

import dev.registrar.yaml.YamlNode.Type;
import java.util.Optional;
import java.util.regex.Pattern;

/** Types of plain scalars by YAML 1.2.2, section 10.3 (core schema). */
final class CoreSchema {
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]++|0o[0-7]++|0x[0-9a-fA-F]++");
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

    private CoreSchema() {}

    static Type typeOf(String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL":
                return Type.NULL;
            case "true", "True", "TRUE", "false", "False", "FALSE":
                return Type.BOOLEAN;
            default:
                return startsLikeNumber(text.charAt(0)) ? numeric(text) : Type.STRING;
        }
    }

    /** @param text an {@link Type#INTEGER} */
    static Optional<Integer> wholeNumber(String text) {
        try {
            return Optional.of(
                    text.startsWith("0o")
                            ? Integer.parseInt(text.substring(2), 8)
                            : text.startsWith("0x") ? Integer.parseInt(text.substring(2), 16) : Integer.parseInt(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    private static boolean startsLikeNumber(char first) {
        return first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.';
    }

    private static Type numeric(String text) {
        if (INTEGER.matcher(text).matches()) {
            return Type.INTEGER;
        }
        return NUMBER.matcher(text).matches() ? Type.NUMBER : Type.STRING;
    }
}
