package dev.registrar.text;

import java.util.Locale;

/** A value as a sentence can quote it: on one line, and no longer than anybody reads. */
public final class Excerpt {
    private static final int LONGEST = 160;

    private Excerpt() {}

    /** How long it is altogether stands behind what is cut. */
    public static String of(String value) {
        String line = value.codePoints()
                .limit(LONGEST)
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.length() < value.length()
                ? line + String.format(Locale.ROOT, "… (%,d characters)", value.length())
                : line;
    }
}
