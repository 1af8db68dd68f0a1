package dev.registrar.store;

import static dev.registrar.store.TestStore.delivery;
import static dev.registrar.store.TestStore.newest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.DeadDelivery;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.ReplayResult;
import dev.registrar.inbox.Retention;
import dev.registrar.inbox.Stats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class InboxTest {
    private final TestStore store;
    private final Inbox inbox;

    InboxTest(TestStore.Kind kind) {
        store = kind.create();
        inbox = store.open().inbox();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Claim claimed() {
        return inbox.claim().orElseThrow();
    }

    private void finish(Outcome outcome) {
        assertThat(inbox.finish(claimed(), outcome)).isTrue();
    }

    private List<String> finishAll() {
        List<String> guids = new ArrayList<>();
        for (Optional<Claim> next = inbox.claim(); next.isPresent(); next = inbox.claim()) {
            guids.add(next.get().delivery().guid());
            assertThat(inbox.finish(next.get(), Outcome.done())).isTrue();
        }
        return guids;
    }

    @Test
    void enqueue_anotherReplica_seesTheDelivery() {
        assertThat(inbox.enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.QUEUED);

        Claim claim = store.open().inbox().claim().orElseThrow();

        assertThat(claim.delivery().guid()).isEqualTo("g1");
        assertThat(claim.delivery().subject().lane()).isEqualTo("7");
        assertThat(claim.delivery().event()).isEqualTo("issue_comment");
        assertThat(claim.delivery().body()).isEqualTo(Payload.of("{\"guid\":\"g1\"}"));
        assertThat(claim.delivery().tries()).isEqualTo(1);
        assertThat(claim.delivery().receivedAt()).isBetween(store.now().minusSeconds(60), store.now());
    }

    @Test
    void enqueue_ofWhatIsOpen_isADuplicateAndIsWorkedOnOnce() {
        inbox.enqueue(delivery("g1", "7#1"));

        assertThat(inbox.enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.DUPLICATE);

        assertThat(finishAll()).containsExactly("g1");
    }

    @Test
    void enqueue_ofWhatWaitsForARetry_makesItDue() {
        inbox.enqueue(delivery("g1", "7#1"));
        finish(new Outcome.Retry("later", Duration.ofHours(1)));
        assertThat(inbox.claim()).isEmpty();

        inbox.enqueue(delivery("g1", "7#1"));

        assertThat(claimed().delivery().tries()).isEqualTo(2);
    }

    @Test
    void enqueue_ofWhatIsDone_isADuplicateAndLeavesNothingBehind() {
        inbox.enqueue(delivery("g1", "7#1"));
        finish(Outcome.done());

        assertThat(inbox.enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.DUPLICATE);

        assertThat(inbox.claim()).isEmpty();
        assertThat(store.count("select count(*) from subject")).isZero();
    }

    @Test
    void enqueue_ofWhatIsDead_opensItWithAllItsTries() {
        inbox.enqueue(delivery("g1", "7#1"));
        finish(Outcome.dead("no"));

        assertThat(inbox.enqueue(delivery("g1", "7#1"))).isEqualTo(Receipt.QUEUED);

        Claim claim = claimed();
        assertThat(claim.delivery().tries()).isEqualTo(1);
        assertThat(claim.delivery().body().size()).isPositive();
        assertThat(inbox.dead()).isEmpty();
    }

    @Test
    void enqueueAll_withRepeatedGuids_answersEach() {
        inbox.enqueue(delivery("done", "7#1"));
        finish(Outcome.done());

        List<Receipt> receipts =
                inbox.enqueueAll(List.of(delivery("b", "9#1"), delivery("done", "7#1"), delivery("b", "9#1")));

        assertThat(receipts).containsExactly(Receipt.QUEUED, Receipt.DUPLICATE, Receipt.DUPLICATE);
        assertThat(finishAll()).containsExactly("b");
    }

    @Test
    void claim_ofOneSubject_keepsTheOrderOfArrival() {
        for (int i = 0; i < 10; i++) {
            inbox.enqueue(delivery("g" + i, "7#1"));
        }

        assertThat(finishAll()).containsExactly("g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9");
    }

    @Test
    void claim_whileTheSubjectIsHeld_findsNothing() {
        inbox.enqueue(delivery("g1", "7#1"));
        inbox.enqueue(delivery("g2", "7#1"));
        Claim first = claimed();
        inbox.enqueue(delivery("g3", "7#1"));

        assertThat(inbox.claim()).isEmpty();

        inbox.finish(first, Outcome.done());
        assertThat(claimed().delivery().guid()).isEqualTo("g2");
    }

    @Test
    void claim_ofSameAs_takesTheNewestAndSupersedesTheOlder() {
        inbox.enqueue(newest("sync1", "7#1"));
        inbox.enqueue(delivery("command", "7#1"));
        inbox.enqueue(newest("sync2", "7#1"));
        inbox.enqueue(newest("sync3", "7#1"));
        inbox.enqueue(newest("other", "7#2"));

        assertThat(finishAll()).containsExactlyInAnyOrder("sync3", "command", "other");

        assertThat(store.count("select count(*) from delivery where state = 'superseded'"))
                .isEqualTo(2);
        assertThat(inbox.enqueue(newest("sync1", "7#1"))).isEqualTo(Receipt.DUPLICATE);
    }

    @Test
    void claim_ofSameAsThatArrivedDuringTheWork_isWorkedOnAfterwards() {
        inbox.enqueue(newest("sync1", "7#1"));
        Claim first = claimed();
        inbox.enqueue(newest("sync2", "7#1"));
        inbox.finish(first, Outcome.done());

        assertThat(finishAll()).containsExactly("sync2");
    }

    @Test
    void dead_newestOfTheSame_leavesTheOlderTheirChance() {
        inbox.enqueue(newest("sync1", "7#1"));
        inbox.enqueue(newest("poison", "7#1"));
        finish(Outcome.dead("unreadable"));

        assertThat(finishAll()).containsExactly("sync1");
    }

    @Test
    void claim_laneAtItsCap_givesWayToOtherLanes() {
        for (int i = 0; i < 20; i++) {
            inbox.enqueue(delivery("busy" + i, "7#" + i));
        }
        store.advance(Duration.ofSeconds(1));
        inbox.enqueue(delivery("quiet", "8#1"));

        List<Claim> claims = List.of(claimed(), claimed(), claimed());

        assertThat(claims)
                .extracting(claim -> claim.delivery().subject().lane())
                .containsExactly("7", "7", "8");
        assertThat(inbox.claim()).isEmpty();
        inbox.finish(claims.get(0), Outcome.done());
        assertThat(claimed().delivery().subject().lane()).isEqualTo("7");
    }

    @Test
    void retry_waitsForItsDelay_andNeighboursGoOn() {
        inbox.enqueue(delivery("failing", "7#1"));
        inbox.enqueue(delivery("fine", "7#1"));
        finish(new Outcome.Retry("no luck", Duration.ofSeconds(10)));

        assertThat(finishAll()).containsExactly("fine");
        store.advance(Duration.ofSeconds(11));
        assertThat(claimed().delivery().tries()).isEqualTo(2);
    }

    @Test
    void deferred_waitsForItsTime_andDoesNotCountAsATry() {
        inbox.enqueue(delivery("g1", "7#1"));
        finish(Outcome.deferred("quota", store.now().plus(Duration.ofMinutes(30))));

        store.advance(Duration.ofMinutes(29));
        assertThat(inbox.claim()).isEmpty();
        store.advance(Duration.ofMinutes(2));
        assertThat(claimed().delivery().tries()).isEqualTo(1);
    }

    @Test
    void timer_isDueAtItsTimeAndCountsAsReceivedThen() {
        Instant due = store.now().plus(Duration.ofHours(24));
        inbox.enqueue(delivery("timer:1", "timer:sla").dueAt(due));
        inbox.enqueue(delivery("timer:1", "timer:sla").dueAt(due));

        assertThat(inbox.claim()).isEmpty();
        assertThat(inbox.stats().waiting()).isEqualTo(Map.of("issue_comment", 1L));
        assertThat(inbox.stats().oldest()).isNull();
        store.advance(Duration.ofHours(25));

        assertThat(claimed().delivery().receivedAt()).isEqualTo(due);
    }

    @Test
    void timer_wakesItsSubjectBeforeLaterWork() {
        inbox.enqueue(delivery("late", "7#1").dueAt(store.now().plus(Duration.ofHours(2))));
        inbox.enqueue(delivery("early", "7#1").dueAt(store.now().plus(Duration.ofHours(1))));
        store.advance(Duration.ofMinutes(61));

        assertThat(finishAll()).containsExactly("early");
        store.advance(Duration.ofMinutes(60));
        assertThat(finishAll()).containsExactly("late");
    }

    @Test
    void dead_isListedWithItsCauseAndReplayed() {
        inbox.enqueue(delivery("g1", "7#1"));
        finish(Outcome.dead("it said \0 no\ud83d"));

        DeadDelivery dead = inbox.dead().get(0);
        assertThat(dead.guid()).isEqualTo("g1");
        assertThat(dead.cause()).isEqualTo("it said \uFFFD no?");
        assertThat(dead.subject()).isEqualTo(TestStore.subject("7#1"));
        assertThat(inbox.claim()).isEmpty();

        assertThat(inbox.replay(Long.toString(dead.seq()))).isEqualTo(ReplayResult.QUEUED);
        assertThat(inbox.replay("g1")).isEqualTo(ReplayResult.STILL_OPEN);
        finish(Outcome.done());
        assertThat(inbox.replay("g1")).isEqualTo(ReplayResult.FINISHED);
        assertThat(inbox.replay("g2")).isEqualTo(ReplayResult.UNKNOWN);
        assertThat(inbox.replay("99999999999999999999")).isEqualTo(ReplayResult.UNKNOWN);
    }

    @Test
    void replay_whileAnotherOfTheSubjectIsInWork_waitsItsTurn() {
        inbox.enqueue(delivery("g1", "7#1"));
        finish(Outcome.dead("no"));
        inbox.enqueue(delivery("g2", "7#1"));
        Claim second = claimed();

        assertThat(inbox.replay("g1")).isEqualTo(ReplayResult.QUEUED);

        assertThat(inbox.claim()).isEmpty();
        inbox.finish(second, Outcome.done());
        assertThat(claimed().delivery().guid()).isEqualTo("g1");
    }

    @Test
    void payload_isKeptUntilTheDeliveryIsDoneOrForgotten() {
        inbox.enqueue(newest("older", "7#1"));
        inbox.enqueue(newest("newer", "7#1"));
        finish(Outcome.done());
        assertThat(store.count("select count(*) from payload")).isZero();

        inbox.enqueue(delivery("dead", "7#1"));
        finish(Outcome.dead("no"));
        assertThat(store.count("select count(*) from payload")).isEqualTo(1);
        store.advance(Duration.ofDays(91));
        inbox.cleanUp(Retention.DEFAULT);
        assertThat(store.count("select count(*) from payload")).isZero();
    }

    @Test
    void cleanUp_keepsGuidsForEightDays() {
        inbox.enqueue(delivery("done", "7#1"));
        finish(Outcome.done());
        inbox.enqueue(delivery("dead", "7#1"));
        finish(Outcome.dead("no"));
        store.advance(Duration.ofDays(8).minusSeconds(60));

        assertThat(inbox.cleanUp(Retention.DEFAULT)).isZero();
        assertThat(inbox.enqueue(delivery("done", "7#1"))).isEqualTo(Receipt.DUPLICATE);

        store.advance(Duration.ofMinutes(2));
        inbox.enqueue(delivery("open", "7#2"));
        assertThat(inbox.cleanUp(Retention.DEFAULT)).isEqualTo(1);
        assertThat(inbox.dead()).hasSize(1);
        store.advance(Duration.ofDays(90));
        assertThat(inbox.cleanUp(Retention.DEFAULT)).isEqualTo(1);
        assertThat(finishAll()).containsExactly("open");
    }

    @Test
    void stats_countByEventAndSayHowOldTheOldestIs() {
        inbox.enqueue(delivery("g1", "7#1"));
        inbox.enqueue(newest("g2", "7#2"));
        inbox.enqueue(delivery("g3", "7#3"));
        store.advance(Duration.ofSeconds(90));
        Claim claim = claimed();
        inbox.finish(claim, Outcome.dead("no"));
        claimed();

        Stats stats = inbox.stats();

        assertThat(stats.due().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
        assertThat(stats.dead()).containsOnlyKeys(claim.delivery().event());
        assertThat(stats.inWork()).isEqualTo(1);
        assertThat(stats.oldest()).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
        assertThat(stats.idle()).isFalse();
    }

    @Test
    void onWork_isCalledForWhatIsDueOnly() {
        AtomicInteger woken = new AtomicInteger();
        inbox.onWork(woken::incrementAndGet);

        inbox.enqueue(delivery("later", "7#1").dueAt(store.now().plusSeconds(60)));
        assertThat(woken).hasValue(0);
        inbox.enqueue(delivery("now", "7#1"));
        assertThat(woken).hasValue(1);
    }
}
