package dev.registrar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import dev.registrar.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesCommandTest {
    private final CapturedConsole captured = new CapturedConsole();

    @TempDir
    Path folder;

    @BeforeEach
    void twoDeliveriesOneOfThemGivenUp() {
        try (Database database = open()) {
            Subject subject = new Subject("1001#7", "1001");
            database.inbox().enqueue(NewDelivery.now("dead-1", subject, "pull_request", Payload.of("{}")));
            database.inbox().finish(database.inbox().claim().orElseThrow(), Outcome.dead("no base\u001b[31m\nforged"));
            database.inbox().enqueue(NewDelivery.now("open-1", subject, "pull_request", Payload.of("{}")));
        }
    }

    private Database open() {
        return Database.embedded(folder, Clock.systemUTC(), InboxLimits.forWorkers(1));
    }

    private int run(String... words) {
        return Main.run(captured.console(), Map.of("REGISTRAR_DATA_DIR", folder.toString()), words);
    }

    @Test
    void list_namesWhatFailedWithItsCauseOnOneLine() {
        assertThat(run("deliveries", "list")).isZero();
        assertThat(captured.out().lines())
                .singleElement()
                .asString()
                .startsWith("1  dead-1  pull_request  1001#7  ")
                .endsWith("1 try: no base [31m forged");
    }

    @Test
    void replay_byGuidOrNumber_putsItBackToWorkOnce() {
        assertThat(run("deliveries", "replay", "dead-1")).isZero();
        assertThat(run("deliveries", "replay", "1")).isZero();
        assertThat(captured.out()).contains("dead-1: is worked on again", "1: has not failed for good");
        try (Database database = open()) {
            assertThat(database.inbox().stats().dead()).isEmpty();
            assertThat(database.inbox().stats().due()).containsEntry("pull_request", 2L);
        }
        captured.clear();
        assertThat(run("deliveries", "list")).isZero();
        assertThat(captured.out()).isEqualTo("No delivery has failed for good.\n");
    }

    @Test
    void replay_ofAnUnknownOne_isStatus2() {
        assertThat(run("deliveries", "replay", "nobody")).isEqualTo(2);
        assertThat(captured.err().lines()).singleElement().asString().contains("no delivery 'nobody'");
    }

    @Test
    void folderThatIsNotThere_isStatus2AndNotMade() {
        Path none = folder.resolve("none");

        int status = Main.run(captured.console(), Map.of("REGISTRAR_DATA_DIR", none.toString()), "deliveries", "list");

        assertThat(status).isEqualTo(2);
        assertThat(captured.err()).contains("REGISTRAR_DATA_DIR", none.toString(), "set it as for the server");
        assertThat(none).doesNotExist();
    }

    @Test
    void deliveries_withoutAWord_isStatus2() {
        assertThat(run("deliveries")).isEqualTo(2);
        assertThat(run("deliveries", "replay")).isEqualTo(2);
        assertThat(run("deliveries", "lsit")).isEqualTo(2);
        assertThat(captured.err().lines()).hasSize(3);
    }
}
