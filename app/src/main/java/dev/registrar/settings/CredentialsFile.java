package dev.registrar.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The credentials that the set-up stored, for starts without any in the environment: a line {@code NAME=value} for each
 * setting, in the data folder, for its owner's eyes only.
 */
public record CredentialsFile(Path path) {
    public static final String NAME = "github-app.env";

    private static final String EXPLANATION = """
            # Written by Registrar's set-up and read by `serve` where the environment holds no credentials.
            # Whoever reads this can act as the App: keep it to yourself.
            """;

    public static CredentialsFile in(Path folder) {
        return new CredentialsFile(folder.resolve(NAME));
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** @throws IOException when it is there but cannot be read, or holds something else than settings */
    public Map<String, String> read() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String line : Files.readAllLines(path)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new IOException("a line is not of the form NAME=value");
            }
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return Map.copyOf(settings);
    }

    /**
     * Writes it as a whole or not at all.
     *
     * @param settings in the order of writing; line breaks in a value are written as {@code \n}
     * @throws FileAlreadyExistsException where there is one: it is never overwritten
     * @throws IOException when it cannot be written
     */
    public void write(Map<String, String> settings) throws IOException {
        if (exists()) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder");
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, NAME, ".tmp", ownerOnly(folder));
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text(settings));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String text(Map<String, String> settings) {
        StringBuilder text = new StringBuilder(EXPLANATION);
        new LinkedHashMap<>(settings)
                .forEach((name, value) -> text.append(name)
                        .append('=')
                        .append(value.strip().replace("\n", "\\n"))
                        .append('\n'));
        return text.toString();
    }
}
