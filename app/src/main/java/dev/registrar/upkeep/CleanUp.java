package dev.registrar.upkeep;

import dev.registrar.effect.Effects;
import dev.registrar.history.Judgements;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what is so old that nobody comes back to it. */
public final class CleanUp implements Timers.Task {
    private static final Logger log = LoggerFactory.getLogger(CleanUp.class);

    // GitHub keeps check runs for 400 days ("retention"); what was done longer ago is not looked for any more.
    private static final Duration EFFECTS = Duration.ofDays(400);

    private final Inbox inbox;
    private final Effects effects;
    private final Judgements judgements;
    private final Clock clock;

    public CleanUp(Inbox inbox, Effects effects, Judgements judgements, Clock clock) {
        this.inbox = inbox;
        this.effects = effects;
        this.judgements = judgements;
        this.clock = clock;
    }

    @Override
    public void run(Lease lease) {
        int deliveries = inbox.cleanUp(Retention.DEFAULT);
        int done = effects.cleanUp(EFFECTS);
        int judged = judgements.forgetBefore(LocalDate.ofInstant(clock.instant().minus(EFFECTS), ZoneOffset.UTC));
        log.info("Forgot {} old deliveries, {} old effects and {} old judgements", deliveries, done, judged);
    }
}
