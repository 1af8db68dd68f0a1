package dev.registrar.server;

/** The address or port could not be taken. */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListen(String host, int port, Throwable cause) {
        super("cannot listen on " + host + " port " + port + ": " + reason(cause), cause);
    }

    // The innermost cause is the system's own word, such as "Address already in use".
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }
}
