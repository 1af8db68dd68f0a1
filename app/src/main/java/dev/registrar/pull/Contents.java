package dev.registrar.pull;

import java.util.List;

/** Files of a repository. */
public interface Contents {
    /** At a commit: cannot change, so it may be answered from a cache without asking. */
    FileRead at(Repository repository, HeadSha commit, String path);

    /** At the tip of a branch: revalidated at each call. */
    FileRead onBranch(Repository repository, String branch, String path);

    /** Paths of the regular files directly in a folder at a commit; empty when there is no such folder. */
    List<String> filesIn(Repository repository, HeadSha commit, String folder);
}
