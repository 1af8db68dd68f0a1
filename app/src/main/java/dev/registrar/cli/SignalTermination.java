package dev.registrar.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGTERM and SIGINT end the process with status 0, once everything has stopped in order. */
final class SignalTermination implements Termination {
    private static final Logger log = LoggerFactory.getLogger(SignalTermination.class);

    private final Runnable listening;
    // What was taken before the start is over is on disk, so until then there is nothing to wait for.
    private volatile Runnable stop = () -> {};

    SignalTermination() {
        this(() -> {});
    }

    /** @param listening called once everything is started and signals are heard */
    SignalTermination(Runnable listening) {
        this.listening = listening;
    }

    @Override
    public void runUntilTold(Supplier<Runnable> start) {
        // A signal makes the runtime end with 128 plus its number; only halting from the hook gives another status.
        Thread hook = new Thread(() -> Runtime.getRuntime().halt(status(stop).code()), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stop = start.get();
        } catch (RuntimeException | Error e) {
            forget(hook); // the status is then the failure's
            throw e;
        }
        listening.run();
        await();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("told to stop while starting failed", e);
        }
    }

    private static void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExitStatus status(Runnable stop) {
        try {
            stop.run();
            return ExitStatus.PASS;
        } catch (RuntimeException e) {
            log.error("stopping went wrong; deliveries that were taken are finished by the next start", e);
            return ExitStatus.OUTSIDE;
        }
    }
}
