package dev.registrar.dashboard;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.img;
import static j2html.TagCreator.input;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import dev.registrar.text.Visible;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/** What is around every page: landmarks, the way to the other pages, and who is signed in. */
final class Frame {
    private record Place(String path, String word) {}

    private static final List<Place> PLACES = List.of(
            new Place(Dashboard.OVERVIEW, "Overview"),
            new Place(Dashboard.REQUESTS, "Requests"),
            new Place(Dashboard.REGISTRIES, "Registries"),
            new Place(Dashboard.TRENDS, "Trends"),
            new Place(Dashboard.DELIVERIES, "Deliveries"));

    private Frame() {}

    /** @param path of the page in the navigation that this one is */
    static Page page(Viewer viewer, String path, String name, List<DomContent> content) {
        return around(200, name, Optional.of(new Around(viewer, path, "page")), content);
    }

    /** @param path of the page in the navigation that this one belongs to */
    static Page below(Viewer viewer, String path, String name, List<DomContent> content) {
        return around(200, name, Optional.of(new Around(viewer, path, "true")), content);
    }

    static Page missing(Viewer viewer, String name, List<DomContent> content) {
        return around(404, name, Optional.of(new Around(viewer, "", "")), content);
    }

    /** For nobody in particular. */
    static Page bare(int status, String name, List<DomContent> content) {
        return around(status, name, Optional.empty(), content);
    }

    /** @param current how the page in the navigation is marked */
    private record Around(Viewer viewer, String path, String current) {}

    private static Page around(int status, String name, Optional<Around> around, List<DomContent> content) {
        String shown = Visible.of(name);
        String page = document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().withName("color-scheme").withContent("light dark"),
                                title(shown + " · Registrar"),
                                link().withRel("icon").withHref(Assets.MARK).withType("image/svg+xml"),
                                link().withRel("stylesheet").withHref(Assets.STYLE)),
                        body(
                                a("Skip to the content").withClass("skip").withHref("#main"),
                                header(div(brand(), each(around.stream().toList(), Frame::places), who(around))
                                                .withClass("bar"))
                                        .withClass("top"),
                                main(h1(Parts.words(name)), each(content, one -> one))
                                        .withId("main")
                                        .attr("tabindex", "-1"),
                                footer(p("Registrar governs container registries through pull requests and issues."))))
                .withLang("en"));
        return new Page(status, page);
    }

    private static DomContent brand() {
        return a(img().withSrc(Assets.MARK).withAlt("").attr("width", "24").attr("height", "24"), span("Registrar"))
                .withClass("brand")
                .withHref(Dashboard.OVERVIEW);
    }

    private static DomContent places(Around around) {
        return nav(ul(each(
                        PLACES,
                        place -> li(a(place.word())
                                .withHref(place.path())
                                .condAttr(place.path().equals(around.path()), "aria-current", around.current())))))
                .attr("aria-label", "Pages");
    }

    private static DomContent who(Optional<Around> around) {
        List<DomContent> parts = around.map(Around::viewer)
                .map(viewer -> viewer.person()
                        .map(person -> List.<DomContent>of(
                                span(Parts.words(person.login())).withClass("login"),
                                form(token(viewer), button("Sign out").withType("submit"))
                                        .withMethod("post")
                                        .withAction(Dashboard.SIGN_OUT)))
                        .orElse(List.of(span("Sandbox").withClass("login"))))
                .orElse(List.of());
        return div(each(parts, part -> part)).withClass("who");
    }

    /** Goes into every form that changes something. */
    static DomContent token(Viewer viewer) {
        return input().withType("hidden").withName(Dashboard.TOKEN).withValue(viewer.token());
    }
}
