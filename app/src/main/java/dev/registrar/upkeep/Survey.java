package dev.registrar.upkeep;

import dev.registrar.config.ConfigurationRead;
import dev.registrar.github.Installations;
import dev.registrar.handler.LiveView;
import dev.registrar.history.Landscape;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.pull.Repository;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which repositories are governed, so that the dashboard shows also those where nothing happens. */
public final class Survey implements Timers.Task {
    private static final Logger log = LoggerFactory.getLogger(Survey.class);

    private final Installations installations;
    private final LiveView view;
    private final Landscape landscape;

    public Survey(Installations installations, LiveView view, Landscape landscape) {
        this.installations = installations;
        this.view = view;
        this.landscape = landscape;
    }

    @Override
    public void run(Lease lease) {
        look(Integer.MAX_VALUE, lease::check);
    }

    /** At most that many repositories of each installation; for somebody who waits for it. */
    public void first(int most) {
        try {
            look(most, () -> {});
        } catch (RemoteTrouble trouble) {
            log.warn("What is governed is found out by the clock: {}", trouble.getMessage());
        }
    }

    private void look(int most, Runnable before) {
        List<Long> active = installations.active();
        landscape.all().stream()
                .filter(known -> !active.contains(known.installation()))
                .forEach(known -> landscape.gone(known.id()));
        for (long installation : active) {
            try {
                List<Installations.Reached> reached = installations.repositories(installation);
                forgetUnreached(installation, reached);
                reached.stream().limit(most).forEach(one -> {
                    before.run();
                    look(one.repository());
                });
            } catch (RemoteTrouble trouble) {
                log.warn("Installation {} is surveyed again later: {}", installation, trouble.getMessage());
            }
        }
    }

    private void look(Repository repository) {
        if (view.configuration(repository) instanceof ConfigurationRead.Absent) {
            landscape.gone(repository.id());
            return;
        }
        landscape.seen(repository);
    }

    private void forgetUnreached(long installation, List<Installations.Reached> reached) {
        landscape.all().stream()
                .filter(known -> known.installation() == installation)
                .filter(known ->
                        reached.stream().noneMatch(one -> one.repository().id() == known.id()))
                .forEach(known -> landscape.gone(known.id()));
    }
}
