package dev.registrar.store;

import static dev.registrar.store.TestStore.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server on an embedded database does with the work that a killed one held. */
final class TakeOverTest {
    private final TestStore store = TestStore.Kind.SQLITE.create();
    private Database server;

    @BeforeEach
    void start() {
        server = store.open();
        server.takeOver();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** The claims it held stay as they are. */
    private void kill() {
        server.close();
        start();
    }

    private Optional<Delivery> claim() {
        return server.inbox().claim().map(Claim::delivery);
    }

    @Test
    void workInHand_whenTheServerIsKilledOnce_isTakenUpAtOnce() {
        server.inbox().enqueue(delivery("g1", "7#1"));
        claim();
        kill();
        assertThat(claim()).map(Delivery::tries).hasValue(2);
    }

    @Test
    void workInHand_whenTheServerIsKilledAgainAndAgain_waitsLongerEachTime() {
        server.inbox().enqueue(delivery("g1", "7#1"));
        claim();
        kill();
        int tries = 2;
        for (int seconds : new int[] {2, 8, 32, 128, 512, 2048, 3600}) {
            assertThat(claim()).map(Delivery::tries).hasValue(tries);
            kill();
            store.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(claim()).isEmpty();
            store.advance(Duration.ofMillis(1));
            tries++;
        }
    }

    @Test
    void neighbours_ofWorkThatWasInHandTwice_areTakenUpMeanwhile() {
        server.inbox().enqueue(delivery("g1", "7#1"));
        claim();
        kill();
        claim();
        server.inbox().enqueue(delivery("g2", "7#2"));
        server.inbox().enqueue(delivery("g3", "7#1"));
        kill();
        assertThat(Stream.generate(this::claim).takeWhile(Optional::isPresent).map(Optional::get))
                .extracting(Delivery::guid)
                .containsExactlyInAnyOrder("g2", "g3");
    }
}
