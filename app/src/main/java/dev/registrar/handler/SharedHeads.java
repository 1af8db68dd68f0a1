package dev.registrar.handler;

import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.inbox.Inbox;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import java.util.List;
import java.util.Optional;

/**
 * Which pull requests have been seen on which head commit: check runs belong to the commit, so those that share one must
 * know of each other. Kept by us, so that it costs no call where nobody shares.
 */
final class SharedHeads {
    private static final String ON_HEAD = "on-head";
    private static final String HEAD_OF = "head-of";

    private final Facts facts;
    private final Inbox inbox;

    SharedHeads(Facts facts, Inbox inbox) {
        this.facts = facts;
        this.inbox = inbox;
    }

    /** Noted before the pull request is judged: of two at once, at least the later one sees the other. */
    void joins(Repository repository, int number, HeadSha head) {
        String conversation = Subjects.conversation(repository, number).key();
        Optional<HeadSha> before = headOf(conversation);
        if (before.isPresent() && !before.get().equals(head)) {
            left(repository, number, before.get());
        }
        facts.put(HEAD_OF, conversation, "head", "\"" + head + "\"");
        facts.add(ON_HEAD, commit(repository, head), String.valueOf(number), "{}");
    }

    /** It was closed, or is gated no more. */
    void leaves(Repository repository, int number) {
        String conversation = Subjects.conversation(repository, number).key();
        headOf(conversation).ifPresent(head -> left(repository, number, head));
        facts.delete(HEAD_OF, conversation, "head");
    }

    /** It is not on this head any more, wherever it is now. Those that stay may look better without it. */
    void left(Repository repository, int number, HeadSha head) {
        String commit = commit(repository, head);
        Optional<Fact> was = facts.get(ON_HEAD, commit, String.valueOf(number));
        facts.delete(ON_HEAD, commit, String.valueOf(number));
        was.ifPresent(fact -> others(repository, number, head).stream()
                .findFirst()
                .ifPresent(other -> inbox.enqueue(
                        Work.judge(repository, other, "left by #" + number + " " + head + " since " + fact.at()))));
    }

    /** The other pull requests on a head, in the order of their numbers; each may have moved on since. */
    List<Integer> others(Repository repository, int number, HeadSha head) {
        return facts.list(ON_HEAD, commit(repository, head)).stream()
                .map(Fact::key)
                .map(Integer::valueOf)
                .filter(other -> other != number)
                .sorted()
                .toList();
    }

    private Optional<HeadSha> headOf(String conversation) {
        return facts.get(HEAD_OF, conversation, "head")
                .map(fact -> new HeadSha(fact.json().replace("\"", "")));
    }

    private static String commit(Repository repository, HeadSha head) {
        return Subjects.commit(repository, head).key();
    }
}
