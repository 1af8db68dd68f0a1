package dev.registrar.upkeep;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Effects;
import dev.registrar.effect.Standing;
import dev.registrar.github.HookDeliveries;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has GitHub send again what it could not deliver. What the inbox knows has arrived, whatever GitHub thinks of it. */
public final class CatchUp implements Timers.Task {
    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    // GitHub, "Redelivering webhooks": three days.
    private static final Duration REACH = Duration.ofDays(3);
    /** A delivery that fails this often fails for a reason. */
    private static final int MOST_TIMES = 5;
    /** So that a long outage does not spend a minute's writes at once; the rest is for the next tick. */
    private static final int MOST_AT_ONCE = 200;

    private final HookDeliveries hook;
    private final Inbox inbox;
    private final Effects effects;
    private final Clock clock;

    public CatchUp(HookDeliveries hook, Inbox inbox, Effects effects, Clock clock) {
        this.hook = hook;
        this.inbox = inbox;
        this.effects = effects;
        this.clock = clock;
    }

    @Override
    public void run(Lease lease) {
        List<HookDeliveries.Failed> failed =
                new ArrayList<>(hook.failedSince(clock.instant().minus(REACH)));
        if (failed.isEmpty()) {
            return;
        }
        Collections.reverse(failed); // commands in the order in which they were given
        Set<String> arrived =
                inbox.known(failed.stream().map(HookDeliveries.Failed::guid).collect(Collectors.toSet()));
        int sent = 0;
        for (HookDeliveries.Failed attempt : failed) {
            if (sent == MOST_AT_ONCE) {
                break;
            }
            if (!arrived.contains(attempt.guid()) && again(attempt, lease)) {
                sent++;
            }
        }
        if (sent > 0) {
            log.info("{} deliveries that had not arrived are sent again by GitHub", sent);
        }
    }

    /** Once for each failed attempt; asking twice because the process ended in between does no harm. */
    private boolean again(HookDeliveries.Failed attempt, Lease lease) {
        String number = String.valueOf(attempt.attempt());
        for (int i = 0; i < MOST_TIMES; i++) {
            EffectKey key = EffectKey.of("redeliver", attempt.guid(), i);
            Optional<Standing.Done> before = effects.find(key);
            if (before.isPresent() && before.get().remote().equals(number)) {
                return false;
            }
            if (before.isEmpty()) {
                lease.check();
                hook.redeliver(attempt.attempt());
                effects.done(key, number, number);
                return true;
            }
        }
        return false;
    }
}
