package dev.registrar.report;

import dev.registrar.gate.PolicyEffect;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** What other policies or another configuration would mean for the registries that there are. */
public final class PolicyEffectText {
    private static final int MOST_NAMES = 50;

    private PolicyEffectText() {}

    /** In Markdown; registries' names are escaped. */
    public static String of(PolicyEffect effect) {
        StringBuilder text = new StringBuilder("### What this would mean for the registries that there are\n\n");
        if (effect.isEmpty()) {
            return text.append("Nothing: every registry passes or fails as it does now.\n")
                    .toString();
        }
        table(text, "Would newly fail", effect.newlyFailing());
        table(text, "Would newly pass", effect.newlyPassing());
        return text.append("Registries that would newly fail are not blocked until somebody touches them.\n")
                .toString();
    }

    private static void table(StringBuilder text, String title, SortedMap<RuleId, SortedSet<String>> registries) {
        if (registries.isEmpty()) {
            return;
        }
        text.append("| ").append(title).append(" | by rule | registries |\n|--:|---|---|\n");
        registries.forEach((rule, names) -> text.append("| ")
                .append(names.size())
                .append(" | ")
                .append(rule)
                .append(" | ")
                .append(String.join(", ", shown(names, true)))
                .append(" |\n"));
        text.append('\n');
    }

    /** For a terminal. */
    public static String plain(PolicyEffect effect) {
        StringBuilder text = new StringBuilder("\nWhat this would mean for the registries that there are:\n");
        if (effect.isEmpty()) {
            text.append("  nothing: every registry passes or fails as it does now\n");
        }
        effect.newlyFailing().forEach((rule, names) -> line(text, "newly fail", rule, names));
        effect.newlyPassing().forEach((rule, names) -> line(text, "newly pass", rule, names));
        return text.toString();
    }

    private static void line(StringBuilder text, String what, RuleId rule, SortedSet<String> names) {
        text.append("  ")
                .append(names.size())
                .append(" would ")
                .append(what)
                .append(" by ")
                .append(rule)
                .append(": ")
                .append(String.join(", ", shown(names, false)))
                .append('\n');
    }

    private static List<String> shown(SortedSet<String> names, boolean markdown) {
        List<String> shown = new ArrayList<>(names.stream()
                .limit(MOST_NAMES)
                .map(name -> name.equals(PolicyEffect.WHOLE_FILE) ? "the file as a whole" : name)
                .map(name -> markdown ? Markdown.code(name) : Printable.of(name))
                .toList());
        if (names.size() > MOST_NAMES) {
            shown.add("and " + (names.size() - MOST_NAMES) + " more");
        }
        return shown;
    }
}
