package dev.registrar.github;

import dev.registrar.pull.Repositories;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import java.util.Optional;

/** {@link Repositories} on GitHub. */
final class RemoteRepositories implements Repositories {
    private final Rest rest;

    RemoteRepositories(Rest rest) {
        this.rest = rest;
    }

    @Override
    public Optional<Repository> named(long installation, RepositoryName name) {
        Answer answer = rest.get(
                new Reach(installation, 0),
                rest.root().to("repos", name.owner(), name.name()).url());
        if (answer.absent()) {
            return Optional.empty();
        }
        return Optional.of(Shapes.repository(answer.orTrouble("a repository").json(), installation));
    }
}
