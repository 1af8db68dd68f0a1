package dev.registrar.handler;

import dev.registrar.effect.Facts;
import dev.registrar.event.Event;
import dev.registrar.event.EventDecoder;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a delivery is about and puts it into the inbox, before anything is done about it. Called on the server's
 * threads.
 */
public final class Router {
    /** The newest of these stands for all older ones of its subject: each asks for the same look at the present state. */
    static final String STATE = "state";

    private static final Set<String> PUSHING = Set.of("opened", "synchronize");

    private final EventDecoder decoder;
    private final Inbox inbox;
    private final Facts facts;

    public Router(EventDecoder decoder, Inbox inbox, Facts facts) {
        this.decoder = decoder;
        this.inbox = inbox;
        this.facts = facts;
    }

    /**
     * Stores the delivery; it is on disk when this returns.
     *
     * @return empty when nothing follows from it, and nothing was stored
     * @throws EventDecoder.MalformedPayload when the payload is not GitHub's
     */
    public Optional<Receipt> receive(String event, String guid, byte[] body) {
        byte[] excerpt = decoder.excerpt(event, body);
        Event decoded = decoder.decode(event, excerpt);
        if (decoded instanceof Event.Reached reached) {
            Subject subject = Subjects.installation(reached.installation());
            return Optional.of(inbox.enqueue(NewDelivery.now(guid, subject, event, Payload.of(excerpt))));
        }
        if (!(decoded instanceof Event.InRepository inRepository)) {
            return Optional.empty();
        }
        remember(inRepository);
        return Optional.of(inbox.enqueue(delivery(inRepository, event, guid, Payload.of(excerpt))));
    }

    // Of several events only the newest is worked on, but each of their senders is somebody who had a hand in it.
    private void remember(Event.InRepository event) {
        if (event instanceof Event.PullRequestChanged change
                && PUSHING.contains(change.action())
                && !FixHandler.ours(facts, change)) {
            People.PUSHERS.remember(
                    facts, Subjects.conversation(change.repository(), change.number()), change.sender());
        }
        if (event instanceof Event.IssueChanged change && change.action().equals("edited")) {
            People.EDITORS.remember(
                    facts, Subjects.conversation(change.repository(), change.number()), change.sender());
        }
    }

    private static NewDelivery delivery(Event.InRepository event, String name, String guid, Payload body) {
        Subject subject = subject(event);
        return event instanceof Event.PullRequestChanged || event instanceof Event.IssueChanged
                ? NewDelivery.newest(guid, subject, name, STATE, body)
                : NewDelivery.now(guid, subject, name, body);
    }

    private static Subject subject(Event.InRepository event) {
        if (event instanceof Event.PullRequestChanged change) {
            return Subjects.conversation(event.repository(), change.number());
        }
        if (event instanceof Event.IssueChanged change) {
            return Subjects.conversation(event.repository(), change.number());
        }
        if (event instanceof Event.CommentCreated comment) {
            return Subjects.conversation(event.repository(), comment.number());
        }
        if (event instanceof Event.ReviewChanged review) {
            return Subjects.conversation(event.repository(), review.number());
        }
        if (event instanceof Event.RerunRequested rerun) {
            return Subjects.commit(event.repository(), rerun.head());
        }
        if (event instanceof Event.ActionRequested action) {
            return Subjects.commit(event.repository(), action.head());
        }
        if (event instanceof Event.MergeGroupRequested group) {
            return Subjects.commit(event.repository(), group.head());
        }
        return Subjects.branch(event.repository(), ((Event.Pushed) event).branch());
    }
}
