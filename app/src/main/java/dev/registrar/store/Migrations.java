package dev.registrar.store;

import dev.registrar.inbox.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables up to date; several processes may do so at once. */
final class Migrations {
    /** The newest in {@code db/migration}. */
    static final String NEWEST = "3";

    private Migrations() {}

    /** Flyway takes a lock in PostgreSQL itself. It is a fifth of a start, so it is left out where nothing is to be done. */
    static void run(DataSource source, Dialect dialect) {
        if (upToDate(source)) {
            return;
        }
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

    private static boolean upToDate(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last = statement.executeQuery(
                        "select version, success from flyway_schema_history order by installed_rank desc limit 1")) {
            return last.next() && NEWEST.equals(last.getString("version")) && last.getBoolean("success");
        } catch (SQLException e) {
            // There are no tables yet; if it is anything else, Flyway comes upon it too, and says so.
            return false;
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
