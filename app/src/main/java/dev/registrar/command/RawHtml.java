package dev.registrar.command;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the raw HTML of a comment has opened so far that makes the text behind it a quotation, code, or invisible. What is
 * never closed reaches to the end, as it does in a browser.
 */
final class RawHtml {
    private static final Set<String> QUOTING = Set.of(
            "blockquote", "q", "pre", "code", "kbd", "samp", "tt", "xmp", "script", "style", "textarea", "template");
    private static final Pattern MARK = Pattern.compile("<!--|-->|<(/?)([A-Za-z][A-Za-z0-9-]*)");

    private final Map<String, Integer> open = new HashMap<>();
    private boolean comment;

    boolean hides() {
        return comment || !open.isEmpty();
    }

    void pass(String html) {
        Matcher mark = MARK.matcher(html);
        while (mark.find()) {
            if (mark.group(2) == null) {
                comment = mark.group().equals("<!--");
                continue;
            }
            String tag = mark.group(2).toLowerCase(Locale.ROOT);
            if (!comment && QUOTING.contains(tag)) {
                count(tag, mark.group(1).isEmpty());
            }
        }
    }

    /** Text has no tags, but a comment that CommonMark does not take for one was still meant to be one. */
    void passText(String text) {
        if (text.contains(comment ? "-->" : "<!--")) {
            comment = text.lastIndexOf("<!--") > text.lastIndexOf("-->");
        }
    }

    private void count(String tag, boolean opens) {
        open.merge(tag, opens ? 1 : -1, Integer::sum);
        open.computeIfPresent(tag, (name, times) -> times > 0 ? times : null);
    }
}
