package dev.registrar.report;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON text that may be printed on a terminal. */
final class SafeJson {
    private SafeJson() {}

    /**
     * The tree, indented. JSON lets characters stand that steer a terminal or turn text around (U+009B, U+202E); here they
     * are escaped, which means the same.
     */
    static String text(JsonNode tree) {
        String json = tree.toPrettyString();
        StringBuilder safe = new StringBuilder(json.length() + 16);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\r';
            boolean hidden = Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
            if (control || hidden) {
                safe.append(String.format("\\u%04x", (int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }
}
