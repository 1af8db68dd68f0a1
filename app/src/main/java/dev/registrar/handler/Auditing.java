package dev.registrar.handler;

import dev.registrar.audit.Anchors;
import dev.registrar.audit.AuditEntry;
import dev.registrar.pull.Actor;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What goes into the audit record in more than one place. */
final class Auditing {
    private Auditing() {}

    /** By the login of the time, and by the number that never changes. */
    static String person(Actor actor) {
        return actor.login() + " (" + actor.id() + ")";
    }

    static String people(List<Actor> actors) {
        return String.join(", ", actors.stream().map(Auditing::person).toList());
    }

    /** The entry of a request is in the catalog; names the record that granted it. */
    static void committed(Ledgers ledgers, Work work, CommittedRequest done, Optional<Integer> pull) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put("registry", done.name());
        details.put(Anchors.COMMIT, done.commit());
        details.put(Anchors.GRANTED, done.audit());
        pull.ifPresent(number -> details.put("pull-request", "#" + number));
        ledgers.audit()
                .append(new AuditEntry(
                        "request-committed " + work.repository().id() + "#" + work.number(),
                        "request-committed",
                        work.repository().name().fullName(),
                        "#" + work.number(),
                        details));
    }
}
