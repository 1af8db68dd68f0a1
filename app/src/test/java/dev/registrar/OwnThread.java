package dev.registrar;

import java.util.concurrent.Executor;

/**
 * Runs each task on a thread of its own, for {@code CompletableFuture}s that wait for something. Left to themselves they share
 * the common pool, which since JDK 25 has but one thread on two processors.
 */
public final class OwnThread {
    public static final Executor EACH = task -> new Thread(task).start();

    private OwnThread() {}
}
