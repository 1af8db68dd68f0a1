package dev.registrar.report;

import dev.registrar.inventory.Drift;
import dev.registrar.inventory.DriftKind;
import dev.registrar.inventory.DriftReport;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.RegionInventory;
import dev.registrar.text.Markdown;
import java.util.List;

/** The issue about drift. It says no time, so that it is only edited when something else differs. */
public final class DriftText {
    public static final String MARKER = "<!-- registrar:drift -->";
    public static final String LABEL = "registry-drift";
    public static final String TITLE = "Drift between AWS and the registry catalog";
    public static final String CLEAN = "AWS and the catalog agree.\n";

    // GitHub: 65,536 characters; the marker and the line about a pull request stand before it.
    private static final int LONGEST = 64_000;
    private static final int ROWS = 100;

    private final StringBuilder out = new StringBuilder();

    private DriftText() {}

    public static String of(DriftReport report, Inventory inventory) {
        DriftText text = new DriftText();
        int count = report.drift().size();
        text.out
                .append(
                        count == 1
                                ? "AWS and the catalog differ in one point."
                                : "AWS and the catalog differ in " + count + " points.")
                .append(" Registrar edits this issue whenever that changes, and closes it when they agree.\n");
        for (DriftKind kind : DriftKind.values()) {
            text.section(kind, report.of(kind));
        }
        text.unread(inventory);
        text.made(report);
        return Markdown.cut(text.out.toString(), LONGEST, "\n`registrar sync` lists the rest.\n");
    }

    private void section(DriftKind kind, List<Drift> drift) {
        if (drift.isEmpty()) {
            return;
        }
        out.append("\n### ").append(kind.title()).append("\n\n");
        out.append("| Registry | Where | Field | Catalog | AWS | What to do |\n|---|---|---|---|---|---|\n");
        drift.stream().limit(ROWS).forEach(this::row);
        if (drift.size() > ROWS) {
            out.append("\nand ").append(drift.size() - ROWS).append(" more; `registrar sync` lists all.\n");
        }
    }

    private void row(Drift drift) {
        out.append("| ")
                .append(String.join(
                        " | ",
                        Markdown.code(drift.registry()),
                        drift.place()
                                .map(place -> Markdown.code(place.toString()))
                                .orElse("–"),
                        drift.field().map(Markdown::code).orElse("–"),
                        drift.catalog().map(Markdown::code).orElse("–"),
                        drift.aws().map(Markdown::code).orElse("–"),
                        Markdown.prose(drift.remedy())))
                .append(" |\n");
    }

    private void unread(Inventory inventory) {
        List<RegionInventory> partly = inventory.regions().stream()
                .filter(region -> !region.complete())
                .toList();
        if (partly.isEmpty()) {
            return;
        }
        out.append("\n### Not read\n\nThere may be more, since not everything could be read:\n\n");
        partly.forEach(region -> region.troubles()
                .forEach(trouble -> out.append("- ")
                        .append(Markdown.code(region.target().name() + ", " + region.place()))
                        .append(": ")
                        .append(Markdown.prose(trouble))
                        .append('\n')));
    }

    private void made(DriftReport report) {
        if (!report.made().isEmpty()) {
            int count = report.made().size();
            out.append("\nRules of ECR made ")
                    .append(count == 1 ? "another repository" : count + " other repositories")
                    .append(" (pull-through cache, replication), which is no drift.\n");
        }
    }
}
