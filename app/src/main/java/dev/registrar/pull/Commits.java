package dev.registrar.pull;

import java.util.List;
import java.util.Optional;

/**
 * Committing in two steps, so that the candidate's name can be noted before the branch moves: {@link #prepare}, then
 * {@link #advance}. No author is given, so GitHub signs the commit for the App.
 */
public interface Commits {
    /** The tip of a branch, or empty when there is no such branch. */
    Optional<HeadSha> tip(Repository repository, String branch);

    /** Makes a commit that nothing points to yet; every other file of the parent stays as it is. */
    HeadSha prepare(Repository repository, HeadSha parent, List<FileChange> changes, String message);

    /** Moves the branch to the commit, never by force. */
    RefUpdate advance(Repository repository, String branch, HeadSha commit);

    /**
     * Makes a new branch at the commit.
     *
     * @return a lost race when there is a branch of that name already
     */
    RefUpdate branch(Repository repository, String name, HeadSha commit);

    /** Whether the branch has the commit in its history. */
    boolean contains(Repository repository, String branch, HeadSha commit);

    /** One file of the commit and its new content, written in UTF-8; empty for a removal. */
    record FileChange(String path, Optional<String> content) {}

    /** How moving a branch ended. */
    sealed interface RefUpdate {
        record Moved() implements RefUpdate {}

        /** Somebody else moved it first: read again, decide again. */
        record LostRace() implements RefUpdate {}

        /** A rule of the branch forbids it; GitHub's words. */
        record Refused(String reason) implements RefUpdate {}
    }
}
