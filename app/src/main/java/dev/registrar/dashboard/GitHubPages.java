package dev.registrar.dashboard;

import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RepositoryName;
import dev.registrar.report.Links;

/** Addresses on GitHub. */
record GitHubPages(String root) {
    String repository(RepositoryName name) {
        return root + "/" + name.fullName();
    }

    /** GitHub leads on to the pull request where the number is one's. */
    String conversation(RepositoryName name, int number) {
        return repository(name) + "/issues/" + number;
    }

    String pull(RepositoryName name, int number) {
        return repository(name) + "/pull/" + number;
    }

    String line(RepositoryName name, HeadSha commit, String path, int line) {
        return new Links(root).line(name, commit, path, line);
    }

    String commit(RepositoryName name, HeadSha commit) {
        return new Links(root).commit(name, commit);
    }
}
