package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.MARKER;
import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.story.Person;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approvals of what their writer cannot have seen: all within the second that GitHub's times are rounded to. */
class UnseenApprovalTest {
    private static final String APPROVE = "/approve-registry";

    @TempDir
    static Path folder;

    static RequestStage stage;

    @BeforeAll
    static void start() {
        stage = RequestStage.start(folder, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void approval_writtenBeforeAnEdit_doesNotCountForWhatTheEditBrought() {
        int number = stage.requested("media-before");
        stage.github().holdWebhooks(true);
        // Both happen before Registrar hears of either: it may only go by what each event carries.
        long comment = stage.person("paula").comment(number, APPROVE);
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("body", form("media-after", "app-team-media", "low")));
        stage.github().holdWebhooks(false);
        stage.comment(number, MARKER, "media-after:");
        stage.comment(number, "<!-- registrar:answer " + comment + " -->", "before the present state was shown");
        assertThat(stage.comment(number, MARKER, "media-after:")).contains("**Approvals:** 0 of 1");
        notIn("media-before");
        notIn("media-after");
    }

    @Test
    void approval_writtenBetweenAnEditAndItsPreview_doesNotCount() {
        int number = stage.requested("media-between");
        stage.github().holdWebhooks(true);
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("body", form("media-unseen", "app-team-media", "low")));
        long comment = stage.person("paula").comment(number, APPROVE);
        stage.github().holdWebhooks(false);
        stage.comment(number, MARKER, "media-unseen:");
        stage.comment(number, "<!-- registrar:answer " + comment + " -->", "before the present state was shown");
        notIn("media-unseen");
    }

    @Test
    void approval_writtenBeforeTheFirstPreview_isRefused() {
        stage.github().holdWebhooks(true);
        int number = stage.asked("mia", form("media-early", "app-team-media", "low"));
        long comment = stage.person("paula").comment(number, APPROVE);
        stage.github().holdWebhooks(false);
        stage.until(
                "an answer",
                () -> stage.comments(number, "<!-- registrar:answer " + comment + " -->").stream()
                        .findFirst());
        assertThat(stage.comment(number, MARKER, "media-early:")).contains("**Approvals:** 0 of 1");
        notIn("media-early");
    }

    @Test
    void approval_ofAPullRequest_writtenBetweenAPushAndItsVerdict_doesNotCount() {
        Person ana = stage.person("ana");
        String catalog = ana.read(RequestStage.CATALOG, "main");
        ana.branch("hand-over");
        ana.write(RequestStage.CATALOG, "hand-over", catalog + HIGH.formatted("one", "ONE"), "Add one");
        int number = ana.openPullRequest("Add a registry of the tier high", "hand-over");
        stage.comment(number, "<!-- registrar:verdict", "0 of 2");
        stage.github().holdWebhooks(true);
        ana.write(RequestStage.CATALOG, "hand-over", catalog + HIGH.formatted("two", "TWO"), "Add another instead");
        long comment = stage.person("paula").comment(number, APPROVE);
        stage.github().holdWebhooks(false);
        stage.comment(number, "<!-- registrar:answer " + comment + " -->", "before the present state was shown");
    }

    private static final String HIGH = """

              payments-%s:
                metadata:
                  id: REGISTRY_PAYMENTS_%s
                  owner: app-team-payments
                  risk: high
                  environment: prod
                  status: pending
            """;

    private static void notIn(String name) {
        assertThat(stage.catalog()).doesNotContain(name);
    }
}
