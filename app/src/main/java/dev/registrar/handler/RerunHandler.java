package dev.registrar.handler;

import dev.registrar.event.Event;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody pressed Re-run, for one check or for all. */
final class RerunHandler {
    private final GitHubPorts github;
    private final PullRequestHandler pullRequests;
    private final MergeGroupHandler queue;

    RerunHandler(GitHubPorts github, PullRequestHandler pullRequests, MergeGroupHandler queue) {
        this.github = github;
        this.pullRequests = pullRequests;
        this.queue = queue;
    }

    void requested(Event.RerunRequested event, String guid, Lease lease) {
        if (queue.again(event.repository(), event.head(), guid, lease)) {
            return;
        }
        numbers(github, event.repository(), event.head(), event.externalId(), event.pullRequests())
                .forEach(number -> pullRequests.again(event.repository(), number, Optional.of(guid), lease));
    }

    /**
     * The pull requests that a check run speaks for. A fork's head is in no pull request that an event names; the run's
     * {@code external_id} says which it was.
     */
    static Set<Integer> numbers(
            GitHubPorts github, Repository repository, HeadSha head, Optional<String> externalId, List<Integer> named) {
        Set<Integer> numbers = new LinkedHashSet<>(named);
        externalId.flatMap(RerunHandler::number).ifPresent(numbers::add);
        if (numbers.isEmpty()) {
            github.pullRequests().openWithHead(repository, head).stream()
                    .map(PullRequest::number)
                    .forEach(numbers::add);
        }
        return numbers;
    }

    private static Optional<Integer> number(String externalId) {
        String first = externalId.split("/", 2)[0];
        return first.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.parseInt(first)) : Optional.empty();
    }
}
