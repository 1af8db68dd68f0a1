package dev.registrar.sandbox;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps pages of other sites away: a name that was made to point here does not pass for this machine. */
final class HostCheck {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private HostCheck() {}

    /** @param host the value of {@code Host} */
    static boolean isLocal(@Nullable String host) {
        return host != null && LOCAL.contains(host.replaceFirst(":\\d+$", ""));
    }

    /** @param origin the value of {@code Origin}; absent where no browser sent it */
    static boolean isLocalOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            String host = URI.create(origin).getHost();
            return host != null && LOCAL.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
