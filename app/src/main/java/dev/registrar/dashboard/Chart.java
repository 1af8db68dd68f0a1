package dev.registrar.dashboard;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.li;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars by day, one series on top of the other, as a picture in the page; beside it the same numbers as a table.
 *
 * @param about what is counted, in a sentence
 * @param empty what to say where there is nothing to show
 */
record Chart(String title, String about, String empty, List<LocalDate> days, List<Series> series) {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 190;
    private static final int LEFT = 30;
    private static final int TOP = 10;
    private static final int BOTTOM = 22;
    private static final int BETWEEN_DATES = 7;

    Chart {
        days = List.copyOf(days);
        series = List.copyOf(series);
    }

    /**
     * One sort of number, as many as there are days.
     *
     * @param paint names its colour in the style sheet
     */
    record Series(String name, String paint, List<Long> values) {
        Series {
            values = List.copyOf(values);
        }
    }

    DomContent show(String id) {
        return figure(
                        figcaption(span(title).withClass("title"), span(about).withClass("about")),
                        total() == 0 ? Parts.nothing(empty) : div(legend(), picture(id), numbers()))
                .withClass("chart");
    }

    private long total() {
        return series.stream()
                .flatMap(one -> one.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    private DomContent legend() {
        return ul(each(
                        series,
                        one -> li(
                                span().withClass("swatch " + one.paint()).attr("aria-hidden", "true"),
                                span(one.name()))))
                .withClass("legend");
    }

    private DomContent picture(String id) {
        long top = Math.max(1, highest());
        List<DomContent> shapes = new ArrayList<>();
        shapes.add(Element.of("title").withId(id + "-title").withText(title));
        shapes.add(Element.of("desc").withId(id + "-about").withText(about + " The numbers are in the table below."));
        for (long mark : marks(top)) {
            shapes.add(Element.of("line")
                    .withClass("grid")
                    .attr("x1", LEFT)
                    .attr("x2", WIDTH)
                    .attr("y1", y(mark, top))
                    .attr("y2", y(mark, top)));
            shapes.add(Element.of("text")
                    .withClass("scale")
                    .attr("x", LEFT - 5)
                    .attr("y", y(mark, top) + 4)
                    .attr("text-anchor", "end")
                    .withText(String.valueOf(mark)));
        }
        for (int day = 0; day < days.size(); day++) {
            bar(shapes, day, top);
            if ((days.size() - 1 - day) % BETWEEN_DATES == 0) {
                shapes.add(date(day));
            }
        }
        return Element.of("svg")
                .attr("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attr("role", "img")
                .attr("aria-labelledby", id + "-title " + id + "-about")
                .with(shapes);
    }

    private void bar(List<DomContent> shapes, int day, long top) {
        double step = (WIDTH - LEFT) / (double) days.size();
        long below = 0;
        for (Series one : series) {
            long value = one.values().get(day);
            if (value > 0) {
                double height = y(below, top) - y(below + value, top);
                shapes.add(Element.of("rect")
                        .withClass(one.paint())
                        .attr("x", number(LEFT + step * day + step * 0.15))
                        .attr("y", number(y(below + value, top)))
                        .attr("width", number(step * 0.7))
                        .attr("height", number(height))
                        .with(Element.of("title").withText(days.get(day) + ": " + value + " " + one.name())));
            }
            below += value;
        }
    }

    private DomContent date(int day) {
        double step = (WIDTH - LEFT) / (double) days.size();
        boolean last = day == days.size() - 1;
        return Element.of("text")
                .withClass("scale")
                .attr("x", number(last ? WIDTH : LEFT + step * (day + 0.5)))
                .attr("y", HEIGHT - 5)
                .attr("text-anchor", last ? "end" : "middle")
                .withText(days.get(day).toString().substring(5));
    }

    private DomContent numbers() {
        List<String> head = new ArrayList<>(List.of("Day"));
        series.forEach(one -> head.add(one.name()));
        List<List<DomContent>> rows = new ArrayList<>();
        for (int day = days.size() - 1; day >= 0; day--) {
            int at = day;
            if (series.stream().anyMatch(one -> one.values().get(at) > 0)) {
                List<DomContent> row = new ArrayList<>();
                row.add(span(days.get(day).toString()));
                series.forEach(one -> row.add(span(String.valueOf(one.values().get(at)))));
                rows.add(row);
            }
        }
        return details(summary("The numbers"), Parts.table(title + ", by day", head, rows));
    }

    private long highest() {
        long highest = 0;
        for (int day = 0; day < days.size(); day++) {
            int at = day;
            highest = Math.max(
                    highest,
                    series.stream().mapToLong(one -> one.values().get(at)).sum());
        }
        return highest;
    }

    /** Zero, the highest, and one in the middle where that is a whole number apart. */
    private static List<Long> marks(long top) {
        return top < 2 ? List.of(0L, top) : List.of(0L, top / 2, top);
    }

    private static double y(long value, long top) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value / (double) top);
    }

    private static String number(double value) {
        return String.valueOf(Math.round(value * 100) / 100.0);
    }
}
