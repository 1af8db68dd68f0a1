package dev.registrar.store;

import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies SQLite's write-ahead log into the database beside the writer, which otherwise stands still for it, a third of its
 * time under load. It cannot begin the log anew while there is writing all the time: that the writer does itself, once the log is {@link
 * #LONGEST_LOG} pages long, and finds most of it copied.
 */
final class Checkpoints implements AutoCloseable {
    /** In pages of 4 KB; 64 MB. */
    static final int LONGEST_LOG = 16_000;

    /** Some 500 pages when there is much to do. */
    private static final int COMMITS_BETWEEN = 50;

    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private final Jdbi jdbi;
    private final Semaphore due = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "sqlite-checkpoint");
    private int commits;
    private volatile boolean closed;

    /** @param jdbi opens connections other than the writer's */
    Checkpoints(Jdbi jdbi) {
        this.jdbi = jdbi;
        thread.setDaemon(true);
        thread.start();
    }

    /** Called by the one thread that writes, after each commit. */
    void committed() {
        commits++;
        if (commits % COMMITS_BETWEEN == 0) {
            due.release();
        }
    }

    private void run() {
        while (!closed) {
            due.acquireUninterruptibly();
            due.drainPermits();
            if (!closed) {
                copy();
            }
        }
    }

    /** Passive: it waits for nobody, and nobody for it. */
    private void copy() {
        try {
            jdbi.useHandle(handle -> handle.execute("pragma wal_checkpoint(passive)"));
        } catch (JdbiException e) {
            // Whatever is wrong with the disk, the writer finds out and says so.
            log.debug("the log stays as it is", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        due.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
