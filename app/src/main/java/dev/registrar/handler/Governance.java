package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.Commits;
import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.Repositories;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.snapshot.PolicyFolder;
import dev.registrar.snapshot.SnapshotReader;
import dev.registrar.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What governs a repository: always as its default branch has it, so that no pull request weakens its own gates. */
final class Governance {
    /** The repository whose configuration holds for all of an organization that have none of their own. */
    private static final String ORGANIZATION_WIDE = ".github";

    /** Where {@link Configuration#PATH} is. */
    private static final String FOLDER = ".github";

    private static final ConfigurationRead NO_CATALOG = new ConfigurationRead.Broken(List.of(new Fault(
            Fault.Kind.SETTING,
            Configuration.PATH,
            Span.FIRST,
            "This repository may not be a catalog: whoever runs Registrar names those that may in `REGISTRAR_CATALOGS`, and it is"
                    + " not among them.",
            "Have it added there, or set `role: infra`.")));

    private final Contents contents;
    private final Commits commits;
    private final Repositories repositories;
    private final List<String> catalogs;

    Governance(GitHubPorts github) {
        this.contents = github.contents();
        this.commits = github.commits();
        this.repositories = github.repositories();
        this.catalogs = github.catalogs();
    }

    /** @param organizationWide whether it is, or could only be, the organization's, for want of one of its own */
    record Found(ConfigurationRead read, boolean organizationWide) {}

    ConfigurationRead of(Repository repository) {
        return found(repository).read();
    }

    Found found(Repository repository) {
        ConfigurationRead own = SnapshotReader.configuration(
                contents.onBranch(repository, repository.defaultBranch(), Configuration.PATH));
        boolean organizationWide = own instanceof ConfigurationRead.Absent && !isOrganizationWide(repository.name());
        ConfigurationRead read = organizationWide ? organizationWide(repository) : own;
        boolean catalog = read instanceof ConfigurationRead.Valid valid
                && valid.configuration().role() == Configuration.Role.CATALOG;
        return new Found(catalog && !mayBeCatalog(repository) ? NO_CATALOG : read, organizationWide);
    }

    /**
     * Whether a configuration that was not found is not there. GitHub also says "not found" of what it keeps from the App, so
     * this needs the commits that lack it.
     *
     * @param byOrganization whether the organization's governed the repository before: then its repository has to be seen
     */
    boolean governsNoMore(Repository repository, boolean byOrganization) {
        if (!isLacking(repository)) {
            return false;
        }
        return isOrganizationWide(repository.name())
                || repositories
                        .named(repository.installation(), ofOrganization(repository))
                        .map(this::isLacking)
                        .orElse(!byOrganization);
    }

    private boolean isLacking(Repository repository) {
        Optional<HeadSha> tip = commits.tip(repository, repository.defaultBranch());
        if (tip.isEmpty()) {
            return false;
        }
        if (contents.filesIn(repository, tip.get(), FOLDER).contains(Configuration.PATH)) {
            throw new Unavailable("GitHub lists `" + Configuration.PATH + "`, and says that it is not there", null);
        }
        return true;
    }

    /** Whether it is a repository that has nothing to expect here, however it calls itself. */
    static boolean unnamed(ConfigurationRead read) {
        return read.equals(NO_CATALOG);
    }

    boolean mayBeCatalog(Repository repository) {
        return catalogs.isEmpty()
                || catalogs.stream()
                        .anyMatch(
                                name -> name.equalsIgnoreCase(repository.name().fullName()));
    }

    /**
     * The rules in force, as a catalog repository lays them over the built-in ones.
     *
     * @param tip the newest commit of the catalog repository's default branch
     */
    PoliciesRead policies(Repository catalog, Configuration configuration, HeadSha tip) {
        return PolicyFolder.read(
                PolicyFolder.of(configuration),
                folder -> contents.filesIn(catalog, tip, folder),
                path -> contents.at(catalog, tip, path));
    }

    /**
     * What a repository is judged by.
     *
     * @param configuration for an infra repository its own under that of its catalog repository
     * @param catalog of an infra repository: the file, at the commit that the policies are read at, too
     */
    record Ruling(Configuration configuration, PoliciesRead policies, Supplier<FileRead> catalog) {}

