package dev.registrar.pull;

import java.util.Optional;

/**
 * A pull request as GitHub shows it now.
 *
 * @param headRepository empty when the fork is gone
 * @param baseBranch without {@code refs/heads/}
 * @param body empty when there is none
 */
public record PullRequest(
        int number,
        String title,
        String body,
        Actor author,
        HeadSha head,
        String headBranch,
        Optional<RepositoryName> headRepository,
        String baseBranch,
        boolean draft,
        State state) {

    public enum State {
        OPEN,
        CLOSED,
        MERGED
    }
}
