package dev.registrar.endtoend;

import static dev.registrar.endtoend.RequestStage.MARKER;
import static dev.registrar.endtoend.RequestStage.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.sandbox.Fault;
import dev.registrar.sandbox.SandboxGitHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Eight tries over two hours, which the clock is set forward by. */
@Timeout(180)
class GivenUpTest {
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
    void command_thatIsGivenUp_isAnsweredWithWhatCanBeDone() {
        int number = shown("payments-slow");
        stage.github()
                .fail(Fault.answer("POST", "/repos/.*/reactions", 502, "bad gateway")
                        .times(1_000));
        stage.person("paula").comment(number, "/why\n\n/registry-help");

        String said = hoursLater(number);

        assertThat(said)
                .contains(
                        "could not finish what was asked with `/why`, `/registry-help`, however often it tried, and has given up")
                .contains("write the command again in a new comment")
                .contains("registrar deliveries list");
        assertThat(comments(number)).hasSize(1);
    }

    @Test
    void commit_thatIsGivenUp_isToldOnTheRequest() {
        int number = shown("payments-slow");
        stage.github()
                .fail(Fault.answer("POST", "/repos/.*/git/commits", 502, "bad gateway")
                        .times(1_000));
        clock.forward(Duration.ofSeconds(2));
        stage.person("paula").comment(number, "/approve-registry");

        assertThat(hoursLater(number)).contains("could not do what follows on the approval", "/recheck");

        stage.github().clearFaults();
        stage.person("mia").comment(number, "/recheck");
        until(() -> Optional.of(stage.issue(number))
                .filter(issue -> issue.get("state").asText().equals("closed")));
        assertThat(stage.catalog()).containsOnlyOnce("\n  payments-slow:\n");
    }

    private int shown(String name) {
        int number = stage.asked("mia", form(name, "app-team-media", "low"));
        until(() -> stage.comments(number, MARKER).stream().findFirst());
        return number;
    }

    private List<String> comments(int number) {
        return stage.comments(number, "<!-- registrar:given-up ");
    }

    /** Sets the clock forward whenever there is nothing to do but to wait. */
    private String hoursLater(int number) {
        return until(() -> {
            clock.forward(Duration.ofMinutes(5));
            return comments(number).stream().findFirst();
        });
    }

    private <T> T until(Supplier<Optional<T>> look) {
        SandboxGitHub github = stage.github();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            github.awaitChange(github.version(), Duration.ofMillis(50));
        }
    }
}
