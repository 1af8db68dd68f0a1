package dev.registrar.handler;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Effects;
import dev.registrar.effect.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.RemoteTrouble.QuotaSpent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes an effect that must be there once: the ledger first, a look where an earlier try left it open, then the call. */
final class OneEffect {
    private final Effects effects;
    private final Lease lease;

    OneEffect(Effects effects, Lease lease) {
        this.effects = effects;
        this.lease = lease;
    }

    /**
     * @param key names this effect and everything that makes it different from the one before
     * @param look finds what an earlier try made
     * @param make makes it
     * @return what it is called on GitHub
     */
    String once(EffectKey key, Supplier<Optional<String>> look, Supplier<String> make) {
        Standing standing = effects.intend(key, key.value(), lease);
        return standing.match(
                fresh -> made(key, make), unsure -> looked(key, unsure, look, make), Standing.Done::remote);
    }

    private String looked(
            EffectKey key, Standing.Unsure unsure, Supplier<Optional<String>> look, Supplier<String> make) {
        Duration left = NotYet.LONGEST_CALL.minus(unsure.age());
        if (!left.isNegative() && !left.isZero()) {
            throw new NotYet(left);
        }
        Optional<String> found = look.get();
        if (found.isPresent()) {
            effects.done(key, key.value(), found.get());
            return found.get();
        }
        effects.intendAgain(key, key.value(), lease);
        return made(key, make);
    }

    /** What GitHub refuses is surely not there, so that the next try need not wait and look. */
    private String made(EffectKey key, Supplier<String> make) {
        try {
            String remote = make.get();
            effects.done(key, key.value(), remote);
            return remote;
        } catch (QuotaSpent | AccessLost refused) {
            effects.forget(key);
            throw refused;
        }
    }
}
