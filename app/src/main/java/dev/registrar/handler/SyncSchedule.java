package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.effect.Fact;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.pull.Repository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says which catalogs it is time to hold against AWS. */
public final class SyncSchedule {
    private static final String KIND = "sync-next";

    /** Whether a repository has become a catalog is looked at this often; a push that makes it one is heard of at once. */
    private static final Duration OTHERS = Duration.ofHours(1);

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Governance governance;
    private final Clock clock;

    public SyncSchedule(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.governance = new Governance(github);
        this.clock = clock;
    }

    /** Whether AWS is there to be asked for this catalog. */
    static boolean syncs(GitHubPorts github, Configuration configuration) {
        return configuration.role() == Configuration.Role.CATALOG
                && !configuration.accounts().isEmpty()
                && github.registries().available();
    }

    /** Whether there is anything to do at all. */
    public boolean reads() {
        return github.registries().available();
    }

    /** The work that is due; costs nothing while none can be. */
    public Optional<NewDelivery> due(Repository repository) {
        boolean other = github.trustsCatalogs()
                && github.catalogs().stream()
                        .noneMatch(
                                name -> name.equalsIgnoreCase(repository.name().fullName()));
        String subject = String.valueOf(repository.id());
        Instant now = clock.instant();
        Optional<Instant> next =
                ledgers.facts().get(KIND, subject, "next").map(Fact::json).map(Instant::parse);
        if (other || next.filter(now::isBefore).isPresent()) {
            return Optional.empty();
        }
        Optional<Configuration> configuration = Optional.of(governance.of(repository))
                .filter(ConfigurationRead.Valid.class::isInstance)
                .map(read -> ((ConfigurationRead.Valid) read).configuration())
                .filter(valid -> syncs(github, valid));
        Duration every = configuration.map(valid -> valid.sync().every()).orElse(OTHERS);
        ledgers.facts().put(KIND, subject, "next", now.plus(every).toString());
        return configuration.map(valid -> Work.sync(repository, "at " + now));
    }
}
