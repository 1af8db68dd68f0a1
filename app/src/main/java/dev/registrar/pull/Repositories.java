package dev.registrar.pull;

import java.util.Optional;

/** Finding a repository that a configuration names, such as an infra repository's catalog. */
public interface Repositories {
    /** Empty when there is none of that name, or the installation does not reach it. */
    Optional<Repository> named(long installation, RepositoryName name);
}
