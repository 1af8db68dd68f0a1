package dev.registrar.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool;
import dev.registrar.audit.AuditLog;
import dev.registrar.effect.Effects;
import dev.registrar.effect.Facts;
import dev.registrar.history.History;
import dev.registrar.inbox.DeliveryList;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.StoreUnavailable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** An open database with its tables up to date, and the ports on it. */
public final class Database implements AutoCloseable {
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(5);

    /** Another process may hold SQLite's write lock while it checkpoints. */
    private static final Duration SQLITE_BUSY = Duration.ofSeconds(5);

    private static final int SQLITE_READERS = 4;

    /** KB of pages in memory: what is stored is read again at once by whoever works on it. */
    private static final int SQLITE_WRITER_CACHE = 16_000;

    /** What the write-ahead log is cut back to after a burst. */
    private static final int SQLITE_LOG_BYTES = 64 << 20;

    private final List<HikariDataSource> pools;
    private final Optional<SoleServer> soleServer;
    private final Transactions transactions;
    private final JdbcInbox inbox;
    private final Effects effects;
    private final Facts facts;
    private final AuditLog audit;
    private final History history;
    private final DeliveryList deliveries;

    private Database(
            List<HikariDataSource> pools,
            Optional<SoleServer> soleServer,
            Transactions transactions,
            InboxLimits limits) {
        this.pools = List.copyOf(pools);
        this.soleServer = soleServer;
        this.transactions = transactions;
        this.inbox = new JdbcInbox(transactions, limits);
        this.effects = new JdbcEffects(transactions, new Claims(transactions, limits));
        this.facts = new JdbcFacts(transactions);
        this.audit = new JdbcAuditLog(transactions);
        this.history = JdbcHistory.of(transactions);
        this.deliveries = new JdbcDeliveryList(transactions);
    }

    /**
     * SQLite in the file {@code registrar.db} of a folder, which is made if it is not there. Other processes on this
     * machine may have it open too.
     */
    public static Database embedded(Path dataDir, Clock clock, InboxLimits limits) {
        makeFolder(dataDir);
        return sqlite(dataDir, StoreTime.of(clock), limits);
    }

    /**
     * PostgreSQL, shared by any number of replicas; its clock is everybody's.
     *
     * @param jdbcUrl begins with {@code jdbc:postgresql:}
     * @param password asked for once
     * @param connections at most this many at once: the workers, and some for what comes in
     */
    public static Database postgres(
            String jdbcUrl,
            @Nullable String user,
            Supplier<? extends @Nullable CharSequence> password,
            int connections,
            InboxLimits limits) {
        return postgres(jdbcUrl, user, password, connections, StoreTime.ofPostgres(), limits);
    }

    static Database sqlite(Path dataDir, StoreTime time, InboxLimits limits) {
        // The first connection of all changes the file into write-ahead mode, and SQLite lets a second one fail
        // meanwhile.
        HikariDataSource writer =
                Migrations.alone(lockFile(dataDir), () -> pool("sqlite-writer", sqliteSource(dataDir, true), 1));
        HikariDataSource readers = pool("sqlite-readers", sqliteSource(dataDir, false), SQLITE_READERS);
        return open(List.of(writer, readers), Dialect.SQLITE, time, limits, dataDir);
    }

