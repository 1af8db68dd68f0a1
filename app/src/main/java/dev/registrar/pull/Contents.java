package dev.registrar.pull;

import java.util.List;
import java.util.Optional;

/** Files of a repository. */
public interface Contents {
    /** At a commit: cannot change, so it may be answered from a cache without asking. */
    FileRead at(Repository repository, HeadSha commit, String path);

    /** At the tip of a branch: revalidated at each call. */
    FileRead onBranch(Repository repository, String branch, String path);

    /** Paths of the regular files directly in a folder at a commit; empty when there is no such folder. */
    List<String> filesIn(Repository repository, HeadSha commit, String folder);

    /** Paths of all regular files below a folder at a commit; empty when they are more than GitHub lists. */
    Optional<List<String>> filesBelow(Repository repository, HeadSha commit, String folder);
}
