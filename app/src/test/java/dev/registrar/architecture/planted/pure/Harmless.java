package dev.registrar.architecture.planted.pure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Values and streams in memory, which a pure room may use. */
record Harmless(Instant at, URI address) {
    Instant later() {
        return at.plus(Duration.ofDays(1));
    }

    int first() throws IOException {
        try (InputStream in = new ByteArrayInputStream(new byte[] {1})) {
            return in.read();
        }
    }
}
