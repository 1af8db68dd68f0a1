package dev.registrar.pull;

import java.util.List;

/** Check runs of this App on a commit. */
public interface Checks {
    /**
     * Adds a run, which hides an older one of the same name.
     *
     * @return GitHub's number of the new run
     */
    long publish(Repository repository, CheckRun run);

    /** The newest run of each name that this App made on the commit. */
    List<Published> on(Repository repository, HeadSha head);

    record Published(long id, String name, String externalId, boolean completed) {}
}
