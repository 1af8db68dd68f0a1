package dev.registrar.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what people typed into GitHub Markdown so that it is shown and does nothing else.
 *
 * <p>GitHub looks for mentions, references, commits and emoji after Markdown has been read, in the text that it yields, so
 * neither a backslash nor an entity stops it (github/cmark-gfm, issues 181 and 389). An empty comment between the characters
 * does, and does not show, unlike a zero-width space, which would be copied along.
 */
public final class Markdown {
    private static final String BREAK = "<!-- -->";

    /** What GitHub links or replaces in plain text; the group is where to break it. */
    private static final Pattern ACTIVE = Pattern.compile("(?<at>@)"
            + "|(?<number>#)(?=[0-9])"
            + "|(?<short>[Gg][Hh]-)(?=[0-9])"
            + "|(?<url>:)(?=//)"
            + "|(?<www>[Ww][Ww][Ww])(?=\\.)"
            + "|(?<emoji>:)(?=[A-Za-z0-9_+-]+:)");

    /** Abbreviated or whole commit names: 7 to 40 hexadecimal digits. */
    private static final Pattern COMMIT = Pattern.compile("(?<![A-Za-z0-9_])[0-9a-fA-F]{7,}(?![A-Za-z0-9_])");

    private static final int SHORTER_THAN_COMMIT = 6;

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");

    private Markdown() {}

    /** The text on one line, inert in running text, in headings and in table cells. */
    public static String escape(String text) {
        return escape(text, true);
    }

    /** @param begins whether the text may come to stand at the beginning of a line */
    private static String escape(String text, boolean begins) {
        String shown = Visible.of(text).replaceAll(" {2,}", " ").strip();
        boolean[] breaks = breaks(shown);
        StringBuilder escaped = new StringBuilder(shown.length() + 16);
        int number = leadingNumber(shown);
        for (int i = 0; i < shown.length(); i++) {
            if (breaks[i]) {
                escaped.append(BREAK);
            }
            append(escaped, shown, i, begins && (i == 0 || i == number));
        }
        return escaped.toString();
    }

