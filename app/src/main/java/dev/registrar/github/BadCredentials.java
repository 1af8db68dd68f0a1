package dev.registrar.github;

/** Credentials that cannot be used. The message says what is wrong with them, never what they are. */
public final class BadCredentials extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadCredentials(String message) {
        super(message);
    }
}
