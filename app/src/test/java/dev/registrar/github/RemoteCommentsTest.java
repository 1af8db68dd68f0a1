package dev.registrar.github;

import static dev.registrar.github.GitHubStandIn.CATALOG;
import static dev.registrar.github.GitHubStandIn.body;
import static dev.registrar.github.GitHubStandIn.json;
import static dev.registrar.github.GitHubStandIn.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.registrar.pull.Actor;
import dev.registrar.pull.Comment;
import dev.registrar.pull.Comments.Reaction;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteCommentsTest {
    private static final String R = "/repos/acme/platform-catalog";
    private static final String LIST = "GET " + R + "/issues/7/comments?per_page=100";
    private static final String CREATE = "POST " + R + "/issues/7/comments";
    private static final String EDIT = "PATCH " + R + "/issues/comments/31";
    private static final String REACT = "POST " + R + "/issues/comments/32/reactions";

    private final GitHubStandIn github = new GitHubStandIn();
    private final GitHubApp app = github.app();

    @AfterEach
    void everyRequestWasDescribed() {
        github.close();
    }

    @Test
    void comments_ofPeopleAndOtherBots_areNotOurOwn() {
        github.on(LIST, resource("answers/comments.json"));

        assertThat(app.comments().own(CATALOG, 7)).extracting(Comment::body).containsExactly("first", "later");
        assertThat(app.identity().botUserId()).hasValue(301);
    }

    @Test
    void comments_beforeTheBotIsKnown_areTrustedOnlyWhereGitHubNamesTheApp() {
        github.on(LIST, resource("answers/comments-without-app.json"));
        assertThat(app.comments().own(CATALOG, 7)).isEmpty();
        assertThat(app.identity().botUserId()).isEmpty();

        github.on(CREATE, json(201, resource("answers/comment.json")));
        app.comments().create(CATALOG, 7, "All gates pass.");

        assertThat(app.identity().botUserId()).hasValue(301);
        assertThat(app.comments().own(CATALOG, 7)).extracting(Comment::id).containsExactly(31L);
    }

    @Test
    void comment_justMade_isReadFromTheAnswer() {
        github.on(CREATE, json(201, resource("answers/comment.json")));

        Comment made = app.comments().create(CATALOG, 7, "Zeile\r\n\"quoted\" \u202e @all");

        assertThat(made)
                .isEqualTo(new Comment(
                        31,
                        new Actor(301, "registrar[bot]", true),
                        true,
                        "All gates pass.",
                        Instant.parse("2026-01-09T09:45:00Z"),
                        "https://github.com/acme/platform-catalog/pull/7#issuecomment-31"));
        assertThat(body(github.sent(CREATE).get(0))).isEqualTo("{\"body\":\"Zeile\\r\\n\\\"quoted\\\" \u202e @all\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void comment_thatIsGone_isSaidToBeGone(int status) {
        String gone = "{\"message\": \"Not Found\"}";
        github.on(EDIT, json(status, gone))
                .on(REACT, json(status, gone))
                .on("GET " + R + "/issues/comments/31", json(status, gone));

        assertThat(app.comments().edit(CATALOG, 31, "x")).isEmpty();
        assertThat(app.comments().get(CATALOG, 31)).isEmpty();
        assertThatCode(() -> app.comments().react(CATALOG, 32, Reaction.ROCKET)).doesNotThrowAnyException();
    }

    @Test
    void comment_ofAPerson_isReadWithItsAuthor() {
        github.on("GET " + R + "/issues/comments/32", resource("answers/comment-of-a-person.json"));

        Comment comment = app.comments().get(CATALOG, 32).orElseThrow();

        assertThat(comment.author()).isEqualTo(new Actor(201, "alice", false));
        assertThat(comment.throughApp()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"EYES, eyes", "ROCKET, rocket", "CONFUSED, confused"})
    void reaction_ofEachKind_isSaidInGitHubsWords(Reaction reaction, String word) {
        github.on(REACT, json(200, "{\"id\": 1, \"content\": \"" + word + "\"}"));

        app.comments().react(CATALOG, 32, reaction);

        assertThat(body(github.sent(REACT).get(0))).isEqualTo("{\"content\":\"" + word + "\"}");
    }
}
