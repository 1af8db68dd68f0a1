package dev.registrar.handler;

import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which repositories have had pull requests judged against which catalog: those have to hear when it changes. */
record InfraRepositories(Facts facts) {
    private static final String KIND = "infra-of";

    void judged(RepositoryName catalog, Repository infra) {
        facts.put(
                KIND,
                key(catalog),
                String.valueOf(infra.id()),
                "\"" + infra.name() + " " + infra.installation() + " " + infra.defaultBranch() + "\"");
    }

    List<Repository> of(RepositoryName catalog) {
        return facts.list(KIND, key(catalog)).stream()
                .flatMap(fact -> read(fact).stream())
                .toList();
    }

    private static String key(RepositoryName catalog) {
        return catalog.fullName().toLowerCase(Locale.ROOT);
    }

    private static Optional<Repository> read(Fact fact) {
        String[] parts = fact.json().replace("\"", "").split(" ", 3);
        return RepositoryName.parse(parts[0])
                .map(name -> new Repository(Long.parseLong(fact.key()), name, parts[2], Long.parseLong(parts[1])));
    }
}
