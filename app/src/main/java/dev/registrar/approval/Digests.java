package dev.registrar.approval;

import dev.registrar.pull.HeadSha;

/** What an approval of a pull request is bound to. A request has a digest of its own. */
public final class Digests {
    private Digests() {}

    /**
     * The head commit, the base branch, and the pull request: neither a new base nor another pull request with the same head
     * inherits an approval.
     *
     * @param repository GitHub's number of the repository that the pull request is in
     */
    public static String ofPullRequest(long repository, int number, HeadSha head, String baseBranch) {
        return "pull " + repository + "#" + number + " " + head.value() + " into " + baseBranch;
    }
}
