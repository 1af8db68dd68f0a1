package dev.registrar.github;

import dev.registrar.pull.Repository;
import java.util.List;

/** Where the App is installed. */
public interface Installations {
    /** The numbers of those that are not suspended. */
    List<Long> active();

    /** The repositories that an installation reaches, without archived ones. */
    List<Reached> repositories(long installation);

    /** @param open how many issues and pull requests are open, as GitHub counts them */
    record Reached(Repository repository, int open) {}
}
