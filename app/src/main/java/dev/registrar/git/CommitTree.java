package dev.registrar.git;

import dev.registrar.pull.FileRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

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

    @Override
    public List<String> filesIn(String folder) {
        try (TreeWalk walk = TreeWalk.forPath(repository, folder, commit.getTree())) {
            if (walk == null || walk.getFileMode(0) != FileMode.TREE) {
                return List.of();
            }
            return files(folder, walk.getObjectId(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> filesBelow(String folder) {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            if (!folder.isEmpty()) {
                walk.setFilter(PathFilter.create(folder));
            }
            List<String> files = new ArrayList<>();
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
                    files.add(walk.getPathString());
                }
            }
            return files.stream().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> files(String folder, ObjectId tree) throws IOException {
        List<String> files = new ArrayList<>();
        try (TreeWalk inside = new TreeWalk(repository)) {
            inside.addTree(tree);
            while (inside.next()) {
                FileMode mode = inside.getFileMode(0);
                if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
                    files.add(folder + "/" + inside.getPathString());
                }
            }
        }
        return files.stream().sorted().toList();
    }
}
