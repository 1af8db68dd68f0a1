package dev.registrar.github;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;

/** Installation tokens, each asked for once and kept until shortly before it expires. */
final class InstallationTokens {
    // Longer than any piece of work takes, so that a token does not expire under it.
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final LoadingCache<Long, InstallationToken> tokens;

    /** @param mint asks GitHub for a new token */
    InstallationTokens(LongFunction<InstallationToken> mint, Clock clock) {
        tokens = Caffeine.newBuilder()
                .expireAfter(Expiry.<Long, InstallationToken>creating((installation, token) -> usable(token, clock)))
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                // Whoever comes while a token is asked for waits for it on its own thread: no executor is needed.
                .executor(Runnable::run)
                .maximumSize(10_000)
                .build(mint::apply);
    }

    private static Duration usable(InstallationToken token, Clock clock) {
        Duration left = Duration.between(clock.instant(), token.expiresAt()).minus(MARGIN);
        return left.isNegative() ? Duration.ZERO : left;
    }

    InstallationToken of(long installation) {
        return tokens.get(installation);
    }

    /** Forgets a token that GitHub refused, unless another has taken its place. */
    void drop(long installation, InstallationToken refused) {
        tokens.asMap().remove(installation, refused);
    }
}
