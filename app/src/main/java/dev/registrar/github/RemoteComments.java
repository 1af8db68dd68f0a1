package dev.registrar.github;

import dev.registrar.pull.Comment;
import dev.registrar.pull.Comments;
import dev.registrar.pull.Repository;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** {@link Comments} on GitHub. */
final class RemoteComments implements Comments {
    private final Rest rest;
    private final AppIdentity identity;
    private final Clock clock;

    RemoteComments(Rest rest, AppIdentity identity, Clock clock) {
        this.rest = rest;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public List<Comment> own(Repository repository, int number) {
        HttpUrl url =
                conversation(repository, number).with("per_page", Rest.PAGE).url();
        List<JsonPart> all = rest.list(Reach.of(repository), url, "comments");
        return all.stream()
                .filter(identity::wrote)
                .map(comment -> Shapes.comment(comment, clock))
                .sorted(Comparator.comparing(Comment::createdAt).thenComparing(Comment::id))
                .toList();
    }

    @Override
    public Optional<Comment> get(Repository repository, long comment) {
        Answer answer =
                rest.get(Reach.of(repository), comment(repository, comment).url());
        if (answer.absent()) {
            return Optional.empty();
        }
        return Optional.of(Shapes.comment(answer.orTrouble("a comment").json(), clock));
    }

    @Override
    public Comment create(Repository repository, int number, String body) {
        Comment made = Shapes.comment(
                rest.post(Reach.of(repository), conversation(repository, number).url(), Map.of("body", body))
                        .orTrouble("a new comment")
                        .json(),
                clock);
        identity.learn(made.author());
        return made;
    }

    @Override
    public Optional<Instant> edit(Repository repository, long comment, String body) {
        Answer answer =
                rest.patch(Reach.of(repository), comment(repository, comment).url(), Map.of("body", body));
        if (answer.absent()) {
            return Optional.empty();
        }
        return Optional.of(answer.orTrouble("the edit of a comment").json().instantOrNow("updated_at", clock));
    }

    @Override
    public void react(Repository repository, long comment, Reaction reaction) {
        HttpUrl url = comment(repository, comment).to("reactions").url();
        Answer answer = rest.post(Reach.of(repository), url, Map.of("content", content(reaction)));
        if (!answer.absent()) {
            answer.orTrouble("a reaction");
        }
    }

    private static String content(Reaction reaction) {
        return switch (reaction) {
            case EYES -> "eyes";
            case ROCKET -> "rocket";
            case CONFUSED -> "confused";
        };
    }

    private Rest.Address conversation(Repository repository, int number) {
        return rest.repository(repository).to("issues", number, "comments");
    }

    private Rest.Address comment(Repository repository, long comment) {
        return rest.repository(repository).to("issues", "comments", comment);
    }
}
