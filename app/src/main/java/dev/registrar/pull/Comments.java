package dev.registrar.pull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Comments and reactions. */
public interface Comments {
    /** Our own comments, told by our bot's user id, oldest first; what a person wrote is never among them. */
    List<Comment> own(Repository repository, int number);

    Optional<Comment> get(Repository repository, long comment);

    Comment create(Repository repository, int number, String body);

    /**
     * Replaces the text of a comment.
     *
     * @return when, by GitHub's clock; empty when the comment is gone
     */
    Optional<Instant> edit(Repository repository, long comment, String body);

    /** Adding a reaction that is there already changes nothing (GitHub). A comment that is gone is passed over. */
    void react(Repository repository, long comment, Reaction reaction);

    enum Reaction {
        EYES,
        ROCKET,
        CONFUSED
    }
}
