package dev.registrar.cli;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIGTERM and SIGINT end the process with status 0, once everything has stopped in order. */
final class SignalTermination implements Termination {
    private static final Logger log = LoggerFactory.getLogger(SignalTermination.class);

    private final Runnable listening;

    SignalTermination() {
        this(() -> {});
    }

    /** @param listening called once signals are heard */
    SignalTermination(Runnable listening) {
        this.listening = listening;
    }

    @Override
    public void awaitThen(Runnable stop) {
        CountDownLatch never = new CountDownLatch(1);
        // A signal makes the runtime end with 128 plus its number; only halting from the hook gives another status.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> Runtime.getRuntime().halt(status(stop).code()), "stop"));
        listening.run();
        try {
            never.await();
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
