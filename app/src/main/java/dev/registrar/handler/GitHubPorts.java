package dev.registrar.handler;

import dev.registrar.inventory.RegistryReader;
import dev.registrar.pull.Checks;
import dev.registrar.pull.Comments;
import dev.registrar.pull.Commits;
import dev.registrar.pull.Contents;
import dev.registrar.pull.Issues;
import dev.registrar.pull.PullRequests;
import dev.registrar.pull.Repositories;
import dev.registrar.pull.Teams;
import java.util.List;

/**
 * All the ways to GitHub, and the one to AWS.
 *
 * @param registries ECR
 * @param catalogs the repositories that may be catalogs, each {@code owner/name}; empty: any may
 */
public record GitHubPorts(
        PullRequests pullRequests,
        Contents contents,
        Checks checks,
        Comments comments,
        Issues issues,
        Commits commits,
        Teams teams,
        Repositories repositories,
        RegistryReader registries,
        List<String> catalogs) {
    public GitHubPorts {
        catalogs = List.copyOf(catalogs);
    }

    /** Where any repository may be a catalog, and AWS is out of reach. */
    public GitHubPorts(
            PullRequests pullRequests,
            Contents contents,
            Checks checks,
            Comments comments,
            Issues issues,
            Commits commits,
            Teams teams,
            Repositories repositories) {
        this(
                pullRequests,
                contents,
                checks,
                comments,
                issues,
                commits,
                teams,
                repositories,
                RegistryReader.NONE,
                List.of());
    }

    /** The same ways, where only these repositories may be catalogs. */
    public GitHubPorts onlyCatalogs(List<String> names) {
        return new GitHubPorts(
                pullRequests, contents, checks, comments, issues, commits, teams, repositories, registries, names);
    }

    /** The same ways, and AWS within reach. */
    public GitHubPorts reading(RegistryReader reader) {
        return new GitHubPorts(
                pullRequests, contents, checks, comments, issues, commits, teams, repositories, reader, catalogs);
    }

    /** Whether whoever runs Registrar vouches for the catalogs, so that the roles they name may be assumed. */
    boolean trustsCatalogs() {
        return !catalogs.isEmpty();
    }
}
