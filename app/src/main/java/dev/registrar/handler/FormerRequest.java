package dev.registrar.handler;

import dev.registrar.inbox.Lease;
import dev.registrar.pull.Issue;
import dev.registrar.pull.Repository;
import dev.registrar.report.RequestComment;
import dev.registrar.request.RequestState;
import java.util.Optional;

/** An issue that lost the label of requests while it waited: nothing is promised there any more. */
final class FormerRequest {
    private final GitHubPorts github;
    private final RequestReader reader;
    private final CommentKeeper comments;

    FormerRequest(GitHubPorts github, RequestReader reader, CommentKeeper comments) {
        this.github = github;
        this.reader = reader;
        this.comments = comments;
    }

    /** Takes back what was said of it; nothing happens where it never was a request, or still is one. */
    void tell(Repository repository, int number, Lease lease) {
        if (!comments.exists(repository, number, RequestComment.MARKER)
                || reader.read(repository, number).isPresent()) {
            return;
        }
        Optional<String> label = reader.catalogConfiguration(repository)
                .map(configuration -> configuration.requests().label());
        Optional<Issue> issue = github.issues().get(repository, number).filter(Issue::open);
        if (label.isEmpty() || issue.isEmpty()) {
            return;
        }
        comments.keep(repository, number, RequestComment.MARKER, RequestComment.former(label.get()), lease);
        for (RequestState state : RequestState.values()) {
            if (issue.get().labels().contains(state.label())) {
                github.issues().removeLabel(repository, number, state.label());
            }
        }
    }
}
