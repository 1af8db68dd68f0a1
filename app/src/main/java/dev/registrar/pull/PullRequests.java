package dev.registrar.pull;

import java.util.List;
import java.util.Optional;

/** Reading pull requests. */
public interface PullRequests {
    Optional<PullRequest> get(Repository repository, int number);

    /** The head against a branch; 300 files at the most (GitHub, "Compare two commits"). */
    ChangeSet compare(Repository repository, String baseBranch, HeadSha head);

    /** Every file that a pull request touches, 3,000 at the most (GitHub, "List pull requests files"). */
    List<ChangedFile> files(Repository repository, int number);

    /** Who wrote and committed the commits of a pull request (250 commits at the most). */
    CommitPeople people(Repository repository, int number);

    /** Open pull requests into a branch. */
    List<PullRequest> open(Repository repository, String baseBranch);

    /** Open pull requests whose head is this commit. */
    List<PullRequest> openWithHead(Repository repository, HeadSha head);

    List<Review> reviews(Repository repository, int number);
}