    /**
     * A sentence in which code stands between backticks. Whoever wrote its parts, each is inert: what is between two
     * backticks shows as code, everything else as {@link #escape(String)} writes it.
     */
    public static String prose(String sentence) {
        String[] parts = sentence.split("`", -1);
        if (parts.length % 2 == 0) {
            return escape(sentence);
        }
        StringBuilder shown = new StringBuilder(sentence.length() + 16);
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1;
            shown.append(
                    code && !parts[i].isBlank()
                            ? code(parts[i])
                            : padded(code ? "`" + parts[i] + "`" : parts[i], i == 0));
        }
        return shown.toString().strip();
    }

    private static String padded(String part, boolean begins) {
        String text = escape(part, begins);
        String before = part.startsWith(" ") ? " " : "";
        String after = part.endsWith(" ") && !part.isBlank() ? " " : "";
        return before + text + after;
    }

    /** As {@link #escape(String)}, with an ellipsis after at most {@code max} characters of the text. */
    public static String escape(String text, int max) {
        return escape(ellipsis(text, max));
    }

    private static String ellipsis(String text, int max) {
        if (text.codePointCount(0, text.length()) <= max) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, max - 1)))
                        .stripTrailing() + "…";
    }

    /** Before which characters something that would act has to be broken. */
    private static boolean[] breaks(String text) {
        boolean[] breaks = new boolean[text.length() + 1];
        Matcher active = ACTIVE.matcher(text);
        for (int from = 0; active.find(from); from = active.start() + 1) {
            breaks[active.end()] = true;
        }
        Matcher commit = COMMIT.matcher(text);
        while (commit.find()) {
            for (int at = commit.start() + SHORTER_THAN_COMMIT; at < commit.end(); at += SHORTER_THAN_COMMIT) {
                breaks[at] = true;
            }
        }
        return breaks;
    }

    /** Where the mark of an ordered list would end, or -1. */
    private static int leadingNumber(String text) {
        int at = 0;
        while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        return at > 0 && at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ')') ? at : -1;
    }

    private static void append(StringBuilder escaped, String text, int i, boolean starts) {
        char c = text.charAt(i);
        if (c == '$') {
            // GitHub reads formulas between dollars, backslash or not, and names this as the way to write one.
            escaped.append("<span>$</span>");
        } else if (c == '&') {
            escaped.append("&amp;");
        } else if (acts(text, i) || starts && "-+=.)".indexOf(c) >= 0) {
            escaped.append('\\').append(c);
        } else {
            escaped.append(c);
        }
    }

    private static boolean acts(String text, int i) {
        char c = text.charAt(i);
        if (c == '_') {
            boolean inWord = i > 0
                    && i + 1 < text.length()
                    && Character.isLetterOrDigit(text.charAt(i - 1))
                    && Character.isLetterOrDigit(text.charAt(i + 1));
            return !inWord;
        }
        return "\\`*[]<>~|#".indexOf(c) >= 0;
    }

    /** The text as inline code, on one line, also in a table cell. */
    public static String code(String text) {
        String shown = Visible.of(text);
        if (shown.indexOf('|') >= 0) {
            // A backslash before the bar would show in a code span outside of a table, and is needed inside of one.
            return "<code>" + escape(text) + "</code>";
        }
        String ticks = "`".repeat(longest(shown) + 1);
        boolean padded = shown.isBlank() || shown.startsWith("`") || shown.endsWith("`") || shown.startsWith(" ");
        String pad = padded && !shown.isEmpty() && !shown.isBlank() ? " " : "";
        return ticks + pad + (shown.isEmpty() ? " " : shown) + pad + ticks;
    }

    /** The content as it is, in a fence that it cannot close. */
    public static String fence(String language, String content) {
        String ticks = "`".repeat(Math.max(3, longest(content) + 1));
        String end = content.isEmpty() || content.endsWith("\n") ? "" : "\n";
        return ticks + language.replaceAll("[^A-Za-z0-9+.#-]", "") + "\n" + content + end + ticks + "\n";
    }

    private static int longest(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.end() - run.start())
                .max()
                .orElse(0);
    }

    /** A link, or just its text where the address is not one of the web. */
    public static String link(String text, String url) {
        String shown = escape(text);
        return isWeb(url) ? "[" + shown + "](" + address(url) + ")" : shown;
    }

    /** A link whose text is code. */
    public static String codeLink(String text, String url) {
        return isWeb(url) ? "[" + code(text) + "](" + address(url) + ")" : code(text);
    }

    private static boolean isWeb(String url) {
        try {
            URI uri = new URI(address(url));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http")) && uri.getRawAuthority() != null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    /** With everything percent-encoded that could end the link, or the table cell that it stands in. */
    private static String address(String url) {
        StringBuilder address = new StringBuilder();
        for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x7F && (Character.isLetterOrDigit(c) || "-._~:/?#@!$&'+,;=%".indexOf(c) >= 0);
            address.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return address.toString();
    }

    /**
     * The first lines of a Markdown text and the note below them, in at most {@code max} characters as Java counts them;
     * the text itself where it fits. Fences and {@code <details>} that the cut leaves open are closed.
     */
    public static String cut(String markdown, int max, String note) {
        if (markdown.length() <= max) {
            return markdown;
        }
        int room = max;
        while (true) {
            String kept = head(markdown, room);
            String closed = kept + closing(kept) + (kept.isEmpty() ? "" : "\n") + note;
            if (closed.length() <= max || kept.isEmpty()) {
                return closed.substring(0, points(closed, max));
            }
            room = Math.min(room, kept.length()) - Math.max(1, closed.length() - max);
        }
    }

    /** Whole lines where there are any, else as many words, else as many characters. */
    private static String head(String text, int room) {
        if (room <= 0) {
            return "";
        }
        int line = text.lastIndexOf('\n', room - 1);
        if (line >= 0) {
            return text.substring(0, line + 1);
        }
        int space = text.lastIndexOf(' ', room - 1);
        return text.substring(0, space > 0 ? space : points(text, room)) + "\n";
    }

    /** At most so many UTF-16 units, not ending in half a character. */
    private static int points(String text, int most) {
        int end = Math.min(text.length(), Math.max(0, most));
        return end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static String closing(String text) {
        String open = "";
        int details = 0;
        for (String line : text.split("\n", -1)) {
            Matcher fence = FENCE.matcher(line.stripTrailing());
            boolean mark = fence.matches();
            if (open.isEmpty()
                    && mark
                    && !(fence.group(1).startsWith("`") && fence.group(2).contains("`"))) {
                open = fence.group(1);
            } else if (!open.isEmpty() && mark && closes(open, fence.group(1), fence.group(2))) {
                open = "";
            } else if (open.isEmpty()) {
                details += (line.startsWith("<details") ? 1 : 0) - (line.contains("</details>") ? 1 : 0);
            }
        }
        return (open.isEmpty() ? "" : open + "\n") + "\n</details>\n".repeat(Math.max(0, details));
    }

    private static boolean closes(String open, String mark, String rest) {
        return mark.charAt(0) == open.charAt(0) && mark.length() >= open.length() && rest.isBlank();
    }
}
