package dev.registrar.dashboard;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.registrar.catalog.Status;
import dev.registrar.history.DriftRecord;
import dev.registrar.history.Judgement;
import dev.registrar.inbox.ListedDelivery;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What needs somebody, first; then how things go. */
final class OverviewPage {
    private static final int URGENT = 5;
    private static final int NEWEST = 8;
    private static final int FAILED = 100;

    private final Sources sources;
    private final Sight sight;
    private final RequestsPage requests;
    private final RegistriesPage registries;
    private final Parts parts;
    private final GitHubPages github;
    private final Figures figures;

    OverviewPage(Sources sources, Sight sight, Parts parts, GitHubPages github, Figures figures) {
        this.sources = sources;
        this.sight = sight;
        this.requests = new RequestsPage(sight, parts, github);
        this.registries = new RegistriesPage(sources, sight);
        this.parts = parts;
        this.github = github;
        this.figures = figures;
    }

    Page show(Viewer viewer) {
        Sight.Seen seen = sight.of(viewer);
        RequestsPage.Open open = requests.open(seen);
        RegistriesPage.All all = registries.all(seen);
        List<String> unread = new ArrayList<>(open.unread());
        unread.addAll(all.unread());
        List<DomContent> content = new ArrayList<>(Notices.of(seen, unread));
        content.add(numbers(viewer, seen, open, all));
        if (!open.rows().isEmpty()) {
            content.add(h2("Waiting for approval"));
            content.add(RequestsPage.table(
                    open.rows().subList(0, Math.min(URGENT, open.rows().size()))));
        }
        content.add(div(
                        figures.outcomes(seen.ids()).show("outcomes"),
                        figures.drift(seen.ids()).show("drift"))
                .withClass("charts"));
        content.add(h2("Judged last"));
        content.add(judged(seen));
        content.add(h2("Governed repositories"));
        content.add(repositories(seen));
        content.add(h2("Requests to GitHub left"));
        content.add(quota(viewer, seen));
        return Frame.page(viewer, Dashboard.OVERVIEW, "Overview", content);
    }

    private DomContent numbers(Viewer viewer, Sight.Seen seen, RequestsPage.Open open, RegistriesPage.All all) {
        long active = all.entries().stream()
                .filter(entry ->
                        entry.registry().status().filter(Status.ACTIVE::equals).isPresent())
                .count();
        int failed = sources.deliveries()
                .latest(DeliveriesPage.lanes(viewer, seen), Optional.of(ListedDelivery.State.DEAD), FAILED)
                .size();
        List<DomContent> cards = List.of(
                card(
                        Dashboard.REQUESTS,
                        String.valueOf(open.rows().size()),
                        "open requests",
                        open.overdue() == 0 ? "none overdue" : open.overdue() + " overdue"),
                card(Dashboard.REGISTRIES, String.valueOf(all.entries().size()), "registries", active + " active"),
                drift(seen),
                card(
                        Parts.path(Dashboard.DELIVERIES, "state", "dead"),
                        failed == FAILED ? FAILED + "+" : String.valueOf(failed),
                        "failed deliveries",
                        failed == 0 ? "nothing to do" : "to be replayed"));
        return section(ul(each(cards, card -> li(card)))).withClass("cards").attr("aria-label", "In numbers");
    }

    private DomContent drift(Sight.Seen seen) {
        List<DriftRecord.Compared> compared = seen.catalogs().stream()
                .flatMap(catalog ->
                        sources.history().drift().last(catalog.repository().id()).stream())
                .toList();
        long drift = compared.stream().mapToLong(one -> one.drift().size()).sum();
        return card(
                Dashboard.TRENDS,
                compared.isEmpty() ? "–" : String.valueOf(drift),
                "differences to AWS",
                compared.isEmpty() ? "not compared yet" : "at the last comparison");
    }

    private static DomContent card(String path, String number, String word, String more) {
        return a(
                        span(number).withClass("number"),
                        span(word).withClass("word"),
                        span(more).withClass("more"))
                .withClass("card")
                .withHref(path);
    }

    private DomContent judged(Sight.Seen seen) {
        List<List<DomContent>> rows =
                sources.history().judgements().latest(seen.ids(), Figures.SUMMARY, NEWEST).stream()
                        .flatMap(one -> seen.byId(one.repository()).map(governed -> row(governed, one)).stream())
                        .toList();
        return rows.isEmpty()
                ? Parts.nothing("Nothing has been judged yet.")
                : Parts.table(
                        "Commits, the newest verdict first", List.of("Commit", "Outcome", "In short", "When"), rows);
    }

    private List<DomContent> row(Sight.Governed governed, Judgement one) {
        String repository = governed.repository().name().fullName();
        String number = one.about().matches("[0-9]+") ? " #" + one.about() : "";
        return List.of(
                Parts.link(
                        Parts.path(Dashboard.OVERVIEW, "repository", repository, "commit", one.commit()),
                        Parts.words(governed.repository().name().name() + number + " at "
                                + one.commit().substring(0, 7))),
                CommitPage.conclusion(one),
                Parts.words(one.title()),
                parts.ago(one.at()));
    }

    private DomContent repositories(Sight.Seen seen) {
        List<List<DomContent>> rows = seen.repositories().stream()
                .map(one -> List.of(
                        Parts.link(
                                github.repository(one.repository().name()),
                                Parts.words(one.repository().name().fullName())),
                        one.configuration()
                                .<DomContent>map(settings ->
                                        span(Parts.plain(settings.role().name())))
                                .orElse(Parts.badge("configuration cannot be used", Parts.Mood.BAD))))
                .toList();
        return rows.isEmpty()
                ? Parts.nothing(
                        "No repository that you can read is governed. A repository is governed once its default branch"
                                + " holds .github/registrar.yml.")
                : Parts.table("Repositories that you can read", List.of("Repository", "Role"), rows);
    }

    private DomContent quota(Viewer viewer, Sight.Seen seen) {
        Set<Long> installations = seen.repositories().stream()
                .map(one -> one.repository().installation())
                .collect(Collectors.toSet());
        List<List<DomContent>> rows = sources.quota().get().stream()
                .filter(quota -> viewer.seesEverything() || installations.contains(quota.installation()))
                .map(quota -> List.of(
                        span(owner(seen, quota)),
                        span(quota.remaining() + " of " + quota.limit()),
                        parts.ago(quota.resetsAt())))
                .toList();
        return rows.isEmpty()
                ? Parts.nothing("GitHub has not been asked for anything yet.")
                : Parts.table("As this process saw it last", List.of("Installation", "Left", "Full again"), rows);
    }

    private static String owner(Sight.Seen seen, Quota quota) {
        return quota.installation() == 0
                ? "The App itself"
                : seen.repositories().stream()
                        .filter(one -> one.repository().installation() == quota.installation())
                        .findFirst()
                        .map(one -> one.repository().name().owner())
                        .orElse("Installation " + quota.installation());
    }
}
