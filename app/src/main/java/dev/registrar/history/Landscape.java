package dev.registrar.history;

import dev.registrar.pull.Repository;
import java.util.List;
import java.util.Optional;

/** The repositories that were found governed. Whether one still is, its configuration says; this only says where to look. */
public interface Landscape {
    /** Notes a governed repository, under the name that it has now. */
    void seen(Repository repository);

    /** Forgets a repository that is not governed any more, or out of reach. */
    void gone(long repository);

    /** By name. */
    List<Repository> all();

    Optional<Repository> byId(long repository);
}
