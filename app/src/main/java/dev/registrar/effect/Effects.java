package dev.registrar.effect;

import dev.registrar.inbox.Lease;
import java.time.Duration;
import java.util.Optional;

/**
 * The ledger of effects: intended, then done. An intention is stored before the call that makes the effect, so that a
 * later try knows to look first.
 */
public interface Effects {
    /**
     * Says how the effect stands; where nobody has begun it, records that this claim now does. Renews the lease in the
     * same transaction, and throws {@link dev.registrar.inbox.LeaseLost} when that has ended.
     */
    Standing intend(EffectKey key, String digest, Lease lease);

    /** After {@link Standing.Unsure} and a look that found nothing: this claim begins it anew, with nothing known of it. */
    void intendAgain(EffectKey key, String digest, Lease lease);

    /** Records what is known of an intended effect before the step that makes it visible; renews the lease likewise. */
    void remote(EffectKey key, String remote, Lease lease);

    /** The effect is there, under this id. True whoever says it, so it needs no lease. */
    void done(EffectKey key, String digest, String remote);

    /** What is known to be done, without any intention. */
    Optional<Standing.Done> find(EffectKey key);

    /** Forgets an effect that was undone on the outside, so that it may be made again. */
    void forget(EffectKey key);

    /** Forgets effects that were done longer ago than this, and says how many. */
    int cleanUp(Duration olderThan);
}
