package dev.registrar.git;

import dev.registrar.pull.FileRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The files of a working tree. No symbolic link is followed on the way, so nothing outside the tree is ever read. */
record WorkingTree(Path root) implements FileTree {
    @Override
    public FileRead read(String path) {
        Path at = root;
        for (Path step : root.getFileSystem().getPath(path)) {
            at = at.resolve(step);
            if (Files.isSymbolicLink(at)) {
                return new FileRead.NotAFile("a symbolic link");
            }
        }
        if (!at.normalize().startsWith(root) || !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            return new FileRead.Absent();
        }
        if (!Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
            return new FileRead.NotAFile("a folder");
        }
        try {
            return new FileRead.Found(Files.readAllBytes(at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
