package dev.registrar.dashboard;

import static j2html.TagCreator.span;

import dev.registrar.handler.LiveView.OpenRequest;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.request.RequestState;
import dev.registrar.request.Sla;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Open requests with the time that is left for them, the most urgent first. */
final class RequestsPage {
    private final Sight sight;
    private final Parts parts;
    private final GitHubPages github;

    RequestsPage(Sight sight, Parts parts, GitHubPages github) {
        this.sight = sight;
        this.parts = parts;
        this.github = github;
    }

    /** @param catalog whose request it is */
    private record Waiting(Sight.Governed catalog, OpenRequest request) {}

    /** @param overdue how many are past their time */
    record Open(List<List<DomContent>> rows, long overdue, List<String> unread) {}

    Page show(Viewer viewer) {
        Sight.Seen seen = sight.of(viewer);
        Open open = open(seen);
        List<DomContent> content = new ArrayList<>(Notices.of(seen, open.unread()));
        content.add(
                open.rows().isEmpty()
                        ? Parts.nothing(
                                "No request is open. Requests are issues of a catalog repository, written with the"
                                        + " form that Registrar provides there.")
                        : table(open.rows()));
        return Frame.page(viewer, Dashboard.REQUESTS, "Requests", content);
    }

    static DomContent table(List<List<DomContent>> rows) {
        return Parts.table(
                "Open requests, the most urgent first",
                List.of("Registry", "Time", "State", "Request", "By", "Opened"),
                rows);
    }

    Open open(Sight.Seen seen) {
        List<Waiting> waiting = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Sight.Governed catalog : seen.catalogs()) {
            try {
                sight.requests(catalog).forEach(request -> waiting.add(new Waiting(catalog, request)));
            } catch (RemoteTrouble trouble) {
                unread.add("The requests of " + catalog.repository().name() + " cannot be read now: "
                        + trouble.getMessage() + ".");
            }
        }
        waiting.sort(
                (a, b) -> a.request().time().left().compareTo(b.request().time().left()));
        long overdue = waiting.stream()
                .filter(one -> one.request().time().phase() == Sla.Phase.BREACHED)
                .count();
        return new Open(waiting.stream().map(this::row).toList(), overdue, unread);
    }

    private List<DomContent> row(Waiting waiting) {
        OpenRequest request = waiting.request();
        String address = github.conversation(
                waiting.catalog().repository().name(), request.issue().number());
        return List.of(
                Parts.words(request.registry().orElse(request.issue().title())),
                clock(request.time()),
                state(request),
                Parts.link(
                        address,
                        Parts.words(waiting.catalog().repository().name().name() + " #"
                                + request.issue().number())),
                Parts.words(request.issue().author().login()),
                parts.ago(request.issue().createdAt()));
    }

    private static DomContent clock(Sla.State time) {
        Parts.Mood mood = switch (time.phase()) {
            case IN_TIME -> Parts.Mood.PLAIN;
            case REMINDER_DUE -> Parts.Mood.WARN;
            case BREACHED -> Parts.Mood.BAD;
        };
        return Parts.badge(time.words(), mood);
    }

    private static DomContent state(OpenRequest request) {
        return Arrays.stream(RequestState.values())
                .filter(state -> request.issue().labels().contains(state.label()))
                .findFirst()
                .<DomContent>map(state -> span(Parts.plain(state.label())))
                .orElse(span("New"));
    }
}
