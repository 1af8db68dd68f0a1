package dev.registrar.server;

/** A request that is answered with an error. The message is shown to the sender: no secrets, nothing internal. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(int status, String message) {
        // Without a stack trace: refusing must stay cheap when somebody sends thousands of bad requests.
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