    static Database postgres(
            String jdbcUrl,
            @Nullable String user,
            Supplier<? extends @Nullable CharSequence> password,
            int connections,
            StoreTime time,
            InboxLimits limits) {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            // The address may hold a password, so it is not named.
            throw new IllegalArgumentException("the database's address does not begin with jdbc:postgresql:");
        }
        HikariConfig config = config("postgres", connections);
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        CharSequence secret = password.get();
        config.setPassword(secret == null ? null : secret.toString());
        // What hangs is given up before a lease ends; what the address says goes first.
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "registrar");
        // A replica that was stopped in the middle of a transaction must not hold up the others for long.
        config.setConnectionInitSql("set lock_timeout = '3s'; set idle_in_transaction_session_timeout = '20s'");
        return open(List.of(pool(config)), Dialect.POSTGRES, time, limits, null);
    }

    /** The first pool writes, the last reads. */
    private static Database open(
            List<HikariDataSource> pools, Dialect dialect, StoreTime time, InboxLimits limits, @Nullable Path dataDir) {
        HikariDataSource writer = pools.get(0);
        HikariDataSource reader = pools.get(pools.size() - 1);
        try {
            if (dataDir == null) {
                Migrations.run(writer, dialect);
            } else {
                Migrations.run(writer, dialect, lockFile(dataDir));
            }
        } catch (RuntimeException e) {
            pools.forEach(HikariDataSource::close);
            throw e;
        }
        Jdbi writes = Jdbi.create(writer);
        Jdbi reads = Jdbi.create(reader);
        Transactions transactions = new Transactions(
                dialect == Dialect.SQLITE ? new SoleWriter(writes, new Checkpoints(reads)) : new ManyWriters(writes),
                reads,
                dialect,
                time,
                () -> pools.forEach(Database::dropIdle));
        Optional<SoleServer> soleServer = Optional.ofNullable(dataDir).map(SoleServer::new);
        Database database = new Database(pools, soleServer, transactions, limits);
        database.inbox.start();
        return database;
    }

    private static Path lockFile(Path dataDir) {
        return dataDir.resolve("registrar.lock");
    }

    private static DataSource sqliteSource(Path dataDir, boolean writer) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // With FULL each commit is on disk when it returns; with less, a power cut takes back what was acknowledged.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout((int) SQLITE_BUSY.toMillis());
        config.setJournalSizeLimit(SQLITE_LOG_BYTES);
        // Else it makes files beside the database, or in a folder for such that may not be there, for single
        // statements.
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        if (writer) {
            config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(Checkpoints.LONGEST_LOG));
            // Below zero it is KB, above it pages.
            config.setCacheSize(-SQLITE_WRITER_CACHE);
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + dataDir.resolve("registrar.db"));
        return source;
    }

    private static HikariDataSource pool(String name, DataSource source, int size) {
        HikariConfig config = config(name, size);
        config.setDataSource(source);
        return pool(config);
    }

    private static HikariDataSource pool(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new StoreUnavailable("the database cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void dropIdle(HikariDataSource pool) {
        HikariPoolMXBean control = pool.getHikariPoolMXBean();
        if (control != null) {
            control.softEvictConnections();
        }
    }

    private static HikariConfig config(String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(CONNECTION_PATIENCE.toMillis());
        return config;
    }

    /** Only the owner may look into a folder that holds payloads, where the file system knows such rights. */
    private static void makeFolder(Path dataDir) {
        try {
            if (Files.isDirectory(dataDir)) {
                return;
            }
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        dataDir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(dataDir);
            }
        } catch (IOException e) {
            throw new StoreUnavailable("the data folder cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Frees what an earlier server of this data folder held when it was killed, where no other server has the folder open: the
     * first time at once, then after growing delays. On PostgreSQL nobody can know that, so leases there end by time alone.
     */
    public void takeOver() {
        if (soleServer.isPresent() && soleServer.get().sole()) {
            transactions.run(handle -> Claims.endAll(handle, transactions.now(handle)));
        }
    }

    public Inbox inbox() {
        return inbox;
    }

    public Effects effects() {
        return effects;
    }

    public Facts facts() {
        return facts;
    }

    public AuditLog audit() {
        return audit;
    }

    public History history() {
        return history;
    }

    public DeliveryList deliveries() {
        return deliveries;
    }

    /** Nothing when the database answers, else why not. */
    public Optional<String> ping() {
        try {
            transactions.read(handle -> handle.createQuery("select id from audit_end")
                    .mapTo(Integer.class)
                    .one());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(
                    e instanceof StoreUnavailable ? "the database does not answer" : "the database is damaged");
        }
    }

    Transactions transactions() {
        return transactions;
    }

    /** Stores what is waiting to be, then closes the connections. */
    @Override
    public void close() {
        inbox.close();
        transactions.close();
        pools.forEach(HikariDataSource::close);
        soleServer.ifPresent(SoleServer::close);
    }
}
