package dev.registrar.store;

import static dev.registrar.store.TestStore.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.inbox.WorkerSettings;
import dev.registrar.inbox.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class DatabaseTest {
    private final TestStore.Kind kind;
    private final TestStore store;
    private final Database database;
    private final Inbox inbox;

    DatabaseTest(TestStore.Kind kind) {
        this.kind = kind;
        store = kind.create();
        database = store.open();
        inbox = database.inbox();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Larger than the room that is left in pages that are there already. */
    private static NewDelivery large(String guid) {
        return NewDelivery.now(guid, TestStore.subject("7#" + guid), "push", Payload.of(new byte[100_000]));
    }

    /** Keeps whoever stores deliveries waiting until the latch opens. */
    private Thread hold(CountDownLatch until) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Thread thread = new Thread(() -> database.transactions().run(handle -> {
            if (kind == TestStore.Kind.POSTGRES) {
                handle.execute("lock table subject in exclusive mode");
            }
            held.countDown();
            try {
                until.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        thread.start();
        held.await();
        return thread;
    }

    @Test
    void ping_ofAnOpenDatabase_findsNothingWrong() {
        assertThat(database.ping()).isEmpty();
    }

    @Test
    void ping_afterClose_saysThatItDoesNotAnswer() {
        database.close();
        assertThat(database.ping()).contains("the database does not answer");
        assertThatThrownBy(() -> inbox.enqueue(delivery("g1", "7#1"))).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void enqueue_byManyAtOnce_sharesTransactions() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = hold(release);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String guid = "g" + i;
            Thread caller = new Thread(() -> inbox.enqueue(delivery(guid, "7#" + guid)));
            caller.start();
            callers.add(caller);
        }
        await().until(() -> callers.stream().allMatch(t -> t.getState() == Thread.State.TIMED_WAITING));
        release.countDown();
        holder.join();
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(store.count("select count(*) from delivery")).isEqualTo(50);
        if (kind == TestStore.Kind.POSTGRES) {
            // What the first took before it had to wait, and all the rest. For SQLite, see SoleWriterTest.
            assertThat(store.count("select count(distinct xmin::text) from delivery"))
                    .isEqualTo(2);
        }
    }

    @Test
    void enqueue_whileTheDatabaseFails_saysSo_andWorksAgainAfterwards() {
        inbox.enqueue(large("before"));
        store.fail();

        assertThatThrownBy(() -> inbox.enqueue(large("during"))).isInstanceOf(StoreUnavailable.class);

        store.recover();
        assertThat(inbox.enqueue(large("after"))).isEqualTo(Receipt.QUEUED);
        assertThat(store.count("select count(*) from delivery")).isEqualTo(2);
    }

    @Test
    void workers_whileTheDatabaseFails_waitAndGoOnAfterwards() {
        WorkerSettings usual = WorkerSettings.of(2);
        WorkerSettings settings = new WorkerSettings(
                2,
                8,
                Duration.ofMillis(50),
                Duration.ofMillis(10),
                Duration.ofSeconds(1),
                usual.renewEvery(),
                usual.longest(),
                Duration.ofSeconds(5));
        Workers workers =
                new Workers(inbox, (delivery, lease) -> Outcome.done(), settings, Clock.systemUTC(), new Random(1));
        workers.start();
        store.fail();
        assertThatThrownBy(() -> inbox.enqueue(large("during"))).isInstanceOf(StoreUnavailable.class);
        store.recover();

        inbox.enqueue(large("after"));

        await().until(() -> inbox.stats().idle());
        workers.close();
    }

    @Test
    void open_aSecondTime_findsTheSameWork_whileTheFirstGoesOn() {
        inbox.enqueue(delivery("g1", "7#1"));
        try (Database second = store.connect()) {
            assertThat(second.inbox().stats().due()).containsEntry("issue_comment", 1L);
            assertThat(second.inbox().enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.DUPLICATE);
        }
        assertThat(inbox.finish(inbox.claim().orElseThrow(), Outcome.done())).isTrue();
    }

    @Test
    void open_byTwoAtOnce_makesTheTablesOnce() throws Exception {
        try (TestStore fresh = kind.create()) {
            List<Throwable> failures = new ArrayList<>();
            Thread other = new Thread(() -> {
                try (Database database = fresh.connect()) {
                    database.inbox().stats();
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            });
            other.start();
            fresh.open().inbox().stats();
            other.join();
            assertThat(failures).isEmpty();
        }
    }
}
