package dev.registrar.report;

import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.CatalogChange.Step;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.policy.Policies;
import dev.registrar.text.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a change means, registry by registry: owner, tier, status, and the controls that are gained or lost. */
final class ChangeTable {
    private static final int MOST_ROWS = 30;

    private ChangeTable() {}

    static String of(CatalogChange change, Policies policies) {
        if (change.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("| Registry | What changes |\n|---|---|\n");
        change.steps().stream()
                .limit(MOST_ROWS)
                .forEach(step -> table.append("| ")
                        .append(Markdown.code(step.name()))
                        .append(" | ")
                        .append(String.join("; ", meaning(step, policies)))
                        .append(" |\n"));
        int more = change.steps().size() - MOST_ROWS;
        return more > 0
                ? table.append("| … | and ").append(more).append(" more |\n").toString()
                : table.toString();
    }

    private static List<String> meaning(Step step, Policies policies) {
        if (step.removed()) {
            return List.of("removed");
        }
        Registry after = step.after().orElseThrow();
        if (step.added()) {
            return List.of("new: tier " + after.risk().map(Vocabulary::word).orElse("?") + ", owner "
                    + after.owner().map(Markdown::code).orElse("?") + ", "
                    + after.status().map(Vocabulary::word).orElse("?"));
        }
        Registry before = step.before().orElseThrow();
        List<String> parts = new ArrayList<>();
        add(parts, "tier", before, after, registry -> registry.risk().map(Vocabulary::word));
        add(parts, "owner", before, after, Registry::owner);
        add(parts, "status", before, after, registry -> registry.status().map(Vocabulary::word));
        add(
                parts,
                "encryption",
                before,
                after,
                registry -> controls(registry, policies)
                        .map(controls -> controls.encryption().word()));
        add(
                parts,
                "tags",
                before,
                after,
                registry -> controls(registry, policies)
                        .map(controls -> controls.tagMutability().word()));
        add(
                parts,
                "images kept",
                before,
                after,
                registry -> controls(registry, policies).map(controls -> String.valueOf(controls.keepImageCount())));
        add(
                parts,
                "environment",
                before,
                after,
                registry -> registry.environment().map(Vocabulary::word));
        add(parts, "address", before, after, Registry::repositoryUrl);
        return parts.isEmpty() ? List.of("details of the entry") : parts;
    }

    private static Optional<Controls> controls(Registry registry, Policies policies) {
        return registry.risk().map(tier -> registry.effective(policies.controls(tier)));
    }

    private static void add(
            List<String> parts,
            String what,
            Registry before,
            Registry after,
            Function<Registry, Optional<String>> read) {
        Optional<String> from = read.apply(before);
        Optional<String> to = read.apply(after);
        if (!from.equals(to)) {
            parts.add(what + " " + shown(from) + " → " + shown(to));
        }
    }

    private static String shown(Optional<String> value) {
        return value.map(Markdown::code).orElse("none");
    }
}
