package dev.registrar.git;

import dev.registrar.pull.FileRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit. */
record CommitTree(Repository repository, RevCommit commit) implements FileTree {
    @Override
    public FileRead read(String path) {
        try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
            if (walk == null) {
                return new FileRead.Absent();
            }
            FileMode mode = walk.getFileMode(0);
            if (mode == FileMode.SYMLINK) {
                return new FileRead.NotAFile("a symbolic link");
            }
            if (mode != FileMode.REGULAR_FILE && mode != FileMode.EXECUTABLE_FILE) {
                return new FileRead.NotAFile("a folder");
            }
            return new FileRead.Found(repository.open(walk.getObjectId(0)).getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
