package dev.registrar.upkeep;

import dev.registrar.github.Installations;
import dev.registrar.handler.SyncSchedule;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.RemoteTrouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the catalogs held against AWS for which it is time. */
public final class Sync implements Timers.Task {
    private static final Logger log = LoggerFactory.getLogger(Sync.class);

    private final Installations installations;
    private final SyncSchedule schedule;
    private final Inbox inbox;

    public Sync(Installations installations, SyncSchedule schedule, Inbox inbox) {
        this.installations = installations;
        this.schedule = schedule;
        this.inbox = inbox;
    }

    @Override
    public void run(Lease lease) {
        if (!schedule.reads()) {
            return;
        }
        for (long installation : installations.active()) {
            try {
                for (Installations.Reached reached : installations.repositories(installation)) {
                    lease.check();
                    schedule.due(reached.repository()).ifPresent(inbox::enqueue);
                }
            } catch (RemoteTrouble trouble) {
                // Another installation has a quota and rights of its own.
                log.warn("Installation {} is looked through again later: {}", installation, trouble.getMessage());
            }
        }
    }
}
