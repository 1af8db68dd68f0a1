package dev.registrar.inbox;

import static dev.registrar.store.TestStore.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.registrar.store.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class WorkersTest {
    private static final int MAX_TRIES = 3;

    private final TestStore store;
    private final Inbox inbox;
    private final List<Workers> all = new ArrayList<>();
    private final HandClock clock = new HandClock();

    WorkersTest(TestStore.Kind kind) {
        store = kind.create();
        inbox = store.open().inbox();
    }

    @AfterEach
    void close() {
        all.forEach(Workers::close);
        store.close();
    }

    /** Stands still until it is moved. */
    private static final class HandClock extends Clock {
        private volatile Instant time = Instant.parse("2026-03-01T00:00:00Z");

        void advance(Duration by) {
            time = time.plus(by);
        }

        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }

    /** With polls and renewals so rare that none comes in a test: what happens is woken or driven by hand. */
    private Workers workers(DeliveryHandler handler) {
        Duration never = Duration.ofHours(1);
        WorkerSettings settings = new WorkerSettings(
                2,
                MAX_TRIES,
                never,
                Duration.ofSeconds(2),
                Duration.ofHours(1),
                never,
                Duration.ofMinutes(10),
                Duration.ofSeconds(5));
        Workers workers = new Workers(inbox, handler, settings, clock, new Random(1));
        all.add(workers);
        return workers;
    }

    private static void untilInterrupted(CountDownLatch begun) throws InterruptedException {
        begun.countDown();
        new CountDownLatch(1).await();
    }

    @Test
    void step_withNothingDue_saysSo() {
        assertThat(workers((delivery, lease) -> Outcome.done()).step()).isFalse();
    }

    @Test
    void step_handled_isDone() {
        inbox.enqueue(delivery("g1", "7#1"));
        Workers workers = workers((delivery, lease) -> {
            lease.check();
            return Outcome.done();
        });

        assertThat(workers.step()).isTrue();
        assertThat(workers.step()).isFalse();
        assertThat(inbox.enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.DUPLICATE);
    }

    @Test
    void handler_thatThrows_isTriedAgainWithGrowingDelays_thenKeptAsDead() {
        inbox.enqueue(delivery("g1", "7#1"));
        Workers workers = workers((delivery, lease) -> {
            throw new IllegalStateException("try " + delivery.tries());
        });

        assertThat(workers.step()).isTrue();
        store.advance(Duration.ofSeconds(1));
        assertThat(workers.step()).isFalse();
        store.advance(Duration.ofMillis(1_500));
        assertThat(workers.step()).isTrue();
        store.advance(Duration.ofSeconds(7));
        assertThat(workers.step()).isFalse();
        store.advance(Duration.ofSeconds(3));
        assertThat(workers.step()).isTrue();

        DeadDelivery dead = inbox.dead().get(0);
        assertThat(dead.tries()).isEqualTo(MAX_TRIES);
        assertThat(dead.cause()).isEqualTo("IllegalStateException: try 3");
    }

    @Test
    void lastWord_beforeADeliveryIsGivenUp_comesOnce_andMayFail() {
        inbox.enqueue(delivery("g1", "7#1"));
        List<String> said = new ArrayList<>();
        Workers workers = workers(new DeliveryHandler() {
            @Override
            public Outcome handle(Delivery delivery, Lease lease) {
                said.add("try " + delivery.tries());
                return delivery.tries() < 2 ? Outcome.retry("not yet") : Outcome.dead("never");
            }

            @Override
            public void givenUp(Delivery delivery) {
                said.add("given up");
                throw new IllegalStateException("nobody listens");
            }
        });

        workers.step();
        store.advance(Duration.ofHours(1));
        workers.step();

        assertThat(said).containsExactly("try 1", "try 2", "given up");
        assertThat(inbox.dead().get(0).cause()).isEqualTo("never");
    }

    @Test
    void retry_thatAsksForMoreTime_getsIt() {
        inbox.enqueue(delivery("g1", "7#1"));
        Workers workers = workers((delivery, lease) -> new Outcome.Retry("busy", Duration.ofMinutes(5)));

        workers.step();
        store.advance(Duration.ofMinutes(4));
        assertThat(workers.step()).isFalse();
        store.advance(Duration.ofMinutes(2));
        assertThat(workers.step()).isTrue();
    }

    @Test
    void poison_doesNotKeepItsNeighboursWaiting() {
        inbox.enqueue(delivery("poison", "7#1"));
        inbox.enqueue(delivery("fine", "7#1"));
        List<String> done = new ArrayList<>();
        Workers workers = workers((delivery, lease) -> {
            if (delivery.guid().equals("poison")) {
                throw new StackOverflowError();
            }
            done.add(delivery.guid());
            return Outcome.done();
        });

        workers.step();
        workers.step();

        assertThat(done).containsExactly("fine");
    }

    @Test
    void deferral_neverUsesUpTheTries() {
        inbox.enqueue(delivery("g1", "7#1"));
        Workers workers = workers(
                (delivery, lease) -> Outcome.deferred("quota", store.now().plusSeconds(60)));

        for (int i = 0; i < 3 * MAX_TRIES; i++) {
            assertThat(workers.step()).isTrue();
            store.advance(Duration.ofSeconds(90));
        }

        assertThat(inbox.dead()).isEmpty();
    }

    @Test
    void delivery_thatEndsTheProcessEachTime_isGivenUpWithoutAnotherTry() {
        inbox.enqueue(delivery("g1", "7#1"));
        for (int i = 0; i < MAX_TRIES; i++) {
            assertThat(inbox.claim()).isPresent();
            store.advance(Duration.ofSeconds(61));
        }
        List<String> handled = new ArrayList<>();

        workers((delivery, lease) -> {
                    handled.add(delivery.guid());
                    return Outcome.done();
                })
                .step();

        assertThat(handled).isEmpty();
        assertThat(inbox.dead().get(0).cause()).contains("3 times without an end");
    }

    @Test
    void renewAll_keepsTheLeaseOfLongWork() {
        inbox.enqueue(delivery("g1", "7#1"));
        List<Boolean> takenOver = new ArrayList<>();
        List<Workers> self = new ArrayList<>();
        self.add(workers((delivery, lease) -> {
            for (int i = 0; i < 4; i++) {
                store.advance(Duration.ofSeconds(40));
                self.get(0).renewAll();
                takenOver.add(inbox.claim().isPresent());
            }
            return Outcome.done();
        }));

        self.get(0).step();

        assertThat(takenOver).containsExactly(false, false, false, false);
        assertThat(inbox.enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.DUPLICATE);
    }

    @Test
    void work_whoseLeaseWasLost_leavesTheOutcomeToTheOther() {
        inbox.enqueue(delivery("g1", "7#1"));
        List<Claim> other = new ArrayList<>();
        Workers workers = workers((delivery, lease) -> {
            store.advance(Duration.ofSeconds(61));
            other.add(inbox.claim().orElseThrow());
            return Outcome.dead("too late to say");
        });

        workers.step();

        assertThat(inbox.dead()).isEmpty();
        assertThat(inbox.finish(other.get(0), Outcome.done())).isTrue();
    }

    @Test
    void work_thatTakesTooLong_isInterruptedAndTriedAgain() {
        inbox.enqueue(delivery("g1", "7#1"));
        CountDownLatch begun = new CountDownLatch(1);
        Workers workers = workers((delivery, lease) -> {
            if (delivery.tries() == 1) {
                untilInterrupted(begun);
            }
            return Outcome.dead("tried again, interrupted: " + Thread.interrupted());
        });
        Thread worker = new Thread(workers::step);
        worker.start();
        await().until(() -> begun.getCount() == 0);

        clock.advance(Duration.ofMinutes(11));
        workers.renewAll();
        await().until(() -> !worker.isAlive());

        store.advance(Duration.ofSeconds(10));
        workers.step();
        assertThat(inbox.dead().get(0).cause()).isEqualTo("tried again, interrupted: false");
    }

    @Test
    void start_worksOnWhatIsStoredAtOnce() {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        Workers workers = workers((delivery, lease) -> {
            handled.add(delivery.guid());
            return Outcome.done();
        });
        workers.start();

        inbox.enqueue(delivery("g1", "7#1"));
        await().until(() -> handled.contains("g1"));
        inbox.enqueue(delivery("g2", "7#1"));
        await().until(() -> handled.contains("g2"));
        await().until(() -> inbox.stats().idle());
    }

    @Test
    void stop_returnsWhatIsNotFinished_andDoesNotCountTheTry() {
        inbox.enqueue(delivery("slow", "7#1"));
        inbox.enqueue(delivery("next", "7#1"));
        CountDownLatch begun = new CountDownLatch(1);
        Workers workers = workers((delivery, lease) -> {
            untilInterrupted(begun);
            return Outcome.done();
        });
        workers.start();
        await().until(() -> begun.getCount() == 0);

        long before = System.nanoTime();
        int returned = workers.stop(Duration.ofSeconds(1));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
        assertThat(returned).isEqualTo(1);
        Delivery again = store.open().inbox().claim().orElseThrow().delivery();
        assertThat(again.guid()).isEqualTo("slow");
        assertThat(again.tries()).isEqualTo(1);
    }

    @Test
    void stop_withAHandlerThatIgnoresIt_returnsTheWorkAllTheSame() {
        inbox.enqueue(delivery("deaf", "7#1"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Boolean> lost = new AtomicReference<>();
        Workers workers = workers((delivery, lease) -> {
            begun.countDown();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
            lost.set(lease.lost());
            return Outcome.dead("nobody listens to this any more");
        });
        workers.start();
        await().until(() -> begun.getCount() == 0);

        assertThat(workers.stop(Duration.ofMillis(500))).isEqualTo(1);

        end.countDown();
        await().until(() -> lost.get() != null);
        assertThat(lost.get()).isTrue();
        assertThat(inbox.dead()).isEmpty();
        assertThat(inbox.claim().orElseThrow().delivery().guid()).isEqualTo("deaf");
    }

    @Test
    void stop_waitsForWorkThatIsAboutToFinish() throws Exception {
        inbox.enqueue(delivery("g1", "7#1"));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Workers workers = workers((delivery, lease) -> {
            begun.countDown();
            end.await();
            return Outcome.done();
        });
        workers.start();
        begun.await();
        AtomicReference<Integer> returned = new AtomicReference<>();
        Thread stopping = new Thread(() -> returned.set(workers.stop(Duration.ofSeconds(20))));
        stopping.start();
        await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);

        end.countDown();
        stopping.join();

        assertThat(returned.get()).isZero();
        assertThat(inbox.enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.DUPLICATE);
    }
}
