package dev.registrar.store;

import dev.registrar.inbox.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables up to date; several processes may do so at once. */
final class Migrations {
    private Migrations() {}

    /** Flyway takes a lock in PostgreSQL itself. */
    static void run(DataSource source, Dialect dialect) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    .loggers(QuietFlywayLog.class.getName())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailable("the tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    /** In SQLite it takes none, so the processes that share the folder take turns. */
    static void run(DataSource source, Dialect dialect, Path lockFile) {
        alone(lockFile, () -> {
            run(source, dialect);
            return source;
        });
    }

    /** Does what SQLite itself lets nobody wait for, by a lock on a file. */
    static synchronized <T> T alone(Path lockFile, Supplier<T> work) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("no lock on " + lockFile.getFileName());
            }
            return work.get();
        } catch (IOException e) {
            throw new StoreUnavailable("the data folder cannot be written to", e);
        }
    }
}
