package dev.registrar.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be made of a registry's name. */
final class Names {
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^a-z0-9/]+");
    private static final Pattern HYPHENS_AT_AN_EDGE = Pattern.compile("(^|/)-+|-+(?=/|$)");

    private Names() {}

    /** The name in the convention's letters, as near to what was written as can be. */
    static String normalized(String name) {
        String hyphens = NOT_OF_A_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        return HYPHENS_AT_AN_EDGE.matcher(hyphens).replaceAll("$1");
    }

    static List<String> words(String name) {
        return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[-_./]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Equal for all names that {@link #confusable} could hold for; cheap, so that it can be a map's key. */
    static String bucket(String name) {
        return squashed(name).replace("s", "");
    }

    /**
     * Whether two names are equal when hyphens, underscores, dots, case and a plural {@code s} at the end of a word are left
     * out. Where one of them has no hyphen to show where its words end, the other one's words tell.
     */
    static boolean confusable(String one, String other) {
        return !one.equals(other)
                && (fits(one, other) || fits(other, one) || singular(one).equals(singular(other)));
    }

    private static boolean fits(String words, String name) {
        String rest = squashed(name);
        for (String part : words.toLowerCase(Locale.ROOT).split("[-_.]+|(?<=/)|(?=/)", -1)) {
            String word = part.endsWith("s") ? part.substring(0, part.length() - 1) : part;
            if (!rest.startsWith(word)) {
                return false;
            }
            rest = rest.substring(word.length());
            rest = rest.startsWith("s") && !word.equals("/") ? rest.substring(1) : rest;
        }
        return rest.isEmpty();
    }

    private static String singular(String name) {
        return squashed(name.toLowerCase(Locale.ROOT).replaceAll("s(?=[-_./]|$)", ""));
    }

    private static String squashed(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }
}
