package dev.registrar.store;

import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.store.GroupCommit.Waiting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQLite lets one write at a time. So one thread writes for all, on one connection: what has gathered while it was busy
 * shares a transaction and its sync to disk, and nobody contends for the lock.
 */
final class SoleWriter implements Writer {
    /** Longer than SQLite itself waits for another process, and shorter than GitHub waits for us. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(SoleWriter.class);

    private final Jdbi jdbi;
    private final Checkpoints checkpoints;
    private final GroupCommit<Work<?>, Boolean> group;
    private @Nullable Handle open;
    private boolean syncs;

    /** @param jdbi opens connections that sync each commit */
    SoleWriter(Jdbi jdbi, Checkpoints checkpoints) {
        this.jdbi = jdbi;
        this.checkpoints = checkpoints;
        jdbi.setStatementBuilderFactory(KeptStatements::new);
        this.group = new GroupCommit<>("sqlite-writer", work -> 1, PATIENCE, this::commit);
        group.start();
        warmUp();
    }

    /** The first statement of a process takes a tenth of a second, for which the rest of a start does not have to wait. */
    private void warmUp() {
        Function<Handle, Integer> statement =
                handle -> handle.createQuery("select 1").mapTo(Integer.class).one();
        // Whatever is wrong, the first one that matters finds out.
        var unused = group.submit(new Work<>(statement, true, new AtomicReference<>()));
    }

    private record Work<T>(Function<Handle, T> function, boolean soon, AtomicReference<T> result) {
        void run(Handle handle) {
            result.set(function.apply(handle));
        }
    }

    @Override
    public <T> T write(Function<Handle, T> function, boolean soon) {
        Work<T> work = new Work<>(function, soon, new AtomicReference<>());
        CompletableFuture<Boolean> answer = group.submit(work);
        try {
            answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Objects.requireNonNull(work.result().get(), "the work gave no result");
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new StoreUnavailable("not written within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting to be written", e);
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    }

    private void commit(List<Waiting<Work<?>, Boolean>> works) {
        try {
            together(works);
        } catch (RuntimeException e) {
            if (works.size() == 1 || Transactions.failsAll(e)) {
                throw e;
            }
            works.forEach(this::alone);
        }
    }

    /** One of them spoils it for the others, so each is tried for itself. */
    private void alone(Waiting<Work<?>, Boolean> waiting) {
        try {
            together(List.of(waiting));
        } catch (RuntimeException e) {
            waiting.answer().completeExceptionally(e);
        }
    }

    private void together(List<Waiting<Work<?>, Boolean>> works) {
        try {
            Handle handle = handle();
            sync(handle, !works.stream().allMatch(waiting -> waiting.item().soon()));
            handle.begin();
            for (Waiting<Work<?>, Boolean> waiting : works) {
                // Whoever gave up waiting may have begun something else.
                if (!waiting.answer().isDone()) {
                    waiting.item().run(handle);
                }
            }
            handle.commit();
            checkpoints.committed();
        } catch (RuntimeException | Error e) {
            letGo(e);
            throw e;
        }
        works.forEach(waiting -> waiting.answer().complete(true));
    }

    private Handle handle() {
        Handle handle = open;
        if (handle == null) {
            handle = jdbi.open();
            open = handle;
            // It may have been used before.
            syncs = false;
            sync(handle, true);
            makeRoom(handle);
        }
        return handle;
    }

    /** With less than a sync for each commit, SQLite's write-ahead log still keeps the order. */
    private void sync(Handle handle, boolean wanted) {
        if (wanted == syncs) {
            return;
        }
        Connection connection = handle.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma synchronous = " + (wanted ? "full" : "normal"));
        } catch (SQLException e) {
            throw new StoreUnavailable("the database failed: " + e.getMessage(), e);
        }
        syncs = wanted;
    }

    /**
     * After a failure the disk may be full of a log that waits to be long enough to go to the database. Once it has gone, its
     * room is used again.
     */
    private static void makeRoom(Handle handle) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute("pragma wal_checkpoint(passive)");
        } catch (SQLException e) {
            log.debug("the log stays as it is", e);
        }
    }

    /** SQLite may have rolled back by itself, and says so; why it did is what people have to read. */
    private void letGo(Throwable cause) {
        try {
            letGo();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** What was begun is rolled back; the next one begins afresh. */
    private void letGo() {
        Handle handle = open;
        open = null;
        if (handle != null) {
            try (handle) {
                if (handle.isInTransaction()) {
                    handle.rollback();
                }
            }
        }
    }

    @Override
    public boolean gathers() {
        return true;
    }

    @Override
    public void close() {
        group.close();
        checkpoints.close();
        letGo();
    }
}
