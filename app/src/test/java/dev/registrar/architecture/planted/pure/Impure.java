package dev.registrar.architecture.planted.pure;

import java.io.FileReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that a pure room must not do. */
public final class Impure {
    private static final Logger log = LoggerFactory.getLogger(Impure.class);

    private final Clock clock;

    Impure(Clock clock) {
        this.clock = clock;
    }

    boolean file(String name) throws IOException {
        try (FileReader reader = new FileReader(name, StandardCharsets.UTF_8)) {
            return reader.ready() && Files.exists(Path.of(name));
        }
    }

    int network(Socket socket) {
        log.info("connected at {}", clock.millis());
        return socket.getPort();
    }

    String time() {
        return Instant.now() + " " + LocalDate.now(ZoneOffset.UTC) + " " + System.currentTimeMillis();
    }

    @Nullable
    String environment() {
        System.out.println(UUID.randomUUID());
        return System.getenv("HOME");
    }

    int chance(Random random) {
        return random.nextInt();
    }

    @Nullable
    InputStream resource() {
        return Impure.class.getResourceAsStream("x");
    }
}
