package dev.registrar.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The pictures of the documentation, taken anew with {@code -Dregistrar.screenshots=true} and else left alone. See
 * CONTRIBUTING.md.
 */
public final class Pictures {
    private static final Path FOLDER = Path.of("..", "docs", "images");
    private static final long LARGEST = 150_000;

    private Pictures() {}

    public static void keep(Tab tab, String name) throws IOException {
        if (Boolean.getBoolean("registrar.screenshots")) {
            Path file = FOLDER.resolve(name);
            tab.screenshot(file);
            assertThat(Files.size(file)).as(name).isLessThan(LARGEST);
        }
    }
}
