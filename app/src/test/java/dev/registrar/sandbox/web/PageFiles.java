package dev.registrar.sandbox.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The page's files where the sandbox serves them from: its own folder, and the WebJars. */
final class PageFiles {
    private static final String OWN = "/sandbox/web";

    private PageFiles() {}

    static Path folder() {
        try {
            Path index = Path.of(Objects.requireNonNull(resource("/index.html")).toURI());
            return Objects.requireNonNull(index.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String index() {
        return new String(Objects.requireNonNull(bytes("/index.html")), UTF_8);
    }

    static boolean exists(String path) {
        return resource(path) != null;
    }

    static byte @Nullable [] bytes(String path) {
        URL found = resource(path);
        if (found == null) {
            return null;
        }
        try (InputStream in = found.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable URL resource(String path) {
        return PageFiles.class.getResource(path.startsWith("/webjars/") ? "/META-INF/resources" + path : OWN + path);
    }
}
