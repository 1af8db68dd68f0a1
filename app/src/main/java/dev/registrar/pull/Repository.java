package dev.registrar.pull;

/**
 * A repository that an installation of the App reaches.
 *
 * @param id GitHub's number, which survives renames
 * @param defaultBranch without {@code refs/heads/}
 * @param installation the installation whose token reads and writes it
 */
public record Repository(long id, RepositoryName name, String defaultBranch, long installation) {}
