package dev.registrar.upkeep;

import dev.registrar.github.Installations;
import dev.registrar.handler.Reconciler;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Receipt;
import dev.registrar.pull.RemoteTrouble;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through all repositories that have anything open, and has judged what never was. */
public final class Reconcile implements Timers.Task {
    private static final Logger log = LoggerFactory.getLogger(Reconcile.class);

    private final Installations installations;
    private final Reconciler reconciler;
    private final Inbox inbox;

    public Reconcile(Installations installations, Reconciler reconciler, Inbox inbox) {
        this.installations = installations;
        this.reconciler = reconciler;
        this.inbox = inbox;
    }

    @Override
    public void run(Lease lease) {
        for (long installation : installations.active()) {
            try {
                reconcile(installation, lease);
            } catch (RemoteTrouble trouble) {
                // Another installation has a quota and rights of its own.
                log.warn("Installation {} is looked through again later: {}", installation, trouble.getMessage());
            }
        }
    }

    private void reconcile(long installation, Lease lease) {
        for (Installations.Reached reached : installations.repositories(installation)) {
            if (reached.open() > 0) {
                lease.check();
                found(reconciler.neverJudged(reached.repository()));
            }
        }
    }

    private void found(List<NewDelivery> missed) {
        long queued = inbox.enqueueAll(missed).stream()
                .filter(receipt -> receipt == Receipt.QUEUED)
                .count();
        if (queued > 0) {
            log.info("{} pull requests or requests had never been judged", queued);
        }
    }
}
