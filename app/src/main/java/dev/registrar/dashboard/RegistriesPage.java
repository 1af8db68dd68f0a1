package dev.registrar.dashboard;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.option;
import static j2html.TagCreator.p;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;

import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.history.Drift;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.text.Visible;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All registries of the catalogs that the viewer may read, to be searched and sifted. */
final class RegistriesPage {
    private static final int PER_PAGE = 100;

    private final Sources sources;
    private final Sight sight;

    RegistriesPage(Sources sources, Sight sight) {
        this.sources = sources;
        this.sight = sight;
    }

    /** @param drifts how many differences to AWS are on record; empty where nothing was compared yet */
    record Entry(Sight.Governed catalog, Registry registry, Optional<Long> drifts) {}

    record All(List<Entry> entries, List<String> unread) {}

    /** By name. */
    All all(Sight.Seen seen) {
        List<Entry> entries = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Sight.Governed catalog : seen.catalogs()) {
            try {
                Optional<Map<String, Long>> drift = drift(catalog);
                Optional<CatalogText> text = sight.catalog(catalog).map(now -> now.text());
                text.flatMap(RegistriesPage::fault)
                        .ifPresent(fault -> unread.add(
                                "The catalog of " + catalog.repository().name() + " is not well-formed. " + fault));
                text.ifPresent(read -> read.catalog()
                        .registries()
                        .values()
                        .forEach(registry -> entries.add(new Entry(
                                catalog, registry, drift.map(counts -> counts.getOrDefault(registry.name(), 0L))))));
            } catch (RemoteTrouble trouble) {
                unread.add("The catalog of " + catalog.repository().name() + " cannot be read now: "
                        + trouble.getMessage() + ".");
            }
        }
        entries.sort((a, b) -> a.registry().name().compareTo(b.registry().name()));
        return new All(entries, unread);
    }

    /** Why nothing of a text could be read. */
    private static Optional<String> fault(CatalogText text) {
        return text.document().root().isPresent()
                ? Optional.empty()
                : text.document().problems().stream()
                        .findFirst()
                        .map(problem -> "Line " + problem.span().line() + ": " + problem.message());
    }

    private Optional<Map<String, Long>> drift(Sight.Governed catalog) {
        return sources.history()
                .drift()
                .last(catalog.repository().id())
                .map(compared -> compared.drift().stream()
                        .collect(Collectors.groupingBy(Drift::registry, Collectors.counting())));
    }

    Page show(Viewer viewer, RegistryFilter filter) {
        Sight.Seen seen = sight.of(viewer);
        All all = all(seen);
        List<Entry> found = all.entries().stream()
                .filter(entry -> filter.takes(entry.registry()))
                .toList();
        int pages = Math.max(1, (found.size() + PER_PAGE - 1) / PER_PAGE);
        int page = Math.max(1, Math.min(filter.page(), pages));
        List<Entry> shown = found.subList((page - 1) * PER_PAGE, Math.min(found.size(), page * PER_PAGE));
        List<DomContent> content = new ArrayList<>(Notices.of(seen, all.unread()));
        content.add(search(filter, all.entries()));
        content.add(
                p(found.size() + " of " + all.entries().size() + " registries").attr("role", "status"));
        content.add(
                shown.isEmpty()
                        ? Parts.nothing(
                                all.entries().isEmpty()
                                        ? "There is no catalog with registries that you can read."
                                        : "No registry fits. Search for less, or show all again.")
                        : Parts.table(
                                "Registries by name",
                                List.of("Name", "Owner", "Tier", "Status", "Environment", "Drift", "Catalog"),
                                shown.stream().map(RegistriesPage::row).toList()));
        content.add(pages(filter, page, pages));
        return Frame.page(viewer, Dashboard.REGISTRIES, "Registries", content);
    }

    private static DomContent search(RegistryFilter filter, List<Entry> entries) {
        List<String> owners = entries.stream()
                .flatMap(entry -> entry.registry().owner().stream())
                .distinct()
                .sorted()
                .toList();
        return form(
                        field(
                                "q",
                                "Search",
                                input().withType("search")
                                        .withName("q")
                                        .withId("q")
                                        .withValue(filter.search())
                                        .attr("autocomplete", "off")),
                        choice(
                                "tier",
                                "Tier",
                                filter.tier(),
                                Arrays.stream(RiskTier.values())
                                        .map(RiskTier::word)
                                        .toList()),
                        choice(
                                "status",
                                "Status",
                                filter.status(),
                                Arrays.stream(Status.values()).map(Status::word).toList()),
                        choice("owner", "Owner", filter.owner(), owners),
                        div(button("Show").withType("submit"), a("Show all").withHref(Dashboard.REGISTRIES))
                                .withClass("field go"))
                .withMethod("get")
                .withAction(Dashboard.REGISTRIES)
                .withClass("filters")
                .attr("role", "search");
    }

    private static DomContent field(String id, String name, DomContent control) {
        return div(label(name).attr("for", id), control).withClass("field");
    }

    private static DomContent choice(String id, String name, String chosen, List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (!chosen.isEmpty() && !all.contains(chosen)) {
            all.add(chosen);
        }
        return field(
                id,
                name,
                select(
                                option("Any").withValue(""),
                                each(
                                        all,
                                        word -> option(Visible.of(word))
                                                .withValue(word)
                                                .withCondSelected(word.equals(chosen))))
                        .withName(id)
                        .withId(id));
    }

    private static List<DomContent> row(Entry entry) {
        Registry registry = entry.registry();
        String repository = entry.catalog().repository().name().fullName();
        return List.of(
                Parts.link(
                        Parts.path(Dashboard.REGISTRY, "repository", repository, "name", registry.name()),
                        Parts.words(registry.name())),
                word(registry.owner()),
                word(registry.risk().map(RiskTier::word)),
                registry.status().<DomContent>map(RegistriesPage::status).orElse(Parts.none()),
                word(registry.environment().map(environment -> environment.word())),
                drifts(entry),
                Parts.words(entry.catalog().repository().name().name()));
    }

    private static DomContent drifts(Entry entry) {
        return entry.drifts()
                .map(count -> count == 0 ? span("none") : Parts.badge(String.valueOf(count), Parts.Mood.WARN))
                .orElse(Parts.none());
    }

    static DomContent status(Status status) {
        Parts.Mood mood = switch (status) {
            case PENDING -> Parts.Mood.WARN;
            case ACTIVE -> Parts.Mood.GOOD;
            case DEPRECATED, DECOMMISSIONED -> Parts.Mood.PLAIN;
        };
        return Parts.badge(status.word(), mood);
    }

    private static DomContent word(Optional<String> text) {
        return text.map(Parts::words).orElse(Parts.none());
    }

    private static DomContent pages(RegistryFilter filter, int page, int pages) {
        if (pages == 1) {
            return span();
        }
        List<DomContent> links = new ArrayList<>();
        if (page > 1) {
            links.add(a("Previous").withHref(filter.path(page - 1)).attr("rel", "prev"));
        }
        links.add(span("Page " + page + " of " + pages));
        if (page < pages) {
            links.add(a("Next").withHref(filter.path(page + 1)).attr("rel", "next"));
        }
        return nav(each(links, link -> link)).withClass("pages").attr("aria-label", "Further registries");
    }
}
