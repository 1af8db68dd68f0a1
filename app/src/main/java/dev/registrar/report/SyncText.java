package dev.registrar.report;

import dev.registrar.inventory.Drift;
import dev.registrar.inventory.DriftKind;
import dev.registrar.inventory.DriftReport;
import dev.registrar.inventory.Inventory;
import dev.registrar.inventory.RegionInventory;
import java.util.List;

/** What {@code sync} prints for people. */
public final class SyncText {
    private final StringBuilder out = new StringBuilder();

    private SyncText() {}

    public static String of(Inventory inventory, DriftReport report) {
        SyncText text = new SyncText();
        inventory.regions().forEach(text::region);
        for (DriftKind kind : DriftKind.values()) {
            List<Drift> some = report.of(kind);
            if (!some.isEmpty()) {
                text.line("").line(kind.title() + " (" + kind.word() + ")");
                some.forEach(text::drift);
            }
        }
        if (!report.made().isEmpty()) {
            text.line("").line("Made by rules of ECR, so no drift");
            report.made()
                    .forEach(one -> text.line("  " + one.repository().name() + " ("
                            + one.repository().place() + "): " + one.origin().words()));
        }
        text.line("").line(total(inventory, report));
        return text.out.toString();
    }

    private static String total(Inventory inventory, DriftReport report) {
        int count = report.drift().size();
        String differences = count == 0 ? "No difference" : count == 1 ? "1 difference" : count + " differences";
        return differences + (inventory.complete() ? "." : " in what could be read; not everything could be.");
    }

    private void region(RegionInventory region) {
        int count = region.repositories().size();
        line(region.target().name() + ", " + region.place() + ": "
                + (count == 1 ? "1 repository" : count + " repositories")
                + (region.complete() ? "" : ", not complete"));
    }

    private void drift(Drift drift) {
        line("  " + drift.registry()
                + drift.place().map(place -> " (" + place + ")").orElse(""));
        line("    " + drift.field().map(field -> field + ": ").orElse("") + "catalog "
                + drift.catalog().orElse("–") + ", AWS " + drift.aws().orElse("–"));
        line("    " + plain(drift.remedy()));
    }

    private static String plain(String prose) {
        return prose.replace("`", "");
    }

    private SyncText line(String line) {
        out.append(Printable.of(line)).append('\n');
        return this;
    }
}
