package dev.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MigrationsTest {
    @Test
    void newest_isTheLastOfTheFiles() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(Migrations.class.getResource("/db/migration"))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> name.substring(1, name.indexOf("__")))
                            .max(Comparator.comparingInt(Integer::parseInt)))
                    .contains(Migrations.NEWEST);
        }
    }
}
