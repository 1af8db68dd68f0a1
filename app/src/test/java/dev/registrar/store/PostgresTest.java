package dev.registrar.store;

import static dev.registrar.store.TestStore.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.StoreUnavailable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What SQLite, with its one writer and its texts of any bytes, does not know. */
final class PostgresTest {
    private final TestStore store = TestStore.Kind.POSTGRES.create();
    private final Inbox inbox = store.open().inbox();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void enqueue_whatTheDatabaseRefuses_doesNotFailTheOthersOfItsTransaction() {
        List<NewDelivery> deliveries =
                List.of(delivery("g1", "7#1"), delivery("poison\0", "7#2"), delivery("g3", "7#3"));

        assertThatThrownBy(() -> inbox.enqueueAll(deliveries))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageNotContaining("poison");

        await().until(() -> store.count("select count(*) from delivery where guid in ('g1', 'g3')") == 2);
    }

    @Test
    void enqueue_aSubjectThatAStoppedReplicaHasLocked_failsAloneAndSoon() throws Exception {
        inbox.enqueue(delivery("g1", "7#1"));
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Database stopped = store.open();
        Thread holder = new Thread(() -> stopped.transactions().run(handle -> {
            handle.execute("update subject set generation = generation where subject = '7#1'");
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        holder.start();
        held.await();

        List<NewDelivery> deliveries = List.of(delivery("g2", "7#1"), delivery("g3", "7#3"), delivery("g4", "7#1"));
        assertThatThrownBy(() -> inbox.enqueueAll(deliveries)).isInstanceOf(StoreUnavailable.class);
        await().until(() -> store.count("select count(*) from delivery where guid = 'g3'") == 1);

        release.countDown();
        holder.join();
        assertThat(inbox.enqueue(delivery("g2", "7#1"))).isEqualTo(Receipt.QUEUED);
    }

    @Test
    void postgres_withAnotherKindOfAddress_isRefusedWithoutNamingIt() {
        assertThatThrownBy(() -> Database.postgres(
                        "jdbc:mysql://host/db?password=hunter2", null, () -> null, 2, TestStore.LIMITS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void postgres_thatIsNotThere_isUnavailable() {
        assertThatThrownBy(() -> Database.postgres(
                        "jdbc:postgresql://127.0.0.1:1/none", "u", () -> "hunter2", 2, TestStore.LIMITS))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageNotContaining("hunter2");
    }
}
