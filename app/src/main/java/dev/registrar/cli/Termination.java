package dev.registrar.cli;

/** How a command that runs until it is told to stop learns that it is. */
@FunctionalInterface
interface Termination {
    /** Waits until the process is told to end, and runs this before it does. */
    void awaitThen(Runnable stop);
}
