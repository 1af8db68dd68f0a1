package dev.registrar.git;

import dev.registrar.pull.FileRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of a working tree. No symbolic link is followed on the way, so nothing outside the tree is ever read. */
record WorkingTree(Path root) implements FileTree {
    @Override
    public FileRead read(String path) {
        Path at = root.resolve(path);
        if (throughLink(path)) {
            return new FileRead.NotAFile("a symbolic link");
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

    private boolean throughLink(String path) {
        Path at = root;
        for (Path step : root.getFileSystem().getPath(path)) {
            at = at.resolve(step);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<String> filesIn(String folder) {
        Path at = root.resolve(folder);
        if (throughLink(folder) || !at.normalize().startsWith(root) || !Files.isDirectory(at)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(at)) {
            return entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(entry -> folder + "/" + entry.getFileName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> filesBelow(String folder) {
        Path at = root.resolve(folder);
        if (!folder.isEmpty() && throughLink(folder) || !at.normalize().startsWith(root) || !Files.isDirectory(at)) {
            return List.of();
        }
        List<String> files = new ArrayList<>();
        try {
            Files.walkFileTree(at, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = String.valueOf(folder.getFileName());
                    boolean left = name.equals(".git") || name.equals(".terraform") || name.equals("node_modules");
                    return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /** Beside it first and then moved there, so that nobody ever reads half a file. */
    void write(String path, byte[] bytes) {
        Path at = root.resolve(path);
        if (throughLink(path) || !at.normalize().startsWith(root)) {
            throw new LocalRepository.NotUsable(path + " leads through a symbolic link; nothing is written there.");
        }
        try {
            Path folder = Files.createDirectories(Objects.requireNonNull(at.getParent()));
            Path beside = Files.createTempFile(folder, ".registrar", ".tmp");
            try {
                Files.write(beside, bytes);
                keepMode(at, beside);
                Files.move(beside, at, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new LocalRepository.NotUsable(path + " cannot be written.");
        }
    }

    /** A temporary file is nobody else's to read; the file in its place is to stay what it was. */
    private static void keepMode(Path at, Path beside) throws IOException {
        if (Files.getFileAttributeView(beside, PosixFileAttributeView.class) == null) {
            return;
        }
        Files.setPosixFilePermissions(
                beside,
                Files.exists(at) ? Files.getPosixFilePermissions(at) : PosixFilePermissions.fromString("rw-r--r--"));
    }
}
