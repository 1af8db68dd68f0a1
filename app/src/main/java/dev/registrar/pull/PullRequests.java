package dev.registrar.pull;

import java.util.List;
import java.util.Optional;

/** Reading pull requests. */
public interface PullRequests {
    Optional<PullRequest> get(Repository repository, int number);

    /**
     * The head against a branch; 300 files at the most (GitHub, "Compare two commits").
     *
     * @return empty where there is nothing to compare: the commit is unknown, or the two have no common ancestor
     */
    Optional<ChangeSet> compare(Repository repository, String baseBranch, HeadSha head);

    /** What a pull request itself says of its base, head and files, for where these cannot be compared. */
    Optional<ChangeSet> uncompared(Repository repository, int number);

    /**
     * What a merge queue would put on a base, oldest first; 250 commits at the most (GitHub, "Compare two commits").
     *
     * @return empty where the two cannot be compared, or cannot be yet
     */
    Optional<List<QueuedCommit>> queued(Repository repository, HeadSha base, HeadSha head);

    /** One commit of a merge queue: its name and the first line of its message. */
    record QueuedCommit(HeadSha sha, String title) {}

    /** The lines of a file's new text that a pull request shows, and that can be commented on. */
    List<LineRange> shownLines(Repository repository, int number, String path);

    /** 1-based and inclusive. */
    record LineRange(int first, int last) {
        public boolean has(int line) {
            return first <= line && line <= last;
        }
    }

    /** Writes one review without a verdict, with remarks on lines of the new text, all of which have to be shown. */
    void remark(Repository repository, int number, HeadSha head, String body, List<LineRemark> remarks);

    /** In Markdown; {@code first} and {@code last} are 1-based and inclusive. */
    record LineRemark(String path, int first, int last, String body) {}

    /** How many files a pull request's list has at the most (GitHub, "List pull requests files"). */
    int MOST_FILES = 3_000;

    /** Every file that a pull request touches, {@link #MOST_FILES} at the most. */
    List<ChangedFile> files(Repository repository, int number);

    /** Who wrote and committed the commits of a pull request (250 commits at the most). */
    CommitPeople people(Repository repository, int number);

    /** Open pull requests into a branch. */
    List<PullRequest> open(Repository repository, String baseBranch);

    /** Open pull requests whose head is this commit. */
    List<PullRequest> openWithHead(Repository repository, HeadSha head);

    /** From a branch of the repository itself, in whatever state, the newest first. */
    List<PullRequest> from(Repository repository, String headBranch);

    /**
     * Opens a pull request between two branches of the repository.
     *
     * @param text in Markdown
     * @return its number
     */
    int propose(Repository repository, String title, String headBranch, String baseBranch, String text);

    List<Review> reviews(Repository repository, int number);
}
