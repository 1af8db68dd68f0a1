package dev.registrar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A real git repository in a folder, with the little that tests do to one. */
final class GitFolder implements AutoCloseable {
    static final String CATALOG = "docs/20-contracts/resource-catalogs/ecr-catalog.yaml";
    static final String CONFIGURATION = ".github/registrar.yml";

    private final Path folder;
    private final Git git;

    private GitFolder(Path folder, Git git) {
        this.folder = folder;
        this.git = git;
    }

    /** With a first commit on {@code main} that holds a configuration and a sound catalog. */
    static GitFolder governed(Path folder) {
        GitFolder repository = empty(folder);
        repository.commit("Start", Map.of(CONFIGURATION, "version: 1\nrole: catalog\n", CATALOG, catalog()));
        return repository;
    }

    static GitFolder empty(Path folder) {
        try {
            return new GitFolder(
                    folder,
                    Git.init()
                            .setDirectory(folder.toFile())
                            .setInitialBranch("main")
                            .call());
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    static String catalog() {
        try (var in = GitFolder.class.getResourceAsStream("/gate/catalog.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    String read(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    byte[] bytes(String path) {
        try {
            return Files.readAllBytes(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    GitFolder write(String path, String text) {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    GitFolder write(String path, byte[] bytes) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The catalog with one piece replaced, which must be there. */
    GitFolder edit(String from, String to) {
        String text = read(CATALOG);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("not in the catalog: " + from);
        }
        return write(CATALOG, text.replace(from, to));
    }

    /** Commits the files, and everything else that has changed; answers the commit's name. */
    String commit(String message, Map<String, String> files) {
        files.forEach(this::write);
        PersonIdent person = new PersonIdent("Ana", "ana@example.com");
        try {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage(message)
                    .setAuthor(person)
                    .setCommitter(person)
                    .setSign(false)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    String commit(String message) {
        return commit(message, Map.of());
    }

    GitFolder branch(String name) {
        return checkout(name, true);
    }

    /** A branch, or a commit, which leaves no branch checked out. */
    GitFolder checkout(String revision) {
        return checkout(revision, false);
    }

    private GitFolder checkout(String revision, boolean create) {
        try {
            git.checkout().setName(revision).setCreateBranch(create).call();
            return this;
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
