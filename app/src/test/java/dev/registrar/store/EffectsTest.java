package dev.registrar.store;

import static dev.registrar.store.TestStore.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Effects;
import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.effect.Standing;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.LeaseLost;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class EffectsTest {
    private static final EffectKey KEY = EffectKey.of("comment", 7, 12);

    private final TestStore store;
    private final Inbox inbox;
    private final Effects effects;
    private final Facts facts;

    EffectsTest(TestStore.Kind kind) {
        store = kind.create();
        Database database = store.open();
        inbox = database.inbox();
        effects = database.effects();
        facts = database.facts();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Lease lease() {
        inbox.enqueue(delivery("g1", "7#1"));
        return new Lease(inbox, inbox.claim().orElseThrow());
    }

    private Lease afterCrash() {
        store.advance(Duration.ofSeconds(61));
        return new Lease(inbox, inbox.claim().orElseThrow());
    }

    @Test
    void intend_new_isFresh_andDoneAfterwards() {
        Lease lease = lease();

        assertThat(effects.intend(KEY, "d1", lease)).isEqualTo(new Standing.Fresh());
        assertThat(effects.find(KEY)).isEmpty();
        effects.done(KEY, "d1", "99");

        assertThat(effects.intend(KEY, "d1", lease)).isEqualTo(new Standing.Done("d1", "99"));
        assertThat(effects.find(KEY)).contains(new Standing.Done("d1", "99"));
    }

    @Test
    void intend_withAnotherDigest_isTheSameEffectToBeUpdated() {
        Lease lease = lease();
        effects.intend(KEY, "d1", lease);
        effects.done(KEY, "d1", "99");

        assertThat(effects.intend(KEY, "d2", lease)).isEqualTo(new Standing.Done("d1", "99"));
        effects.done(KEY, "d2", "99");

        assertThat(effects.intend(KEY, "d2", lease)).isEqualTo(new Standing.Done("d2", "99"));
    }

    @Test
    void intend_afterAnEarlierTryDidNotSay_isUnsureUntilBegunAnew() {
        effects.intend(KEY, "d1", lease());
        Lease second = afterCrash();

        Standing.Unsure unsure = (Standing.Unsure) effects.intend(KEY, "d2", second);

        assertThat(unsure.digest()).isEqualTo("d1");
        assertThat(unsure.remote()).isNull();
        assertThat(unsure.age()).isBetween(Duration.ofSeconds(61), Duration.ofMinutes(2));
        assertThat(effects.intend(KEY, "d2", second)).isInstanceOf(Standing.Unsure.class);
        effects.intendAgain(KEY, "d2", second);
        Standing.Unsure anew = (Standing.Unsure) effects.intend(KEY, "d2", afterCrash());
        assertThat(anew.digest()).isEqualTo("d2");
        assertThat(anew.age()).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void intend_againByTheSameClaim_isFresh() {
        Lease lease = lease();
        effects.intend(KEY, "d1", lease);
        effects.remote(KEY, "abc", lease);

        assertThat(effects.intend(KEY, "d2", lease)).isEqualTo(new Standing.Fresh());

        Standing.Unsure unsure = (Standing.Unsure) effects.intend(KEY, "d2", afterCrash());
        assertThat(unsure.remote()).isNull();
    }

    @Test
    void remote_isKnownToTheNextTry() {
        Lease lease = lease();
        effects.intend(KEY, "d1", lease);
        effects.remote(KEY, "c0ffee", lease);

        Standing.Unsure unsure = (Standing.Unsure) effects.intend(KEY, "d1", afterCrash());

        assertThat(unsure.remote()).isEqualTo("c0ffee");
    }

    @Test
    void remote_ofWhatNobodyIntends_isRefused() {
        Lease lease = lease();
        assertThatThrownBy(() -> effects.remote(KEY, "c0ffee", lease)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void intend_withALostLease_writesNothing() {
        Lease lost = lease();
        Lease current = afterCrash();

        assertThatThrownBy(() -> effects.intend(KEY, "d1", lost)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> effects.intendAgain(KEY, "d1", lost)).isInstanceOf(LeaseLost.class);
        assertThatThrownBy(() -> effects.remote(KEY, "c0ffee", lost)).isInstanceOf(LeaseLost.class);

        assertThat(effects.intend(KEY, "d1", current)).isEqualTo(new Standing.Fresh());
    }

    @Test
    void intend_renewsTheLease() {
        Lease lease = lease();
        store.advance(Duration.ofSeconds(50));
        effects.intend(KEY, "d1", lease);
        store.advance(Duration.ofSeconds(50));

        assertThat(inbox.claim()).isEmpty();
    }

    @Test
    void forget_letsTheEffectBeMadeAgain() {
        Lease lease = lease();
        effects.done(KEY, "d1", "99");
        effects.forget(KEY);

        assertThat(effects.intend(KEY, "d1", lease)).isEqualTo(new Standing.Fresh());
    }

    @Test
    void cleanUp_forgetsWhatWasDoneLongAgo_andNothingIntended() {
        effects.intend(EffectKey.of("intended"), "d", lease());
        effects.done(KEY, "d1", "99");
        store.advance(Duration.ofDays(10));

        assertThat(effects.cleanUp(Duration.ofDays(11))).isZero();
        assertThat(effects.cleanUp(Duration.ofDays(9))).isEqualTo(1);
        assertThat(store.count("select count(*) from effect")).isEqualTo(1);
    }

    @Test
    void facts_areOnePerKindSubjectAndKey() {
        facts.put("approval", "7#1", "u1", "{\"by\":1}");
        store.advance(Duration.ofSeconds(1));
        facts.put("approval", "7#1", "a2", "{\"by\":2}");
        facts.put("approval", "7#2", "u1", "{}");
        facts.put("seen", "7#1", "u1", "{}");

        assertThat(facts.list("approval", "7#1")).extracting(Fact::key).containsExactly("u1", "a2");
        assertThat(facts.add("approval", "7#1", "u1", "{\"by\":9}")).isFalse();
        assertThat(facts.get("approval", "7#1", "u1").orElseThrow().json()).isEqualTo("{\"by\":1}");
        facts.put("approval", "7#1", "u1", "{\"by\":3}");
        assertThat(facts.get("approval", "7#1", "u1").orElseThrow().json()).isEqualTo("{\"by\":3}");
        assertThat(facts.add("approval", "7#1", "u4", "{}")).isTrue();
        assertThat(facts.delete("approval", "7#1", "u4")).isTrue();
        assertThat(facts.delete("approval", "7#1", "u4")).isFalse();
        assertThat(facts.deleteAll("approval", "7#1")).isEqualTo(2);
        assertThat(facts.list("approval", "7#1")).isEmpty();
        assertThat(facts.list("approval", "7#2")).hasSize(1);
        assertThat(facts.get("seen", "7#1", "u1").orElseThrow().at()).isBeforeOrEqualTo(store.now());
    }
}
