package dev.registrar.handler;

import dev.registrar.config.Configuration;
import dev.registrar.gate.TerraformProposal;
import dev.registrar.handler.Governance.RulingRead;
import dev.registrar.policy.PoliciesRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import dev.registrar.snapshot.Snapshot;
import dev.registrar.snapshot.SnapshotReader;
import dev.registrar.terraform.TerraformPaths;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Keeps the record of which registries a default branch's Terraform declares: what is declared is not given up yet. */
final class DeclaredTerraform {
    private final GitHubPorts github;
    private final Declarations declarations;
    private final Governance governance;
    private final Clock clock;

    DeclaredTerraform(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.declarations = new Declarations(ledgers.facts());
        this.governance = new Governance(github);
        this.clock = clock;
    }

    /** Reads it anew where a push may have changed it; no paths stand for any. */
    void pushed(Repository repository, Configuration configuration, HeadSha tip, List<String> paths) {
        List<String> patterns = configuration.terraform().paths();
        if (paths.isEmpty() || paths.stream().anyMatch(path -> TerraformPaths.mayMatter(patterns, path))) {
            read(repository, configuration, tip);
        }
    }

    /** Reads it where that was never done. */
    void seen(Repository repository, Configuration configuration, HeadSha tip) {
        if (catalog(repository, configuration)
                .filter(catalog -> !declarations.known(catalog, repository.name()))
                .isPresent()) {
            read(repository, configuration, tip);
        }
    }

    private void read(Repository repository, Configuration configuration, HeadSha tip) {
        Optional<RepositoryName> catalog = catalog(repository, configuration);
        if (catalog.isEmpty()
                || !(governance.ruling(repository, configuration, tip) instanceof RulingRead.Known known)
                || !(known.ruling().policies() instanceof PoliciesRead.Valid rules)) {
            return;
        }
        Snapshot snapshot = new SnapshotReader(
                        known.ruling().configuration(),
                        rules.policies(),
                        new LiveTeams(github.teams(), repository),
                        LocalDate.now(clock.withZone(ZoneOffset.UTC)))
                .against(known.ruling().catalog())
                .read(new OneTree(github.contents(), repository, tip), Optional.empty());
        declarations.read(
                catalog.get(),
                repository.name(),
                snapshot.terraform().map(DeclaredTerraform::names).orElse(List.of()));
    }

    private static List<String> names(TerraformProposal terraform) {
        return terraform.after().declarations().repositories().stream()
                .flatMap(declared -> declared.name().text().stream())
                .toList();
    }

    private static Optional<RepositoryName> catalog(Repository repository, Configuration configuration) {
        return configuration.role() == Configuration.Role.CATALOG
                ? Optional.of(repository.name())
                : configuration.catalog().repository();
    }
}
