package dev.registrar.gate;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sections of a Markdown text with the task-list items that are ticked in them. What stands in HTML comments or in code
 * does not count: a template's own instructions are no choice of the author's.
 */
final class TickedSections {
    // GitHub Flavored Markdown, 4.2 and 5.3. Each pattern is linear: no part can take over what another one matched.
    private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}[ \\t]+(\\S.*)");
    private static final Pattern BOLD = Pattern.compile(" {0,3}\\*\\*([^*]+)\\*\\*:?[ \\t]*");
    private static final Pattern TICKED = Pattern.compile("[ \\t]*[-*+][ \\t]+\\[[xX]\\][ \\t]+(\\S.*)");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?(-->|\\z)", Pattern.DOTALL);
    // A pull request's body ends at 65,536 characters (GitHub); anything longer was not written there.
    private static final int LONGEST = 100_000;

    private TickedSections() {}

    /** @param ticked the items' words, as {@link #plain} gives them */
    record Section(Set<String> ticked) {}

    /** Sections by their plain title; where a title stands twice, both count as one. */
    static Map<String, Section> of(String markdown) {
        String text = markdown.length() <= LONGEST ? markdown : markdown.substring(0, LONGEST);
        Map<String, Section> sections = new LinkedHashMap<>();
        Section current = new Section(new HashSet<>());
        String fence = "";
        for (String line : COMMENT.matcher(text).replaceAll("").lines().toList()) {
            Matcher fenced = FENCE.matcher(line);
            if (!fence.isEmpty() || fenced.matches()) {
                fence = fence(fence, line.strip(), fenced);
                continue;
            }
            String title = title(line);
            if (!title.isEmpty()) {
                current = sections.computeIfAbsent(title, key -> new Section(new HashSet<>()));
                continue;
            }
            Matcher item = TICKED.matcher(line);
            if (item.matches()) {
                current.ticked().add(plain(item.group(1)));
            }
        }
        return sections;
    }

    /** The fence that is open behind the line; empty for none. */
    private static String fence(String open, String line, Matcher fenced) {
        if (open.isEmpty()) {
            return fenced.group(1);
        }
        boolean closes = line.startsWith(open) && line.chars().allMatch(c -> c == open.charAt(0));
        return closes ? "" : open;
    }

    private static String title(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            return plain(heading.group(1).replaceFirst("[ \\t]+#+[ \\t]*$", ""));
        }
        Matcher bold = BOLD.matcher(line);
        return bold.matches() ? plain(bold.group(1)) : "";
    }

    /** Words without emphasis, case and space, so that a template's decoration does not matter. */
    static String plain(String words) {
        return words.replaceAll("[*_`]", "").strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
