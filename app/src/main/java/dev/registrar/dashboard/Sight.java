package dev.registrar.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.handler.LiveView;
import dev.registrar.handler.LiveView.CatalogNow;
import dev.registrar.handler.LiveView.OpenRequest;
import dev.registrar.pull.Actor;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.pull.Teams.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person may see and do, by GitHub's word, which is remembered for a short while. Where GitHub does not answer, the
 * person sees less, never more.
 */
final class Sight {
    private static final Logger log = LoggerFactory.getLogger(Sight.class);
    /** How long a person who was shut out may still look. */
    private static final Duration RIGHTS = Duration.ofMinutes(1);
    /** So that going from page to page does not read everything anew. */
    private static final Duration CONTENT = Duration.ofSeconds(10);

    private static final int MOST_RIGHTS = 50_000;
    private static final int MOST_CATALOGS = 200;

    private record Grant(long person, String login, long repository) {}

    private final Sources sources;
    private final Cache<Grant, Boolean> readers = cache(RIGHTS, MOST_RIGHTS);
    private final Cache<Grant, Boolean> approvers = cache(RIGHTS, MOST_RIGHTS);
    private final Cache<Repository, ConfigurationRead> configurations = cache(CONTENT, MOST_RIGHTS);
    private final Cache<Repository, Optional<CatalogNow>> catalogs = cache(CONTENT, MOST_CATALOGS);
    private final Cache<Repository, List<OpenRequest>> requests = cache(CONTENT, MOST_CATALOGS);

    Sight(Sources sources) {
        this.sources = sources;
    }

    private static <K, V> Cache<K, V> cache(Duration life, int most) {
        return Caffeine.newBuilder()
                .expireAfterWrite(life)
                .maximumSize(most)
                .ticker(Ticker.systemTicker())
                .build();
    }

    /** A governed repository that the viewer may read. */
    record Governed(Repository repository, ConfigurationRead read) {
        Optional<Configuration> configuration() {
            return read instanceof ConfigurationRead.Valid valid
                    ? Optional.of(valid.configuration())
                    : Optional.empty();
        }

        boolean catalog() {
            return configuration()
                    .filter(settings -> settings.role() == Configuration.Role.CATALOG)
                    .isPresent();
        }
    }

    /**
     * All that a viewer may look at.
     *
     * @param unknown how many repositories GitHub did not answer for, which are left out
     */
    record Seen(List<Governed> repositories, int unknown) {
        Seen {
            repositories = List.copyOf(repositories);
        }

        List<Governed> catalogs() {
            return repositories.stream().filter(Governed::catalog).toList();
        }

        List<Long> ids() {
            return repositories.stream().map(one -> one.repository().id()).toList();
        }

        Optional<Governed> named(String fullName) {
            return RepositoryName.parse(fullName)
                    .flatMap(name -> repositories.stream()
                            .filter(one -> one.repository().name().sameAs(name))
                            .findFirst());
        }

        Optional<Governed> byId(long id) {
            return repositories.stream()
                    .filter(one -> one.repository().id() == id)
                    .findFirst();
        }
    }

    Seen of(Viewer viewer) {
        sources.survey().run();
        List<Repository> known = sources.history().landscape().all();
        Executor questions = sources.questions();
        List<CompletableFuture<Optional<Optional<Governed>>>> asked = known.stream()
                .map(repository -> CompletableFuture.supplyAsync(() -> looked(viewer, repository), questions))
                .toList();
        List<Governed> seen = new ArrayList<>();
        int unknown = 0;
        for (CompletableFuture<Optional<Optional<Governed>>> one : asked) {
            Optional<Optional<Governed>> answer = one.join();
            answer.flatMap(governed -> governed).ifPresent(seen::add);
            unknown += answer.isEmpty() ? 1 : 0;
        }
        return new Seen(seen, unknown);
    }

    /** The outer one is empty where GitHub did not answer, the inner one where there is nothing to see. */
    private Optional<Optional<Governed>> looked(Viewer viewer, Repository repository) {
        try {
            boolean reads = viewer.person().isEmpty() || reads(viewer.person().get(), repository);
            return Optional.of(
                    reads
                            ? Optional.of(new Governed(repository, configuration(repository)))
                                    .filter(one -> !(one.read() instanceof ConfigurationRead.Absent))
                            : Optional.empty());
        } catch (RemoteTrouble.AccessLost gone) {
            log.info("Not shown, since it is out of reach: {}", gone.getMessage());
            return Optional.of(Optional.empty());
        } catch (RemoteTrouble trouble) {
            log.warn("A repository is not shown, since GitHub did not answer: {}", trouble.getMessage());
            return Optional.empty();
        }
    }

    private boolean reads(Actor person, Repository repository) {
        return Boolean.TRUE.equals(readers.get(
                new Grant(person.id(), person.login(), repository.id()),
                grant -> sources.view().permission(repository, person) != Permission.NONE));
    }

    private ConfigurationRead configuration(Repository repository) {
        return configurations.get(repository, sources.view()::configuration);
    }

    /** Empty where the repository is empty. */
    Optional<CatalogNow> catalog(Governed catalog) {
        LiveView view = sources.view();
        return catalog.configuration()
                .flatMap(settings ->
                        catalogs.get(catalog.repository(), repository -> view.catalog(repository, settings)));
    }

    List<OpenRequest> requests(Governed catalog) {
        LiveView view = sources.view();
        return catalog.configuration()
                .map(settings -> requests.get(catalog.repository(), repository -> view.requests(repository, settings)))
                .orElse(List.of());
    }

    /** Whether to offer a replay; {@link #approvesNow} decides when it is asked for. */
    boolean approves(Viewer viewer, Seen seen, Governed governed) {
        if (viewer.person().isEmpty()) {
            return true;
        }
        Actor person = viewer.person().get();
        Grant grant =
                new Grant(person.id(), person.login(), governed.repository().id());
        Boolean known = approvers.getIfPresent(grant);
        if (known != null) {
            return known;
        }
        try {
            boolean now = approvesNow(viewer, seen, governed);
            approvers.put(grant, now);
            return now;
        } catch (RemoteTrouble trouble) {
            log.info("No replay is offered, since GitHub did not answer: {}", trouble.getMessage());
            return false;
        }
    }

    /** By the approvers of the repository's catalog, which an infra repository names. */
    boolean approvesNow(Viewer viewer, Seen seen, Governed governed) {
        if (viewer.person().isEmpty()) {
            return true;
        }
        Actor person = viewer.person().get();
        if (sources.view().permission(governed.repository(), person) == Permission.NONE) {
            return false; // also where the login has become somebody else's
        }
        Optional<Governed> catalog = governed.catalog()
                ? Optional.of(governed)
                : governed.configuration()
                        .flatMap(settings -> settings.catalog().repository())
                        .flatMap(name -> seen.named(name.fullName()))
                        .filter(Governed::catalog);
        return catalog.flatMap(one -> one.configuration()
                        .map(settings -> sources.view().approves(one.repository(), settings, person)))
                .orElse(false);
    }
}
