package dev.registrar.store;

import dev.registrar.inbox.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Lets what is handed in by many threads at once share a transaction: one thread takes whatever has gathered while the
 * one before was committed, so that a sync to disk serves all of them and nobody waits for company.
 */
final class GroupCommit<T, R> implements AutoCloseable {
    /** Beyond this, more in one transaction saves little and makes the first wait. */
    private static final int MOST = 256;

    private static final String CLOSED = "the store is closed";

    /** Bodies of up to 25 MB: a transaction is closed once it holds this much. */
    private static final long HEAVIEST = 16L << 20;

    /** An empty one marks the end. */
    private final BlockingQueue<Optional<Waiting<T, R>>> queue = new ArrayBlockingQueue<>(4 * MOST);

    private final ToLongFunction<T> weight;
    private final Consumer<List<Waiting<T, R>>> commit;
    private final Duration patience;
    private final Thread thread;
    private volatile boolean closed;

    /** One that waits for its answer. */
    record Waiting<T, R>(T item, CompletableFuture<R> answer) {}

    /**
     * @param commit stores all of them and answers each; those that it leaves unanswered fail
     * @param patience how long to wait for a place in the queue
     */
    GroupCommit(String name, ToLongFunction<T> weight, Duration patience, Consumer<List<Waiting<T, R>>> commit) {
        this.weight = weight;
        this.commit = commit;
        this.patience = patience;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    CompletableFuture<R> submit(T item) {
        Waiting<T, R> waiting = new Waiting<>(item, new CompletableFuture<>());
        try {
            if (closed || !queue.offer(Optional.of(waiting), patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailable(closed ? CLOSED : "too many wait to be stored", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting to be stored", e);
        }
        if (!thread.isAlive()) {
            // It was closed in between.
            waiting.answer().completeExceptionally(new StoreUnavailable(CLOSED, null));
        }
        return waiting.answer();
    }

    /** Stores what waits, then ends. The thread is not interrupted, since that could fail a commit. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            queue.put(Optional.empty());
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Waiting<T, R>> group = new ArrayList<>();
        boolean open = true;
        while (open) {
            open = gather(group);
            try {
                if (!group.isEmpty()) {
                    commit.accept(group);
                }
                failRest(group, new IllegalStateException("left unanswered"));
            } catch (RuntimeException | Error e) {
                failRest(group, e);
            }
            group.clear();
        }
        queue.forEach(late -> late.ifPresent(one -> failRest(List.of(one), new StoreUnavailable(CLOSED, null))));
    }

    /** Waits for a first one and takes those that are there already; false when the end has come. */
    private boolean gather(List<Waiting<T, R>> group) {
        long weighs = 0;
        Optional<Waiting<T, R>> next = first();
        while (next != null && next.isPresent()) {
            group.add(next.get());
            weighs += weight.applyAsLong(next.get().item());
            next = group.size() < MOST && weighs < HEAVIEST ? queue.poll() : null;
        }
        return next == null;
    }

    private Optional<Waiting<T, R>> first() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            // Nobody does this to a thread of ours unless the process is to end.
            closed = true;
            return Optional.empty();
        }
    }

    private static <T, R> void failRest(List<Waiting<T, R>> group, Throwable failure) {
        for (Waiting<T, R> waiting : group) {
            waiting.answer().completeExceptionally(failure);
        }
    }
}
