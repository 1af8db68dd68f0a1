package dev.registrar.store;

import static dev.registrar.store.TestStore.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.LeaseLost;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class LeaseTest {
    private static final Duration PAST_THE_LEASE = TestStore.LIMITS.lease().plusSeconds(1);

    private final TestStore store;
    private final Inbox inbox;

    LeaseTest(TestStore.Kind kind) {
        store = kind.create();
        inbox = store.open().inbox();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void lease_thatRanOut_isTakenOverAndTheLateOneIsRefused() {
        inbox.enqueue(delivery("g1", "7#1"));
        Claim late = inbox.claim().orElseThrow();
        store.advance(PAST_THE_LEASE);

        Inbox other = store.open().inbox();
        Claim taken = other.claim().orElseThrow();

        assertThat(taken.delivery().tries()).isEqualTo(2);
        assertThat(inbox.renew(late)).isEqualTo(Renewal.LOST);
        assertThat(inbox.finish(late, Outcome.dead("late"))).isFalse();
        Lease lateLease = new Lease(inbox, late);
        assertThatThrownBy(lateLease::check).isInstanceOf(LeaseLost.class);
        assertThat(lateLease.lost()).isTrue();
        assertThat(other.finish(taken, Outcome.done())).isTrue();
        assertThat(inbox.dead()).isEmpty();
        assertThat(inbox.claim()).isEmpty();
    }

    @Test
    void lease_thatRanOutWithNobodyElseThere_mayStillFinish() {
        inbox.enqueue(delivery("g1", "7#1"));
        Claim claim = inbox.claim().orElseThrow();
        store.advance(PAST_THE_LEASE);

        assertThat(inbox.finish(claim, Outcome.done())).isTrue();
        assertThat(inbox.claim()).isEmpty();
    }

    @Test
    void lease_renewed_lastsFromThenOn() {
        inbox.enqueue(delivery("g1", "7#1"));
        Claim claim = inbox.claim().orElseThrow();
        store.advance(Duration.ofSeconds(50));
        assertThat(inbox.renew(claim)).isEqualTo(Renewal.HELD);
        store.advance(Duration.ofSeconds(50));

        assertThat(inbox.claim()).isEmpty();
    }

    @Test
    void lease_whenMoreArrives_saysSo() {
        inbox.enqueue(delivery("g1", "7#1"));
        Lease lease = new Lease(inbox, inbox.claim().orElseThrow());
        lease.check();
        assertThat(lease.newerWaiting()).isFalse();

        inbox.enqueue(delivery("g2", "7#1"));
        lease.check();

        assertThat(lease.newerWaiting()).isTrue();
    }

    @Test
    void lease_afterFinish_isLost() {
        inbox.enqueue(delivery("g1", "7#1"));
        Claim claim = inbox.claim().orElseThrow();
        inbox.finish(claim, new Outcome.Retry("again", Duration.ZERO));

        assertThat(inbox.renew(claim)).isEqualTo(Renewal.LOST);
        assertThat(inbox.finish(claim, Outcome.done())).isFalse();
    }

    @Test
    void claims_ofManyThreadsAndReplicas_neverShareASubject() throws Exception {
        Inbox other = store.open().inbox();
        int subjects = 6;
        int each = 25;
        for (int i = 0; i < subjects * each; i++) {
            inbox.enqueue(delivery("g" + i, (i % subjects) + "#1"));
        }
        Set<String> held = ConcurrentHashMap.newKeySet();
        Set<String> handled = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Inbox mine = i % 2 == 0 ? inbox : other;
            running.add(threads.submit(() -> {
                while (handled.size() < subjects * each) {
                    Optional<Claim> claim = mine.claim();
                    claim.ifPresent(taken -> {
                        String subject = taken.delivery().subject().key();
                        assertThat(held.add(subject))
                                .as("%s is held by one", subject)
                                .isTrue();
                        assertThat(handled.add(taken.delivery().guid())).isTrue();
                        held.remove(subject);
                        assertThat(mine.finish(taken, Outcome.done())).isTrue();
                    });
                }
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        threads.shutdown();

        assertThat(store.count("select count(*) from delivery where state = 'done'"))
                .isEqualTo((long) subjects * each);
        assertThat(store.count("select count(*) from subject")).isZero();
    }
}
