package dev.registrar.cli;

/** Something that the command needs and does not own did not work. The message says what and is shown to the user. */
final class OutsideFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutsideFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
