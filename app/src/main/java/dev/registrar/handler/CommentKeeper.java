package dev.registrar.handler;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Comment;
import dev.registrar.pull.Repository;
import java.time.Instant;
import java.util.Optional;

/** Keeps one comment on an issue or pull request: written once, then edited in place. */
final class CommentKeeper {
    private final GitHubPorts github;
    private final Ledgers ledgers;

    CommentKeeper(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
        this.ledgers = ledgers;
    }

    /** Whether there is one already; told without asking GitHub. */
    boolean exists(Repository repository, int number, String marker) {
        return ledgers.effects().find(key(repository, number, marker)).isPresent();
    }

    /**
     * Writes or edits the comment, if it does not say the same already.
     *
     * @param marker begins the body; what an earlier try wrote is found by it among our own comments only
     * @return when it was written or edited, by GitHub's clock; empty when it said the same already
     */
    Optional<Instant> keep(Repository repository, int number, String marker, String body, Lease lease) {
        if (!body.startsWith(marker)) {
            throw new IllegalArgumentException("the body begins with its marker");
        }
        EffectKey key = key(repository, number, marker);
        String digest = Digest.of(body);
        Standing standing = ledgers.effects().intend(key, digest, lease);
        return standing.match(
                fresh -> find(repository, number, marker)
                        .map(found -> edited(repository, number, key, digest, found.id(), body))
                        .orElseGet(() -> written(repository, number, key, digest, body)),
                unsure -> {
                    if (unsure.age().compareTo(NotYet.LONGEST_CALL) < 0) {
                        throw new NotYet(NotYet.LONGEST_CALL.minus(unsure.age()));
                    }
                    Optional<Comment> found = find(repository, number, marker);
                    if (found.isPresent() && found.get().body().equals(body)) {
                        // An earlier try wrote it and ended before it could say so: it has been there since then.
                        ledgers.effects()
                                .done(key, digest, String.valueOf(found.get().id()));
                        return Optional.of(found.get().createdAt());
                    }
                    ledgers.effects().intendAgain(key, digest, lease);
                    return found.map(before -> edited(repository, number, key, digest, before.id(), body))
                            .orElseGet(() -> written(repository, number, key, digest, body));
                },
                done -> done.digest().equals(digest)
                        ? Optional.<Instant>empty()
                        : edited(repository, number, key, digest, Long.parseLong(done.remote()), body));
    }

    /**
     * Writes a comment of its own that is never edited, once.
     *
     * @param kind what sort of comment
     * @param name which of them
     */
    void once(Repository repository, int number, String kind, Object name, String text, Lease lease) {
        String marker = "<!-- registrar:" + kind + " " + name + " -->";
        new OneEffect(ledgers.effects(), lease)
                .once(
                        EffectKey.of(kind, repository.id() + "#" + number, name),
                        () -> find(repository, number, marker).map(comment -> String.valueOf(comment.id())),
                        () -> String.valueOf(github.comments()
                                .create(repository, number, marker + "\n" + text)
                                .id()));
    }

    private Optional<Comment> find(Repository repository, int number, String marker) {
        return github.comments().own(repository, number).stream()
                .filter(comment -> comment.body().startsWith(marker))
                .findFirst();
    }

    private Optional<Instant> edited(
            Repository repository, int number, EffectKey key, String digest, long comment, String body) {
        Optional<Instant> edited = github.comments().edit(repository, comment, body);
        if (edited.isEmpty()) {
            return written(repository, number, key, digest, body); // somebody deleted it
        }
        ledgers.effects().done(key, digest, String.valueOf(comment));
        return edited;
    }

    private Optional<Instant> written(Repository repository, int number, EffectKey key, String digest, String body) {
        Comment comment = github.comments().create(repository, number, body);
        ledgers.effects().done(key, digest, String.valueOf(comment.id()));
        return Optional.of(comment.createdAt());
    }

    private static EffectKey key(Repository repository, int number, String marker) {
        return EffectKey.of("comment", repository.id() + "#" + number, Digest.of(marker));
    }
}
