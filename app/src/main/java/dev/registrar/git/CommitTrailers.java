package dev.registrar.git;

import dev.registrar.git.LocalRepository.NotUsable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The trailers of a history's commits. */
public final class CommitTrailers {
    private CommitTrailers() {}

    /** One trailer of one commit. */
    public record Trailer(String commit, String key, String value) {}

    /** What a walk finds: first that there is a commit, then its trailers. */
    public interface Reader {
        void commit(String name);

        void trailer(Trailer trailer);
    }

    /**
     * Reads every commit that HEAD has in its history, the oldest first.
     *
     * @param folder a clone, bare or not
     * @throws NotUsable when there is no repository, or nothing in it
     */
    public static void read(Path folder, Reader reader) {
        FileRepositoryBuilder found = new FileRepositoryBuilder()
                .findGitDir(folder.toAbsolutePath().normalize().toFile());
        if (found.getGitDir() == null) {
            throw new NotUsable(folder.toAbsolutePath().normalize() + " is not in a git repository.");
        }
        try (Repository repository = found.setMustExist(true).build()) {
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null) {
                throw new NotUsable(folder.toAbsolutePath().normalize() + " has no commits.");
            }
            walk(repository, head, commit -> {
                reader.commit(commit.name());
                commit.getFooterLines()
                        .forEach(line -> reader.trailer(new Trailer(commit.name(), line.getKey(), line.getValue())));
            });
        } catch (RepositoryNotFoundException e) {
            throw new NotUsable(folder.toAbsolutePath().normalize() + " is not in a git repository.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void walk(Repository repository, ObjectId head, Consumer<RevCommit> each) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit : walk) {
                each.accept(commit);
            }
        }
    }
}
