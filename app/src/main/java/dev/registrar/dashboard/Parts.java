package dev.registrar.dashboard;

import static j2html.TagCreator.a;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.registrar.text.Visible;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pieces that pages are made of. */
final class Parts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;

    Parts(Clock clock) {
        this.clock = clock;
    }

    /** What somebody typed: it stays text, in its own direction, with what is invisible made visible. */
    static DomContent words(String text) {
        return Element.of("bdi").withText(Visible.of(text));
    }

    /** Likewise, with its line breaks. */
    static DomContent lines(String text) {
        return div(each(List.of(text.split("\\R", -1)), line -> line.isBlank() ? span() : p(marked(line))))
                .withClass("lines");
    }

    /** What our own sentences quote in backticks is shown as code; between people's texts they are just characters. */
    private static DomContent marked(String line) {
        List<String> pieces = List.of(line.split("`", -1));
        if (pieces.size() % 2 == 0) {
            return words(line);
        }
        return each(pieces, (at, piece) -> at % 2 == 1 ? code(piece) : words(piece));
    }

    static DomContent code(String text) {
        return Element.of("code").with(words(text));
    }

    static DomContent link(String address, DomContent text) {
        return a(text).withHref(address);
    }

    /** How bad something is, told by its word and not by its colour alone. */
    enum Mood {
        GOOD,
        BAD,
        WARN,
        PLAIN
    }

    static DomContent badge(String word, Mood mood) {
        return span(words(word)).withClass("badge " + mood.name().toLowerCase(Locale.ROOT));
    }

    /** A conclusion or a state in the words of people. */
    static String plain(String word) {
        String text = word.replace('_', ' ').replace('-', ' ').toLowerCase(Locale.ROOT);
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /**
     * A table that narrow screens show as a list, row by row. Its roles are said outright, since browsers forget them when
     * the style sheet lays a table out otherwise.
     *
     * @param head one word for each column
     */
    static DomContent table(String title, List<String> head, List<List<DomContent>> rows) {
        return div(TagCreator.table(
                                caption(title),
                                thead(tr(each(
                                                head,
                                                word -> th(word).attr("scope", "col")
                                                        .attr("role", "columnheader")))
                                        .attr("role", "row")),
                                tbody(each(rows, row -> row(head, row))))
                        .attr("role", "table"))
                .withClass("scroll")
                .attr("role", "region")
                .attr("aria-label", title)
                .attr("tabindex", "0");
    }

    private static DomContent row(List<String> head, List<DomContent> cells) {
        List<DomContent> rest = new ArrayList<>();
        for (int i = 1; i < cells.size(); i++) {
            rest.add(td(div(cells.get(i))).attr("role", "cell").attr("data-label", head.get(i)));
        }
        return tr(th(cells.get(0)).attr("scope", "row").attr("role", "rowheader"), each(rest, cell -> cell))
                .attr("role", "row");
    }

    static DomContent nothing(String words) {
        return p(words).withClass("nothing");
    }

    /** What a cell says that has nothing to say; where rows are lists, on a phone, such cells are left out. */
    static DomContent none() {
        return span("–").withClass("none");
    }

    static DomContent notice(String words) {
        return p(words).withClass("notice").attr("role", "status");
    }

    /** A dash where it has not been yet, as for work that a clock is to bring. */
    DomContent past(Instant time) {
        return time.isAfter(clock.instant()) ? none() : ago(time);
    }

    DomContent ago(Instant time) {
        Duration since = Duration.between(time, clock.instant());
        String words = since.isNegative() ? "in " + amount(since.negated()) : amount(since) + " ago";
        return Element.of("time")
                .attr("datetime", time.toString())
                .attr("title", TIME.format(time))
                .withText(
                        since.compareTo(Duration.ofDays(14)) > 0
                                ? TIME.format(time).substring(0, 10)
                                : words);
    }

    static String amount(Duration time) {
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        if (time.toHours() >= 1) {
            return time.toHours() + " h";
        }
        return time.toMinutes() >= 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    /** A path of ours with one query parameter after the other. */
    static String path(String path, String... pairs) {
        StringBuilder all = new StringBuilder(path);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            all.append(i == 0 ? '?' : '&')
                    .append(pairs[i])
                    .append('=')
                    .append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return all.toString();
    }
}
