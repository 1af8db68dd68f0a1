package dev.registrar.dashboard;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.span;
import static j2html.TagCreator.ul;

import dev.registrar.inbox.ListedDelivery;
import dev.registrar.inbox.ListedDelivery.State;
import dev.registrar.pull.RepositoryName;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came in, what became of it, and another chance for what failed. */
final class DeliveriesPage {
    private static final int MOST = 200;
    private static final String TIMER = "timer:";
    private static final Map<String, String> SAID = Map.of(
            "queued", "It is worked on again.",
            "still_open", "It has not failed for good; it is worked on anyway.",
            "finished", "It is finished; nothing is done twice.",
            "unknown", "It is not there any more.",
            "refused",
                    "You cannot replay this one: that is for approvers of its catalog, and for deliveries that you can see.");

    private final Sources sources;
    private final Sight sight;
    private final Parts parts;
    private final GitHubPages github;

    DeliveriesPage(Sources sources, Sight sight, Parts parts, GitHubPages github) {
        this.sources = sources;
        this.sight = sight;
        this.parts = parts;
        this.github = github;
    }

    Page show(Viewer viewer, String wanted, String said) {
        Sight.Seen seen = sight.of(viewer);
        Optional<State> state = Arrays.stream(State.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
        List<DomContent> content = new ArrayList<>(Notices.of(seen, List.of()));
        Optional.ofNullable(SAID.get(said)).ifPresent(words -> content.add(Parts.notice(words)));
        content.add(states(state));
        Map<Long, Boolean> mayReplay = new HashMap<>();
        List<List<DomContent>> rows = sources.deliveries().latest(lanes(viewer, seen), state, MOST).stream()
                .map(delivery -> row(viewer, seen, delivery, mayReplay))
                .toList();
        content.add(
                rows.isEmpty()
                        ? Parts.nothing(nothing(state))
                        : Parts.table(
                                "Deliveries, the newest first; at most " + MOST,
                                List.of("Event", "About", "State", "Received", "Tries", "Why", "Replay"),
                                rows));
        return Frame.page(viewer, Dashboard.DELIVERIES, "Deliveries", content);
    }

    static Optional<Collection<String>> lanes(Viewer viewer, Sight.Seen seen) {
        return viewer.seesEverything()
                ? Optional.empty()
                : Optional.of(seen.ids().stream().map(String::valueOf).toList());
    }

    private static DomContent states(Optional<State> chosen) {
        List<DomContent> links = new ArrayList<>();
        links.add(a("All").withHref(Dashboard.DELIVERIES).condAttr(chosen.isEmpty(), "aria-current", "page"));
        for (State state : List.of(State.DEAD, State.OPEN, State.DONE)) {
            links.add(a(word(state))
                    .withHref(Parts.path(
                            Dashboard.DELIVERIES, "state", state.name().toLowerCase(Locale.ROOT)))
                    .condAttr(chosen.filter(state::equals).isPresent(), "aria-current", "page"));
        }
        return nav(ul(each(links, link -> li(link)))).withClass("tabs").attr("aria-label", "State");
    }

    private static String word(State state) {
        return switch (state) {
            case DEAD -> "Failed";
            case OPEN -> "Open";
            case DONE -> "Done";
            case SUPERSEDED -> "Superseded";
        };
    }

    private List<DomContent> row(
            Viewer viewer, Sight.Seen seen, ListedDelivery delivery, Map<Long, Boolean> mayReplay) {
        return List.of(
                event(delivery.event()),
                about(seen, delivery),
                state(delivery),
                parts.past(delivery.receivedAt()),
                span(String.valueOf(delivery.tries())),
                delivery.cause().map(Parts::words).orElse(Parts.none()),
                delivery.state() == State.DEAD && offered(viewer, seen, delivery, mayReplay)
                        ? replay(viewer, delivery)
                        : Parts.none());
    }

    /** Work that Registrar gives itself reads as such. */
    private static DomContent event(String name) {
        return name.startsWith("registrar.") || name.startsWith("timer.")
                ? each(
                        Parts.words(Parts.plain(name.substring(name.indexOf('.') + 1))),
                        span(" "),
                        Parts.badge("own work", Parts.Mood.PLAIN))
                : Parts.words(name);
    }

    private boolean offered(Viewer viewer, Sight.Seen seen, ListedDelivery delivery, Map<Long, Boolean> known) {
        if (viewer.seesEverything()) {
            return true;
        }
        return repository(seen, delivery)
                .map(governed ->
                        known.computeIfAbsent(governed.repository().id(), id -> sight.approves(viewer, seen, governed)))
                .orElse(false);
    }

    private DomContent state(ListedDelivery delivery) {
        return switch (delivery.state()) {
            case DEAD -> Parts.badge(word(State.DEAD), Parts.Mood.BAD);
            case OPEN -> each(Parts.badge(word(State.OPEN), Parts.Mood.WARN), span(" "), parts.ago(delivery.dueAt()));
            case DONE -> Parts.badge(word(State.DONE), Parts.Mood.GOOD);
            case SUPERSEDED -> Parts.badge(word(State.SUPERSEDED), Parts.Mood.PLAIN);
        };
    }

    private static DomContent replay(Viewer viewer, ListedDelivery delivery) {
        return form(
                        Frame.token(viewer),
                        input().withType("hidden").withName("delivery").withValue(String.valueOf(delivery.seq())),
                        button("Replay")
                                .withType("submit")
                                .attr("aria-label", "Replay delivery " + delivery.seq() + ", " + delivery.event()))
                .withMethod("post")
                .withAction(Dashboard.REPLAY);
    }

    private DomContent about(Sight.Seen seen, ListedDelivery delivery) {
        String key = delivery.subject().key();
        Optional<Sight.Governed> governed = repository(seen, delivery);
        if (governed.isEmpty()) {
            return key.startsWith(TIMER) ? Parts.none() : Parts.words(key); // whose event says it all
        }
        RepositoryName name = governed.get().repository().name();
        String rest = key.replaceFirst("^[0-9]+", "");
        if (rest.matches("#[0-9]{1,9}")) {
            int number = Integer.parseInt(rest.substring(1));
            boolean pull = delivery.event().startsWith("pull_request");
            return Parts.link(
                    pull ? github.pull(name, number) : github.conversation(name, number),
                    Parts.words(name.name() + " " + rest));
        }
        return Parts.words(name.name() + place(rest));
    }

    /** Where in a repository: a commit, shortened; a branch; or nothing, where it is about the repository as a whole. */
    private static String place(String rest) {
        if (rest.matches("@[0-9a-f]{40}([0-9a-f]{24})?")) {
            return " " + rest.substring(0, 8);
        }
        return rest.startsWith("@..") ? "" : " " + rest;
    }

    static Optional<Sight.Governed> repository(Sight.Seen seen, ListedDelivery delivery) {
        return id(delivery).flatMap(seen::byId);
    }

    static Optional<Long> id(ListedDelivery delivery) {
        String lane = delivery.subject().lane();
        return lane.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(lane)) : Optional.empty();
    }

    private static String nothing(Optional<State> state) {
        if (state.isEmpty()) {
            return "There is no delivery yet for a repository that you can read. A pull request on a catalog brings one.";
        }
        return state.get() == State.DEAD ? "Nothing has failed for good." : "No delivery is in this state.";
    }
}
