package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.Contents;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.snapshot.PolicyFolder;
import dev.registrar.snapshot.SnapshotReader;
import dev.registrar.text.Span;
import java.util.List;

/** What governs a repository: always as its default branch has it, so that no pull request weakens its own gates. */
final class Governance {
    /** The repository whose configuration holds for all of an organization that have none of their own. */
    private static final String ORGANIZATION_WIDE = ".github";

    private static final ConfigurationRead NO_CATALOG = new ConfigurationRead.Broken(List.of(new Fault(
            Fault.Kind.SETTING,
            Configuration.PATH,
            Span.FIRST,
            "This repository may not be a catalog: whoever runs Registrar names those that may in `REGISTRAR_CATALOGS`, and it is"
                    + " not among them.",
            "Have it added there, or set `role: infra`.")));

    private final Contents contents;
    private final List<String> catalogs;

    Governance(GitHubPorts github) {
        this.contents = github.contents();
        this.catalogs = github.catalogs();
    }

    ConfigurationRead of(Repository repository) {
        ConfigurationRead read = configuration(repository);
        boolean catalog = read instanceof ConfigurationRead.Valid valid
                && valid.configuration().role() == Configuration.Role.CATALOG;
        return catalog && !mayBeCatalog(repository) ? NO_CATALOG : read;
    }

    private boolean mayBeCatalog(Repository repository) {
        return catalogs.isEmpty()
                || catalogs.stream()
                        .anyMatch(
                                name -> name.equalsIgnoreCase(repository.name().fullName()));
    }

    private ConfigurationRead configuration(Repository repository) {
        ConfigurationRead own = SnapshotReader.configuration(
                contents.onBranch(repository, repository.defaultBranch(), Configuration.PATH));
        if (!(own instanceof ConfigurationRead.Absent) || isOrganizationWide(repository.name())) {
            return own;
        }
        return organizationWide(repository);
    }

    /**
     * The rules in force, as a catalog repository lays them over the built-in ones. An infra repository is judged by those
     * of its catalog repository, and has none of its own that could weaken them.
     *
     * @param tip the newest commit of the catalog repository's default branch
     */
    PoliciesRead policies(Repository catalog, Configuration configuration, HeadSha tip) {
        if (configuration.role() == Configuration.Role.INFRA) {
            return new PoliciesRead.Valid(Policies.builtIn());
        }
        return PolicyFolder.read(
                PolicyFolder.of(configuration),
                folder -> contents.filesIn(catalog, tip, folder),
                path -> contents.at(catalog, tip, path));
    }

    private static boolean isOrganizationWide(RepositoryName name) {
        return name.name().equalsIgnoreCase(ORGANIZATION_WIDE);
    }

    private ConfigurationRead organizationWide(Repository repository) {
        Repository shared = new Repository(
                0, new RepositoryName(repository.name().owner(), ORGANIZATION_WIDE), "HEAD", repository.installation());
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
