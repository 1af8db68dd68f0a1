package dev.registrar.dashboard;

import static j2html.TagCreator.a;
import static j2html.TagCreator.p;

import dev.registrar.audit.AuditEntry;
import dev.registrar.inbox.ListedDelivery;
import dev.registrar.inbox.ReplayResult;
import dev.registrar.pull.HeadSha;
import j2html.tags.DomContent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All pages, each of them made for one viewer. */
public final class Dashboard {
    public static final String OVERVIEW = "/";
    public static final String REQUESTS = "/requests";
    public static final String REGISTRIES = "/registries";
    public static final String REGISTRY = "/registry";
    public static final String TRENDS = "/trends";
    public static final String DELIVERIES = "/deliveries";
    public static final String REPLAY = "/deliveries/replay";
    public static final String SIGN_IN = "/sign-in";
    public static final String SIGN_IN_GITHUB = "/sign-in/github";
    public static final String SIGN_OUT = "/sign-out";
    /** The name of the field of every form that changes something. */
    public static final String TOKEN = "token";

    private static final String NOT_HERE =
            "There is nothing here that you can see. It may never have been judged, be gone, or belong to a repository that"
                    + " you cannot read.";

    private final Sources sources;
    private final Sight sight;
    private final OverviewPage overview;
    private final RequestsPage requests;
    private final RegistriesPage registries;
    private final RegistryPage registry;
    private final TrendsPage trends;
    private final DeliveriesPage deliveries;
    private final CommitPage commit;

    public Dashboard(Sources sources, Clock clock) {
        this.sources = sources;
        this.sight = new Sight(sources);
        Parts parts = new Parts(clock);
        GitHubPages github = new GitHubPages(sources.github());
        Figures figures = new Figures(sources.history(), clock);
        this.overview = new OverviewPage(sources, sight, parts, github, figures);
        this.requests = new RequestsPage(sight, parts, github);
        this.registries = new RegistriesPage(sources, sight);
        this.registry = new RegistryPage(sources, sight, parts, github);
        this.trends = new TrendsPage(sight, figures);
        this.deliveries = new DeliveriesPage(sources, sight, parts, github);
        this.commit = new CommitPage(sources, sight, parts, github);
    }

    public Page overview(Viewer viewer) {
        return overview.show(viewer);
    }

    public Page requests(Viewer viewer) {
        return requests.show(viewer);
    }

    public Page registries(Viewer viewer, RegistryFilter filter) {
        return registries.show(viewer, filter);
    }

    public Page registry(Viewer viewer, String repository, String name) {
        return registry.show(viewer, repository, name).orElseGet(() -> missing(viewer));
    }

    public Page trends(Viewer viewer) {
        return trends.show(viewer);
    }

    /** @param said what came of a replay, in the word that {@link #replay} returned */
    public Page deliveries(Viewer viewer, String state, String said) {
        return deliveries.show(viewer, state, said);
    }

    /** Where {@code details_url} of check runs leads. */
    public Page commit(Viewer viewer, String repository, String commit) {
        Optional<Page> page = commit.matches("[0-9a-f]{40}|[0-9a-f]{64}")
                ? this.commit.show(viewer, repository, new HeadSha(commit))
                : Optional.empty();
        return page.orElseGet(() -> missing(viewer));
    }

    /** Puts a delivery back to work, if the viewer may; says what came of it in one word. */
    public String replay(Viewer viewer, String number) {
        Optional<ListedDelivery> found =
                number.matches("[0-9]{1,18}") ? sources.deliveries().find(Long.parseLong(number)) : Optional.empty();
        if (found.isEmpty() || !mayReplay(viewer, found.get())) {
            return "refused";
        }
        ReplayResult result = sources.inbox().replay(number);
        if (result == ReplayResult.QUEUED) {
            record(viewer, found.get());
        }
        return result.name().toLowerCase(Locale.ROOT);
    }

    private boolean mayReplay(Viewer viewer, ListedDelivery delivery) {
        if (viewer.seesEverything()) {
            return true;
        }
        Sight.Seen seen = sight.of(viewer);
        return DeliveriesPage.repository(seen, delivery)
                .filter(governed -> sight.approvesNow(viewer, seen, governed))
                .isPresent();
    }

    private void record(Viewer viewer, ListedDelivery delivery) {
        String by = viewer.person()
                .map(person -> person.login() + " (" + person.id() + ")")
                .orElse("the sandbox");
        String repository = DeliveriesPage.id(delivery)
                .flatMap(sources.history().landscape()::byId)
                .map(known -> known.name().fullName())
                .orElse("");
        sources.audit()
                .append(new AuditEntry(
                        "delivery-replayed " + delivery.guid() + " "
                                + delivery.closedAt()
                                        .map(at -> String.valueOf(at.toEpochMilli()))
                                        .orElse(""),
                        "delivery-replayed",
                        repository,
                        delivery.subject().key().replaceFirst("^[0-9]+", ""),
                        new TreeMap<>(Map.of("by", by, "delivery", delivery.guid(), "event", delivery.event()))));
    }

    private static Page missing(Viewer viewer) {
        return Frame.missing(viewer, "Not found", List.of(p(NOT_HERE)));
    }

    /** @param to where to go on afterwards, a path of ours */
    public static Page signIn(String to, Optional<String> trouble) {
        List<DomContent> content = new ArrayList<>();
        trouble.ifPresent(words -> content.add(Parts.notice(words)));
        content.add(p(
                "Registrar shows you what concerns repositories that you can read on GitHub. It asks GitHub who you are,"
                        + " and keeps nothing but that."));
        content.add(p(a("Sign in with GitHub")
                .withClass("button")
                .withHref(Parts.path(SIGN_IN_GITHUB, "to", SignInDesk.ownPath(to)))));
        return Frame.bare(trouble.isPresent() ? 403 : 200, "Sign in", content);
    }

    /** For what went wrong with a request before, or while, a page was made. */
    public static Page trouble(int status, String name, String words) {
        return Frame.bare(status, name, List.of(p(words), p(a("To the overview").withHref(OVERVIEW))));
    }
}
