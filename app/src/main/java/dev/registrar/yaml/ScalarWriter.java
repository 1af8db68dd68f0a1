package dev.registrar.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes any text as a YAML scalar on one line that reads back as the same text, also for readers of YAML 1.1, for whom
 * {@code yes} is a boolean and {@code 1:30} a number; as a key or a value, in block and in flow style.
 */
public final class ScalarWriter {
    /** Numbers in every base, times and dates of YAML 1.1 and 1.2 are made of these. */
    private static final Pattern NUMBER_LIKE = Pattern.compile("[-+.0-9][-+.:_ 0-9a-fA-FoOxXtTzZ]*");

    private static final Set<String> RESERVED =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", ".inf", ".nan");
    private static final Set<String> TRUTHS = Set.of("y", "n", "yes", "no", "on", "off");
    private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";
    private static final String FLOW_INDICATORS = ",?[]{}";

    private ScalarWriter() {}

    /** How a scalar is to be written, if it can be. */
    public enum Quote {
        NONE,
        SINGLE,
        DOUBLE
    }

    /** Bare where every reader takes it as the same text, else in double quotes. */
    public static String write(String text) {
        return bare(text) ? text : doubleQuoted(text);
    }

    /** As wished where that reads back as the same text, else in double quotes. */
    public static String write(String text, Quote wish) {
        switch (wish) {
            case NONE:
                return write(text);
            case SINGLE:
                return text.codePoints().allMatch(ScalarWriter::shown)
                        ? "'" + text.replace("'", "''") + "'"
                        : doubleQuoted(text);
            case DOUBLE:
                return doubleQuoted(text);
        }
        throw new IllegalStateException("no such quote: " + wish);
    }

    /** Whether every reader, also of YAML 1.1, takes these letters, digits and signs for text where no quotes are around them. */
    public static boolean readsAsText(String word) {
        return CoreSchema.typeOf(word) == YamlNode.Type.STRING && !TRUTHS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean bare(String text) {
        return !text.isEmpty()
                && INDICATORS.indexOf(text.charAt(0)) < 0
                && !text.startsWith(" ")
                && !text.endsWith(" ")
                && !text.endsWith(":")
                && !text.contains(": ")
                && !text.contains(" #")
                && !text.startsWith("...")
                && text.codePoints().allMatch(c -> shown(c) && FLOW_INDICATORS.indexOf(c) < 0)
                && !meansSomethingElse(text);
    }

    private static boolean meansSomethingElse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        String unsigned = word.startsWith("+") ? word.substring(1) : word;
        return RESERVED.contains(unsigned) || NUMBER_LIKE.matcher(text).matches();
    }

    /** What people can see and tell apart, and no reader changes. */
    private static boolean shown(int c) {
        if (c == ' ') {
            return true;
        }
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.UNASSIGNED:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.SPACE_SEPARATOR:
                return false;
            default:
                return true;
        }
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
        text.codePoints().forEach(c -> append(quoted, c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int c) {
        if (c == '"' || c == '\\') {
            quoted.append('\\').append((char) c);
        } else if (c == '\n') {
            quoted.append("\\n");
        } else if (c == '\r') {
            quoted.append("\\r");
        } else if (c == '\t') {
            quoted.append("\\t");
        } else if (shown(c)) {
            quoted.appendCodePoint(c);
        } else {
            quoted.append(String.format(c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X", c));
        }
    }
}
