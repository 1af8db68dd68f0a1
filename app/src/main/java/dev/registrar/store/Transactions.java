package dev.registrar.store;

import dev.registrar.inbox.StoreUnavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Runs work in transactions, and tells failures of the database from faults of what it was given. */
final class Transactions {
    /** How often a transaction is begun that the database rolled back to resolve a deadlock, or whose connection broke. */
    private static final int ATTEMPTS = 3;

    private final Writer writer;
    private final Jdbi reads;
    private final Dialect dialect;
    private final StoreTime time;
    private final Runnable dropIdle;

    /** @param dropIdle closes the connections that are not in use, after one of them has turned out to be broken */
    Transactions(Writer writer, Jdbi reads, Dialect dialect, StoreTime time, Runnable dropIdle) {
        this.writer = writer;
        this.reads = reads;
        this.dialect = dialect;
        this.time = time;
        this.dropIdle = dropIdle;
    }

    /** What waits to be written is; no more is taken. */
    void close() {
        writer.close();
    }

    /** Whether what many write at the same time shares transactions as it is. */
    boolean gathers() {
        return writer.gathers();
    }

    Dialect dialect() {
        return dialect;
    }

    long now(Handle handle) {
        return time.now(handle);
    }

    /**
     * In a transaction; durable when it returns. The work may run more than once, each time from the start, and where a
     * connection broke during the commit once more after it was committed: all of ours may be repeated.
     */
    <T> T write(Function<Handle, T> work) {
        return attempt(() -> writer.write(work, false));
    }

    /**
     * In a transaction that outlives the process at once, but a power cut perhaps only a moment later: without a sync of its
     * own it is many times as fast. For what is only asked or done once more when it is lost. What is written later and
     * with a sync is never kept without it.
     */
    <T> T writeSoon(Function<Handle, T> work) {
        return attempt(() -> writer.write(work, true));
    }

    void run(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** Reads, each statement for itself, without waiting for writers. */
    <T> T read(Function<Handle, T> work) {
        return attempt(() -> reads.withHandle(work::apply));
    }

    private <T> T attempt(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (JdbiException e) {
                boolean broken = connectionBroken(e);
                if (broken) {
                    dropIdle.run();
                }
                if (attempt == ATTEMPTS || !(broken || rolledBack(e))) {
                    throw refusedData(e) ? e : unavailable(e);
                }
            }
        }
    }

    /** The database works, but not with these values; others beside them may do. */
    static boolean refusedData(Throwable failure) {
        SQLException cause = sqlCause(failure);
        if (cause instanceof SQLiteException sqlite) {
            // The low byte is the primary code, the others say more.
            SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(sqlite.getErrorCode() & 0xff);
            return code == SQLiteErrorCode.SQLITE_TOOBIG
                    || code == SQLiteErrorCode.SQLITE_CONSTRAINT
                    || code == SQLiteErrorCode.SQLITE_MISMATCH;
        }
        // Classes 22 data exception, 23 integrity constraint violation; 54 a limit of the program.
        return hasState(cause, "22") || hasState(cause, "23") || hasState(cause, "54");
    }

    /** The database itself fails, whatever is written; otherwise the fault lies in what is written, or in the work. */
    static boolean failsAll(Throwable failure) {
        return failure instanceof StoreUnavailable || (failure instanceof JdbiException && !refusedData(failure));
    }

    /** Another transaction has held a row for too long. */
    static boolean rowHeld(Throwable failure) {
        return hasState(sqlCause(failure), "55P03");
    }

    /** Class 40: a deadlock or a conflict was resolved by giving this transaction up. */
    private static boolean rolledBack(Throwable failure) {
        return hasState(sqlCause(failure), "40");
    }

    /**
     * Class 08 connection failure, 57P01 to 57P03 the server stops or stopped: after a restart of the server, every pooled
     * connection is like that. Not so when no connection was to be had at all, which has been waited for already.
     */
    private static boolean connectionBroken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return false;
            }
        }
        SQLException cause = sqlCause(failure);
        return hasState(cause, "08") || hasState(cause, "57P0");
    }

    private static boolean hasState(SQLException cause, String prefix) {
        String state = cause.getSQLState();
        return state != null && state.startsWith(prefix);
    }

    static StoreUnavailable unavailable(Throwable failure) {
        String message = sqlCause(failure).getMessage();
        return new StoreUnavailable("the database failed: " + message, failure);
    }

    /** The innermost SQL failure; jdbi's own message may hold the values of the statement, so it is not passed on. */
    private static SQLException sqlCause(Throwable failure) {
        SQLException found = new SQLException(failure.getClass().getSimpleName());
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
