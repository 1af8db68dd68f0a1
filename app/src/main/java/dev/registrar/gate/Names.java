package dev.registrar.gate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be made of a registry's name. */
public final class Names {
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^a-z0-9/]+");
    private static final Pattern HYPHENS_AT_AN_EDGE = Pattern.compile("(^|/)-+|-+(?=/|$)");

    private static final Pattern SEPARATORS = Pattern.compile("[-_.]");

    private Names() {}

    /** The name in the convention's letters, as near to what was written as can be. */
    static String normalized(String name) {
        String hyphens = NOT_OF_A_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        return HYPHENS_AT_AN_EDGE.matcher(hyphens).replaceAll("$1");
    }

    /**
     * Whether ECR takes the name, but for its length: parts between slashes, of words of small letters and digits with one
     * separator between two of them: a dot, one or two underscores, or any number of hyphens (ECR, CreateRepository). By
     * hand, since a pattern costs half of what judging a large catalog does.
     */
    static boolean formedForEcr(String name) {
        int at = 0;
        while (true) {
            int word = at;
            while (at < name.length() && small(name.charAt(at))) {
                at++;
            }
            if (at == word) {
                return false;
            }
            if (at == name.length()) {
                return true;
            }
            at = behindSeparator(name, at);
        }
    }

    private static boolean small(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** The same place where there is no separator, so that no word follows there. */
    private static int behindSeparator(String name, int at) {
        char c = name.charAt(at);
        if (c == '-') {
            int behind = at;
            while (behind < name.length() && name.charAt(behind) == '-') {
                behind++;
            }
            return behind;
        }
        if (c == '_') {
            return name.startsWith("__", at) ? at + 2 : at + 1;
        }
        return c == '.' || c == '/' ? at + 1 : at;
    }

    /** Whether the name begins or ends with one of the words, which are words of their own in it. */
    static Optional<String> atAnEdge(String name, List<String> words) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : words) {
            boolean begins = lower.startsWith(word) && edge(lower, word.length());
            boolean ends = lower.endsWith(word) && edge(lower, lower.length() - word.length() - 1);
            if (begins || ends) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** Whether a word may end here: outside of the name, or at a separator. */
    private static boolean edge(String name, int at) {
        return at < 0 || at >= name.length() || separates(name.charAt(at)) || name.charAt(at) == '/';
    }

    /** Equal for all names that {@link #confusable} could hold for; cheap, so that it can be a map's key. */
    static String bucket(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        StringBuilder bucket = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c != 's' && !separates(c)) {
                bucket.append(c);
            }
        }
        return bucket.toString();
    }

    /**
     * Whether two names are equal when hyphens, underscores, dots, case and a plural {@code s} at the end of a word are left
     * out. Where one of them has no hyphen to show where its words end, the other one's words tell.
     */
    static boolean confusable(String one, String other) {
        return !one.equals(other)
                && (fits(one, other) || fits(other, one) || singular(one).equals(singular(other)));
    }

    /** Whether two names are equal, or one is easily taken for the other. */
    public static boolean same(String one, String other) {
        return one.equals(other) || confusable(one, other);
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
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static boolean separates(int c) {
        return c == '-' || c == '_' || c == '.';
    }
}
