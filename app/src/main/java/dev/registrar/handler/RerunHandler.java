package dev.registrar.handler;

import dev.registrar.event.Event;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.PullRequest;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Somebody pressed Re-run, for one check or for all. */
final class RerunHandler {
    private final GitHubPorts github;
    private final PullRequestHandler pullRequests;

    RerunHandler(GitHubPorts github, PullRequestHandler pullRequests) {
        this.github = github;
        this.pullRequests = pullRequests;
    }

    /** A fork's head is in no pull request that the event names; the run's {@code external_id} says which it was. */
    void requested(Event.RerunRequested event, String guid, Lease lease) {
        Set<Integer> numbers = new LinkedHashSet<>(event.pullRequests());
        event.externalId().flatMap(RerunHandler::number).ifPresent(numbers::add);
        if (numbers.isEmpty()) {
            github.pullRequests().openWithHead(event.repository(), event.head()).stream()
                    .map(PullRequest::number)
                    .forEach(numbers::add);
        }
        numbers.forEach(number -> pullRequests.again(event.repository(), number, Optional.of(guid), lease));
    }

    private static Optional<Integer> number(String externalId) {
        String first = externalId.split("/", 2)[0];
        return first.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.parseInt(first)) : Optional.empty();
    }
}
