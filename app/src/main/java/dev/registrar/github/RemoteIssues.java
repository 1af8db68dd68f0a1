package dev.registrar.github;

import dev.registrar.pull.Issue;
import dev.registrar.pull.Issues;
import dev.registrar.pull.Repository;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** {@link Issues} on GitHub, where every pull request is an issue too. */
final class RemoteIssues implements Issues {
    private final Rest rest;
    private final Clock clock;

    RemoteIssues(Rest rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    @Override
    public Optional<Issue> get(Repository repository, int number) {
        Answer answer = rest.get(Reach.of(repository), issue(repository, number).url());
        if (answer.absent()) {
            return Optional.empty();
        }
        JsonPart issue = answer.orTrouble("an issue").json();
        return Shapes.isPullRequest(issue) ? Optional.empty() : Optional.of(Shapes.issue(issue, clock));
    }

    @Override
    public List<Issue> openWithLabel(Repository repository, String label) {
        HttpUrl url = rest.repository(repository)
                .to("issues")
                .with("state", "open")
                .with("labels", label)
                .with("per_page", Rest.PAGE)
                .url();
        return rest.list(Reach.of(repository), url, "issues").stream()
                .filter(issue -> !Shapes.isPullRequest(issue))
                .map(issue -> Shapes.issue(issue, clock))
                .toList();
    }

    @Override
    public int open(Repository repository, String title, String body, List<String> labels) {
        return rest.post(
                        Reach.of(repository),
                        rest.repository(repository).to("issues").url(),
                        Map.of("title", title, "body", body, "labels", labels))
                .orTrouble("a new issue")
                .json()
                .ordinal("number");
    }

    @Override
    public void edit(Repository repository, int number, String body) {
        rest.patch(Reach.of(repository), issue(repository, number).url(), Map.of("body", body))
                .orTrouble("an issue's new text");
    }

    @Override
    public void reopen(Repository repository, int number) {
        rest.patch(Reach.of(repository), issue(repository, number).url(), Map.of("state", "open"))
                .orTrouble("reopening an issue");
    }

    @Override
    public void close(Repository repository, int number, CloseReason reason) {
        Map<String, Object> closed = Map.of("state", "closed", "state_reason", words(reason));
        rest.patch(Reach.of(repository), issue(repository, number).url(), closed)
                .orTrouble("closing an issue");
    }

    private static String words(CloseReason reason) {
        return switch (reason) {
            case COMPLETED -> "completed";
            case NOT_PLANNED -> "not_planned";
        };
    }

    @Override
    public void addLabels(Repository repository, int number, List<String> labels) {
        HttpUrl url = issue(repository, number).to("labels").url();
        rest.post(Reach.of(repository), url, Map.of("labels", labels)).orTrouble("new labels");
    }

    @Override
    public void makeLabel(Repository repository, String name, String color, String description) {
        HttpUrl url = rest.repository(repository).to("labels").url();
        Answer answer =
                rest.post(Reach.of(repository), url, Map.of("name", name, "color", color, "description", description));
        // 422: it is there already (GitHub, "Create a label").
        if (answer.status() != 422) {
            answer.orTrouble("a new label");
        }
    }

    @Override
    public void removeLabel(Repository repository, int number, String label) {
        HttpUrl url = issue(repository, number).to("labels", label).url();
        Answer answer = rest.delete(Reach.of(repository), url);
        if (!answer.absent()) {
            answer.orTrouble("the removal of a label");
        }
    }

    private Rest.Address issue(Repository repository, int number) {
        return rest.repository(repository).to("issues", number);
    }
}
