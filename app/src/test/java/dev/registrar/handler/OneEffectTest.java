package dev.registrar.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.registrar.effect.EffectKey;
import dev.registrar.inbox.Claim;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import dev.registrar.pull.RemoteTrouble.QuotaSpent;
import dev.registrar.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneEffectTest {
    private static final EffectKey KEY = EffectKey.of("check", 1);

    private final Database database;

    OneEffectTest(@TempDir Path folder) {
        database = Database.embedded(folder, Clock.systemUTC(), InboxLimits.forWorkers(1));
    }

    @BeforeEach
    void delivery() {
        database.inbox().enqueue(NewDelivery.now("g", new Subject("1#1", "1"), "pull_request", Payload.of("{}")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void effect_thatGitHubRefused_isMadeAtTheNextTry() {
        Claim claim = database.inbox().claim().orElseThrow();
        OneEffect one = new OneEffect(database.effects(), new Lease(database.inbox(), claim));

        assertThatThrownBy(() -> one.once(KEY, Optional::empty, () -> {
                    throw new QuotaSpent("spent", Instant.EPOCH, null);
                }))
                .isInstanceOf(QuotaSpent.class);
        assertThat(database.effects().find(KEY)).isEmpty();
        Claim next = again(claim);

        assertThat(new OneEffect(database.effects(), new Lease(database.inbox(), next))
                        .once(KEY, Optional::empty, () -> "7"))
                .isEqualTo("7");
    }

    /** The delivery put off, and taken up once more. */
    private Claim again(Claim claim) {
        database.inbox().finish(claim, Outcome.deferred("spent", Instant.EPOCH));
        return database.inbox().claim().orElseThrow();
    }
}
