package dev.registrar.inbox;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, is full, or takes too long; what was asked of it may be asked again. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
