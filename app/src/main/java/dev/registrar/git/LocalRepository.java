package dev.registrar.git;

import dev.registrar.pull.FileRead;
import dev.registrar.snapshot.AuditedTree;
import dev.registrar.snapshot.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A git repository on this machine with a working tree. Only files of the working tree are ever written. Not for several threads. */
public final class LocalRepository implements AutoCloseable {
    private final Repository repository;

    private LocalRepository(Repository repository) {
        this.repository = repository;
    }

    /**
     * @param folder the working tree or a folder in it
     * @throws NotUsable when there is no repository, or it has no working tree
     */
    public static LocalRepository open(Path folder) {
        FileRepositoryBuilder found = new FileRepositoryBuilder()
                .findGitDir(folder.toAbsolutePath().normalize().toFile());
        if (found.getGitDir() == null) {
            throw outside(folder);
        }
        try {
            Repository repository = found.setMustExist(true).build();
            if (repository.isBare()) {
                throw new NotUsable(folder + " is a bare repository, without a working tree.");
            }
            return new LocalRepository(repository);
        } catch (RepositoryNotFoundException e) {
            throw outside(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NotUsable outside(Path folder) {
        return new NotUsable(
                (folder.toString().isEmpty() ? folder.toAbsolutePath() : folder) + " is not in a git repository.");
    }

    /** The root of the working tree. */
    public Path root() {
        return repository.getWorkTree().toPath();
    }

    /**
     * @param base a revision, or empty to audit the whole tree
     * @param head a revision, or empty for the working tree
     * @throws NotUsable when a revision is not known, or the two have no commit in common
     */
    public Trees trees(Optional<String> base, Optional<String> head) {
        FileTree proposed = head.map(this::commit)
                .<FileTree>map(commit -> new CommitTree(repository, commit))
                .orElseGet(() -> new WorkingTree(root()));
        if (base.isEmpty()) {
            return new Audit(proposed);
        }
        RevCommit tip = commit(base.get());
        RevCommit shared = mergeBase(tip, commit(head.orElse("HEAD")));
        return new Change(new CommitTree(repository, shared), new CommitTree(repository, tip), proposed);
    }

    /** A file at the base where there is one, else at the head: where a configuration is read from. */
    public FileRead trusted(Optional<String> base, Optional<String> head, String path) {
        return trusted(base, head).read(path);
    }

    /** The files directly in a folder of the same tree, sorted. */
    public List<String> trustedIn(Optional<String> base, Optional<String> head, String folder) {
        return trusted(base, head).filesIn(folder);
    }

    public FileRead inWorkingTree(String path) {
        return new WorkingTree(root()).read(path);
    }

    /**
     * Writes a file of the working tree, and the folders that it lies in.
     *
     * @throws NotUsable when the path leads through a symbolic link, or cannot be written
     */
    public void write(String path, byte[] bytes) {
        new WorkingTree(root()).write(path, bytes);
    }

    private FileTree trusted(Optional<String> base, Optional<String> head) {
        return base.or(() -> head)
                .map(this::commit)
                .<FileTree>map(commit -> new CommitTree(repository, commit))
                .orElseGet(() -> new WorkingTree(root()));
    }

    private RevCommit commit(String revision) {
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id == null && revision.equals(Constants.HEAD)) {
                throw new NotUsable(
                        root() + " has no commit yet; without a base the whole tree is judged as it lies there.");
            }
            if (id == null) {
                throw new NotUsable("“" + revision + "” is not a revision of " + root() + ".");
            }
            return walk.parseCommit(id);
        } catch (RevisionSyntaxException
                | AmbiguousObjectException
                | IncorrectObjectTypeException
                | MissingObjectException e) {
            throw new NotUsable("“" + revision + "” is not a revision of " + root() + ".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RevCommit mergeBase(RevCommit one, RevCommit other) {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            RevCommit shared = walk.next();
            if (shared == null) {
                throw new NotUsable("base and head have no commit in common"
                        + (shallow()
                                ? "; this clone is shallow, so fetch the rest with `git fetch --unshallow`."
                                : "."));
            }
            return walk.parseCommit(shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean shallow() throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    @Override
    public void close() {
        repository.close();
    }

    /** What the caller asked for is not there; the message says what. */
    public static final class NotUsable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUsable(String message) {
            super(message);
        }
    }

    private record Audit(FileTree head) implements AuditedTree {
        @Override
        public FileRead read(Side side, String path) {
            return head.read(path);
        }

        @Override
        public Optional<List<String>> filesBelow(Side side, String folder) {
            return Optional.of(head.filesBelow(folder));
        }

        @Override
        public List<String> filesIn(Side side, String folder) {
            return head.filesIn(folder);
        }
    }

    private record Change(FileTree mergeBase, FileTree baseTip, FileTree head) implements Trees {
        @Override
        public boolean audit() {
            return false;
        }

        @Override
        public boolean touches(String path) {
            return !same(mergeBase.read(path), head.read(path));
        }

        private static boolean same(FileRead one, FileRead other) {
            return one instanceof FileRead.Found a && other instanceof FileRead.Found b
                    ? Arrays.equals(a.bytes(), b.bytes())
                    : one.equals(other);
        }

        @Override
        public boolean touchesIn(String folder) {
            List<String> before = mergeBase.filesIn(folder);
            return !before.equals(head.filesIn(folder)) || before.stream().anyMatch(this::touches);
        }

        @Override
        public boolean touchesAny(Predicate<String> path) {
            return Stream.concat(mergeBase.filesBelow("").stream(), head.filesBelow("").stream())
                    .distinct()
                    .filter(path)
                    .anyMatch(this::touches);
        }

        @Override
        public FileRead read(Side side, String path) {
            return tree(side).read(path);
        }

        @Override
        public Optional<List<String>> filesBelow(Side side, String folder) {
            return Optional.of(tree(side).filesBelow(folder));
        }

        @Override
        public List<String> filesIn(Side side, String folder) {
            return tree(side).filesIn(folder);
        }

        private FileTree tree(Side side) {
            return switch (side) {
                case MERGE_BASE -> mergeBase;
                case BASE_TIP -> baseTip;
                case HEAD -> head;
            };
        }
    }
}
