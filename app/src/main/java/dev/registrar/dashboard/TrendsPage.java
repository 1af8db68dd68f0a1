package dev.registrar.dashboard;

import static j2html.TagCreator.div;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** Four weeks in pictures and numbers. */
final class TrendsPage {
    private final Sight sight;
    private final Figures figures;

    TrendsPage(Sight sight, Figures figures) {
        this.sight = sight;
        this.figures = figures;
    }

    Page show(Viewer viewer) {
        Sight.Seen seen = sight.of(viewer);
        List<DomContent> content = new ArrayList<>(Notices.of(seen, List.of()));
        content.add(div(
                        figures.outcomes(seen.ids()).show("outcomes"),
                        figures.drift(seen.ids()).show("drift"))
                .withClass("charts"));
        List<Figures.Gate> gates = figures.gates(seen.ids());
        if (!gates.isEmpty()) {
            content.add(h2("Gates"));
            content.add(Parts.table(
                    "How gates ended in the last four weeks, the most failed first",
                    List.of("Gate", "Passed", "Waits for approval", "Failed"),
                    gates.stream().map(TrendsPage::row).toList()));
        }
        return Frame.page(viewer, Dashboard.TRENDS, "Trends", content);
    }

    private static List<DomContent> row(Figures.Gate gate) {
        return List.of(
                Parts.words(gate.name().replaceFirst("^registrar/", "")),
                span(String.valueOf(gate.passed())),
                span(String.valueOf(gate.waiting())),
                span(String.valueOf(gate.failed())));
    }
}
