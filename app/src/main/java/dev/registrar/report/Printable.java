package dev.registrar.report;

/** What a file or a person wrote must not steer the terminal, nor turn its text around. */
final class Printable {
    private Printable() {}

    /** The same number of characters, each of which takes a place and does nothing else. */
    static String of(String text) {
        return shown(text, false);
    }

    static String keepingLines(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean lines) {
        return text.codePoints()
                .map(point -> lines && point == '\n' || !steers(point) ? point : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean steers(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