    /** How what a repository is judged by was found; a fault concerns the way from an infra repository to its catalog. */
    sealed interface RulingRead {
        record Known(Ruling ruling) implements RulingRead {}

        record Faulty(ConfigurationRead.Broken fault) implements RulingRead {}
    }

    /**
     * An infra repository is judged by the policies of its catalog repository, and has none of its own that could weaken
     * them.
     *
     * @param tip the newest commit of the repository's default branch
     */
    RulingRead ruling(Repository repository, Configuration configuration, HeadSha tip) {
        if (configuration.role() == Configuration.Role.CATALOG) {
            return new RulingRead.Known(
                    new Ruling(configuration, policies(repository, configuration, tip), FileRead.Absent::new));
        }
        return ofInfra(repository, configuration);
    }

    private RulingRead ofInfra(Repository repository, Configuration configuration) {
        Optional<RepositoryName> name = configuration.catalog().repository();
        if (name.isEmpty()) {
            return faulty("An infra repository has to say where its catalog is.", "Set `catalog.repository`.");
        }
        return ofCatalog(repository, configuration, name.get());
    }

    private RulingRead ofCatalog(Repository repository, Configuration configuration, RepositoryName name) {
        if (!name.owner().equalsIgnoreCase(repository.name().owner())) {
            return faulty(
                    "`" + name + "` has another owner than this repository.", "Name a catalog of the same owner.");
        }
        Optional<Repository> found = repositories.named(repository.installation(), name);
        if (found.isEmpty()) {
            return faulty(
                    "The catalog repository `" + name + "` is not there, or Registrar is not installed on it.",
                    "Install Registrar on it, or correct `catalog.repository`.");
        }
        Repository catalog = found.get();
        if (!(of(catalog) instanceof ConfigurationRead.Valid valid)
                || valid.configuration().role() != Configuration.Role.CATALOG) {
            return faulty(
                    "`" + name + "` has no `" + Configuration.PATH + "` that makes it a catalog.",
                    "Repair it there, or correct `catalog.repository`.");
        }
        Configuration ofCatalog = valid.configuration();
        Optional<HeadSha> tip = commits.tip(catalog, catalog.defaultBranch());
        if (tip.isEmpty()) {
            return faulty("`" + name + "` has no default branch.", "Commit a catalog there.");
        }
        return new RulingRead.Known(new Ruling(
                configuration.under(ofCatalog),
                policies(catalog, ofCatalog, tip.get()),
                () -> contents.at(catalog, tip.get(), ofCatalog.catalog().path())));
    }

    /** The configuration alone; with nobody who may approve where the catalog repository cannot be found. */
    Configuration inForce(Repository repository, Configuration configuration) {
        if (configuration.role() == Configuration.Role.CATALOG) {
            return configuration;
        }
        return ofInfra(repository, configuration) instanceof RulingRead.Known known
                ? known.ruling().configuration()
                : configuration;
    }

    private static RulingRead faulty(String message, String remedy) {
        return new RulingRead.Faulty(new ConfigurationRead.Broken(
                List.of(new Fault(Fault.Kind.SETTING, Configuration.PATH, Span.FIRST, message, remedy))));
    }

    private static boolean isOrganizationWide(RepositoryName name) {
        return name.name().equalsIgnoreCase(ORGANIZATION_WIDE);
    }

    private static RepositoryName ofOrganization(Repository repository) {
        return new RepositoryName(repository.name().owner(), ORGANIZATION_WIDE);
    }

    private ConfigurationRead organizationWide(Repository repository) {
        Repository shared = new Repository(0, ofOrganization(repository), "HEAD", repository.installation());
        ConfigurationRead read =
                SnapshotReader.configuration(contents.onBranch(shared, shared.defaultBranch(), Configuration.PATH));
        if (!(read instanceof ConfigurationRead.Valid valid)) {
            return read;
        }
        boolean catalog = valid.configuration()
                .catalog()
                .repository()
                .filter(repository.name()::sameAs)
                .isPresent();
        return new ConfigurationRead.Valid(
                valid.configuration().as(catalog ? Configuration.Role.CATALOG : Configuration.Role.INFRA),
                valid.notices());
    }
}
