package dev.registrar.cli;

import java.util.function.Supplier;

/** How a command that runs until it is told to stop learns that it is. */
@FunctionalInterface
interface Termination {
    /**
     * Starts something, waits until the process is told to end, and stops it. Whoever tells it while it still starts does
     * not wait for that.
     *
     * @param start gives back how to stop; when it fails, nothing is waited for
     */
    void runUntilTold(Supplier<Runnable> start);

    /** Waits until the process is told to end, and runs this before it does. */
    default void awaitThen(Runnable stop) {
        runUntilTold(() -> stop);
    }
}
