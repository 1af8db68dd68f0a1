package dev.registrar.server;

/** Where verified deliveries go. The server answers GitHub only after {@link #receive} has returned. */
@FunctionalInterface
public interface Intake {
    /**
     * Keeps a delivery so that it survives the end of the process; no work on it is done here.
     *
     * @param event the {@code X-GitHub-Event} header
     * @param deliveryGuid the {@code X-GitHub-Delivery} header; a redelivery comes under the same one
     * @param body the payload, JSON or not; the intake may keep the array
     * @return {@link Receipt#IGNORED} also for what is not a JSON object, which then is refused
     * @throws IntakeUnavailable when it cannot be kept now
     */
    Receipt receive(String event, String deliveryGuid, byte[] body);

    /** What became of a delivery. */
    enum Receipt {
        QUEUED,
        DUPLICATE,
        IGNORED
    }

    /** Nothing was kept; GitHub is told so and counts the delivery as failed. */
    final class IntakeUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public IntakeUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
