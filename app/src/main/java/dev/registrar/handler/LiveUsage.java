package dev.registrar.handler;

import dev.registrar.catalog.Registry;
import dev.registrar.config.Configuration;
import dev.registrar.inventory.Evidence;
import dev.registrar.inventory.RepositoryRead;
import dev.registrar.inventory.RepositoryUrl;
import dev.registrar.inventory.Target;
import dev.registrar.pull.Repository;
import dev.registrar.snapshot.UsageLookup;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks AWS, at this moment, whether a registry is still used. Every account and region of the configuration is asked, since a
 * copy that replication made may be what is pulled; where one does not answer, there is no evidence.
 */
final class LiveUsage implements UsageLookup {
    private final GitHubPorts ways;
    private final Declarations declarations;
    private final Repository repository;
    private final Configuration configuration;
    private final Clock clock;

    LiveUsage(GitHubPorts ways, Ledgers ledgers, Repository repository, Configuration configuration, Clock clock) {
        this.ways = ways;
        this.declarations = new Declarations(ledgers.facts());
        this.repository = repository;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public Evidence of(Registry registry) {
        if (!ways.registries().available() || configuration.accounts().isEmpty()) {
            return new Evidence.Unknown("Registrar has no access to AWS here");
        }
        Set<Target> targets = new LinkedHashSet<>(targets(ways.trustsCatalogs(), configuration));
        Optional<RepositoryUrl> home = registry.repositoryUrl().flatMap(RepositoryUrl::parse);
        if (home.isPresent()) {
            Optional<Target> there = at(home.get(), targets);
            if (there.isEmpty()) {
                return new Evidence.Unknown("account " + home.get().place().account() + " is not among `aws.accounts`");
            }
            targets.add(there.get());
        }
        return weighed(targets, registry.name());
    }

    private Evidence weighed(Set<Target> targets, String name) {
        List<String> declaring = declarations.declaring(repository.name(), name);
        Optional<Evidence> best = Optional.empty();
        for (Target target : targets) {
            RepositoryRead read = ways.registries().one(target, name);
            Evidence evidence =
                    Evidence.of(read, configuration.sync().decommissionAfterUnpulledDays(), clock.instant(), declaring);
            if (!(evidence instanceof Evidence.Idle)) {
                return evidence;
            }
            // That it has images says more than that there is none in another region.
            if (best.isEmpty() || read instanceof RepositoryRead.Found) {
                best = Optional.of(evidence);
            }
        }
        return best.orElseGet(() -> new Evidence.Unknown("no account is configured"));
    }

    /** The account is known, and the region may be one that is no longer configured. */
    private static Optional<Target> at(RepositoryUrl url, Set<Target> targets) {
        return targets.stream()
                .filter(target ->
                        target.account().filter(url.place().account()::equals).isPresent())
                .findFirst()
                .map(target ->
                        new Target(target.name(), target.account(), url.place().region(), target.roleArn()));
    }

    /** Every account and region; without roles where nobody vouches for the configuration (contract, section 3). */
    static List<Target> targets(boolean vouched, Configuration configuration) {
        List<Target> targets = Target.of(configuration.accounts().values());
        return vouched ? targets : targets.stream().map(Target::withoutRole).toList();
    }
}
