package dev.registrar.pull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * GitHub could not do what was asked, through no fault of the input. Sealed by what follows from it: try again, wait for
 * the quota, or give up because the access is gone.
 */
public abstract sealed class RemoteTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RemoteTrouble(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A server error, a time-out, a broken connection or an answer that cannot be read: worth another try. */
    public static final class Unavailable extends RemoteTrouble {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A primary or secondary rate limit; nothing is asked again before {@link #until()}. */
    public static final class QuotaSpent extends RemoteTrouble {
        private static final long serialVersionUID = 1L;
        private final Instant until;

        public QuotaSpent(String message, Instant until, @Nullable Throwable cause) {
            super(message, cause);
            this.until = until;
        }

        public Instant until() {
            return until;
        }
    }

    /** The installation was removed or suspended, the repository is gone, or a permission was taken away. */
    public static final class AccessLost extends RemoteTrouble {
        private static final long serialVersionUID = 1L;

        public AccessLost(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
