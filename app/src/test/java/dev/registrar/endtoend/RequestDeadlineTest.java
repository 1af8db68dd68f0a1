package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.MARKER;
import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that nobody approves in time. */
class RequestDeadlineTest {
    private static final String CALL = "@acme/platform-team";

    @TempDir
    Path folder;

    private final HastyClock clock = new HastyClock(1);
    private RequestStage stage;

    @BeforeEach
    void start() {
        stage = RequestStage.start(folder, clock);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void comment_tellsReminderAndBreach_callsTheTeamOnce_andSurvivesARestart() {
        int number = stage.requested("media-slow");
        clock.forward(Duration.ofHours(25));
        assertThat(stage.comment(number, MARKER, "⏰ 22 hours left")).doesNotContain(CALL);
        stage.restart();
        clock.forward(Duration.ofHours(24));
        String breach = stage.comment(number, MARKER, "⏰ overdue by");
        assertThat(breach).containsOnlyOnce(CALL);
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("body", form("media-slow", "app-team-media", "medium")));
        assertThat(stage.comment(number, MARKER, "| 30 |")).containsOnlyOnce(CALL);
        clock.forward(Duration.ofSeconds(2));
        stage.granted("paula", number, "/approve-registry");
        assertThat(stage.committed(number)).doesNotContain(CALL);
        assertThat(stage.comments(number, "<!-- registrar:")).hasSize(1);
    }

    @Test
    void request_thatWaitsForItsAuthor_callsNobody() {
        int number = stage.asked("mia", form("media-slow", "app-team-nobody", "low"));
        stage.comment(number, MARKER, "needs changes");
        clock.forward(Duration.ofHours(49));
        assertThat(stage.comment(number, MARKER, "⏰ overdue by")).doesNotContain(CALL);
        stage.send("mia", "PATCH", "/issues/" + number, Map.of("body", form("media-slow", "app-team-media", "low")));
        assertThat(stage.comment(number, MARKER, "Waiting for one approval")).containsOnlyOnce(CALL);
    }
}
