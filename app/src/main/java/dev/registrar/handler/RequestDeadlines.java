package dev.registrar.handler;

import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Subject;
import dev.registrar.request.Sla;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The time limits of a request. Its comment is brought up to date when one is reached, by work in the inbox that is due
 * then: so nothing is forgotten over a restart, and any replica does it.
 */
final class RequestDeadlines {
    private static final String BREACHED = "sla-breach";

    /** What is left of the time is out of date an hour later, and nobody edits the comment for that. */
    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Ledgers ledgers;
    private final Clock clock;

    RequestDeadlines(Ledgers ledgers, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /**
     * What the comment says of time.
     *
     * @param mentioned the teams that are called, as mentions; from the breach on they stay in the comment, so that no later edit
     *     calls them again
     */
    record Shown(String words, List<String> mentioned) {}

    Shown shown(Standing standing) {
        Sla.State state = state(standing);
        String words = (state.phase() == Sla.Phase.IN_TIME ? "" : "⏰ ")
                + state.words()
                + (state.phase() == Sla.Phase.BREACHED ? ", due " : ", until ")
                + DUE.format(sla(standing).breachAt(standing.issue().createdAt()));
        boolean called =
                ledgers.facts().get(BREACHED, standing.subject(), "called").isPresent();
        return new Shown(words, called ? teams(standing) : List.of());
    }

    private Sla.State state(Standing standing) {
        return sla(standing).at(standing.issue().createdAt(), clock.instant());
    }

    /** As they are mentioned; a name that GitHub would not take for a team's is left out. */
    private static List<String> teams(Standing standing) {
        return standing.configuration().approvals().teams().stream()
                .filter(slug -> slug.matches("[A-Za-z0-9_-]+"))
                .map(slug -> "@" + standing.repository().name().owner() + "/" + slug)
                .toList();
    }

    /** Has the comment brought up to date at the reminder and at the breach, if these are to come; notes who is to be called. */
    void plan(Standing standing) {
        if (state(standing).phase() == Sla.Phase.BREACHED && !standing.blocked()) {
            ledgers.facts().add(BREACHED, standing.subject(), "called", "called");
        }
        Sla sla = sla(standing);
        Instant created = standing.issue().createdAt();
        planned(standing, "remind", sla.remindAt(created));
        planned(standing, "breach", sla.breachAt(created));
    }

    private void planned(Standing standing, String what, Instant at) {
        if (!at.isAfter(clock.instant())) {
            return;
        }
        Subject subject =
                Subjects.conversation(standing.repository(), standing.issue().number());
        Work work = new Work(
                Work.Kind.SHOW_REQUEST, standing.repository(), standing.issue().number(), what);
        ledgers.inbox()
                .enqueue(work.delivery(subject, what + " " + at.toEpochMilli()).dueAt(at));
    }

    private static Sla sla(Standing standing) {
        return new Sla(
                standing.configuration().requests().remindAfter(),
                standing.configuration().requests().breachAfter());
    }
}
