package dev.registrar.store;

import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** An empty store of its own for a test, that may be opened several times as replicas do, and whose time can be moved. */
public abstract class TestStore implements AutoCloseable {
    /** A lease of a minute, and at most two of a lane at once. */
    public static final InboxLimits LIMITS = new InboxLimits(Duration.ofSeconds(60), 2);

    private final List<Database> opened = new ArrayList<>();
    final AtomicLong shift = new AtomicLong();

    /** The databases that the product runs on. */
    public enum Kind {
        SQLITE,
        POSTGRES;

        public TestStore create() {
            return this == SQLITE ? new OnSqlite() : new OnPostgres();
        }
    }

    /** Opens it, once more if it is open already. */
    public final Database open() {
        Database database = connect();
        opened.add(database);
        return database;
    }

    abstract Database connect();

    /** What a program needs to open it: the arguments of {@link CrashingWriter}. */
    abstract List<String> address();

    /** Moves the store's time ahead. */
    public final void advance(Duration by) {
        shift.addAndGet(by.toMillis());
    }

    /** What the store's clock says. */
    public final Instant now() {
        return Instant.ofEpochMilli(
                opened.get(0).transactions().read(opened.get(0).transactions()::now));
    }

    /** A number straight from the tables. */
    public final long count(String sql) {
        return opened.get(0)
                .transactions()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** Changes the tables behind the store's back. */
    public final void tamper(String sql) {
        opened.get(0).transactions().write((Handle handle) -> handle.execute(sql));
    }

    /** From now on what needs room is refused, or the server refuses connections. */
    public abstract void fail();

    /** The opposite of {@link #fail}. */
    public abstract void recover();

    @Override
    public void close() {
        opened.forEach(Database::close);
    }

    /** A delivery that is due now, of a subject in the lane that is the part before its sign. */
    public static NewDelivery delivery(String guid, String subject) {
        return NewDelivery.now(guid, subject(subject), "issue_comment", Payload.of("{\"guid\":\"" + guid + "\"}"));
    }

    /** Like {@link #delivery}, standing for older ones. */
    public static NewDelivery newest(String guid, String subject) {
        return NewDelivery.newest(guid, subject(subject), "pull_request", "judge", Payload.of("{}"));
    }

    static Subject subject(String key) {
        return new Subject(key, key.split("[#@:]", 2)[0]);
    }

    private static final class OnSqlite extends TestStore {
        private final Path folder;

        OnSqlite() {
            try {
                folder = Files.createTempDirectory("registrar-store");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        Database connect() {
            // Stands still between the moves, so that a test sees exactly what it sets.
            StoreTime time = handle -> Instant.parse("2026-03-01T00:00:00Z").toEpochMilli() + shift.get();
            return Database.sqlite(folder, time, LIMITS);
        }

        @Override
        List<String> address() {
            return List.of(folder.toString());
        }

        @Override
        public void fail() {
            // The least that SQLite accepts is what the file has now, so this is a full disk.
            tamper("pragma max_page_count = 1");
        }

        @Override
        public void recover() {
            tamper("pragma max_page_count = 1000000");
        }

        @Override
        public void close() {
            super.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class OnPostgres extends TestStore {
        private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
        private final String url = SharedPostgres.create(name);

        @Override
        Database connect() {
            StoreTime clock = StoreTime.ofPostgres();
            StoreTime time = handle -> clock.now(handle) + shift.get();
            return Database.postgres(url, "postgres", () -> "postgres", 12, time, LIMITS);
        }

        @Override
        List<String> address() {
            return List.of(url);
        }

        @Override
        public void fail() {
            SharedPostgres.run("alter database " + name + " with allow_connections false");
            SharedPostgres.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        }

        @Override
        public void recover() {
            SharedPostgres.run("alter database " + name + " with allow_connections true");
        }
    }

    /** One server for all tests of this run; it ends with the process. */
    private static final class SharedPostgres {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static String create(String name) {
            run("create database " + name);
            return SERVER.getJdbcUrl("postgres", name);
        }

        static void run(String sql) {
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
