package dev.registrar.cli;

import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.git.LocalRepository;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.RepositoryName;
import dev.registrar.snapshot.PolicyFolder;
import dev.registrar.snapshot.SnapshotReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What governs a repository on this machine; anything wrong with it ends in one line that names the place.
 *
 * @param catalog of an infra repository, as a checkout of its catalog repository has it
 */
record LocalGovernance(Configuration configuration, Policies policies, Supplier<FileRead> catalog) {

    /**
     * Reads it at the base where there is one, else at the head, else in the working tree.
     *
     * @param policies a folder of policies to lay over the built-in ones in place of the repository's own
     * @param checkout of the catalog repository, for an infra repository
     */
    static LocalGovernance read(
            LocalRepository repository,
            Optional<String> base,
            Optional<String> head,
            @Nullable Path policies,
            @Nullable Path checkout) {
        Configuration configuration = configuration(repository, base, head);
        if (configuration.role() == Configuration.Role.INFRA) {
            return ofInfra(repository, configuration, policies, checkout);
        }
        if (checkout != null) {
            throw new UsageProblem("--catalog is for infra repositories; this one is a catalog itself.");
        }
        return of(
                configuration,
                policies,
                folder -> repository.trustedIn(base, head, folder),
                path -> repository.trusted(base, head, path),
                FileRead.Absent::new);
    }

    /** For a command that works on a catalog repository as it lies there, and on no other. */
    static LocalGovernance ofCatalog(LocalRepository repository, String command) {
        if (configuration(repository, Optional.empty(), Optional.empty()).role() != Configuration.Role.CATALOG) {
            throw new UsageProblem(Configuration.PATH + ": " + command
                    + " works on the catalog repository, and this one's role is infra.");
        }
        return read(repository, Optional.empty(), Optional.empty(), null, null);
    }

    /** A checkout is read as it lies there: whoever gives it says by that what the catalog is. */
    private static LocalGovernance ofInfra(
            LocalRepository repository, Configuration configuration, @Nullable Path policies, @Nullable Path checkout) {
        Optional<RepositoryName> name = configuration.catalog().repository();
        Path folder = checkout == null
                ? name.map(RepositoryName::name)
                        .map(repository.root()::resolveSibling)
                        .filter(beside -> Files.exists(beside.resolve(Configuration.PATH)))
                        .orElseThrow(() -> new UsageProblem(name.map(
                                        catalog -> "The catalog of this infra repository is in "
                                                + catalog.fullName()
                                                + ": give a checkout of it with --catalog DIR, or put one beside this repository.")
                                .orElse(Configuration.PATH + " names no `catalog.repository`: add it, such as"
                                        + " acme/platform-catalog, or give a checkout of it with --catalog DIR.")))
                : checkout;
        try (LocalRepository catalog = LocalRepository.open(folder)) {
            Configuration ofCatalog = configuration(catalog, Optional.empty(), Optional.empty());
            if (ofCatalog.role() != Configuration.Role.CATALOG) {
                throw new UsageProblem(folder + " is no checkout of a catalog repository: its role is infra.");
            }
            FileRead text = catalog.inWorkingTree(ofCatalog.catalog().path());
            return of(
                    configuration.under(ofCatalog),
                    policies,
                    at -> catalog.trustedIn(Optional.empty(), Optional.empty(), at),
                    catalog::inWorkingTree,
                    () -> text);
        }
    }

    private static LocalGovernance of(
            Configuration configuration,
            @Nullable Path policies,
            Function<String, List<String>> files,
            Function<String, FileRead> file,
            Supplier<FileRead> catalog) {
        PoliciesRead read =
                policies == null ? PolicyFolder.read(PolicyFolder.of(configuration), files, file) : ofFolder(policies);
        List<Fault> faults = PolicyFolder.faults(read);
        if (!faults.isEmpty()) {
            throw problem(faults);
        }
        return new LocalGovernance(
                configuration, read.match(PoliciesRead.Valid::policies, broken -> Policies.builtIn()), catalog);
    }

    private static Configuration configuration(
            LocalRepository repository, Optional<String> base, Optional<String> head) {
        ConfigurationRead read = SnapshotReader.configuration(repository.trusted(base, head, Configuration.PATH));
        if (read instanceof ConfigurationRead.Valid valid) {
            return valid.configuration();
        }
        if (read instanceof ConfigurationRead.Broken broken) {
            throw problem(broken.faults());
        }
        throw new UsageProblem(Configuration.PATH + " is missing"
                + base.or(() -> head).map(at -> " at " + at).orElse("")
                + ", so nothing is governed here. It needs at least `version: 1` and `role: catalog`.");
    }

    /** A folder anywhere on this machine, in the form in which {@code policy test} and {@code --policies} take one. */
    static PoliciesRead ofFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UsageProblem("--policies " + folder + " is not a folder.");
        }
        return PolicyFolder.read(folder.toString(), LocalGovernance::files, LocalGovernance::file);
    }

    private static List<String> files(String folder) {
        try (Stream<Path> entries = Files.list(Path.of(folder))) {
            return entries.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UsageProblem(folder + " cannot be read.");
        }
    }

    private static FileRead file(String path) {
        try {
            return new FileRead.Found(Files.readAllBytes(Path.of(path)));
        } catch (IOException e) {
            throw new UsageProblem(path + " cannot be read.");
        }
    }

    /** The first of the faults, in one line. */
    static UsageProblem problem(List<Fault> faults) {
        Fault first = faults.get(0);
        String others = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
        return new UsageProblem(first.path() + ":" + first.span().line() + ":"
                + first.span().column() + ": " + first.message() + " " + first.remedy() + others);
    }
}
