package dev.registrar.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Where deliveries are kept. */
public sealed interface Database {
    <T> T match(Function<Embedded, T> embedded, Function<Postgres, T> postgres);

    /** A file of ours in this folder. */
    record Embedded(Path folder) implements Database {
        @Override
        public <T> T match(Function<Embedded, T> embedded, Function<Postgres, T> postgres) {
            return embedded.apply(this);
        }
    }

    /** A server, which replicas may share. The URL is kept like a secret because a password may be part of it. */
    record Postgres(Secret url, Optional<String> user, Optional<Secret> password) implements Database {
        @Override
        public <T> T match(Function<Embedded, T> embedded, Function<Postgres, T> postgres) {
            return postgres.apply(this);
        }
    }
}
