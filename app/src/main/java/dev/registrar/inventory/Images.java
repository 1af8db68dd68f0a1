package dev.registrar.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * The images of a repository, summed up.
 *
 * @param bytes as ECR counts them, compressed
 * @param lastPush empty where there is no image
 * @param lastPull empty where ECR has recorded none
 */
public record Images(long count, long bytes, Optional<Instant> lastPush, Optional<Instant> lastPull) {
    public static final Images NONE = new Images(0, 0, Optional.empty(), Optional.empty());

    public Images with(long size, Optional<Instant> pushed, Optional<Instant> pulled) {
        return new Images(count + 1, bytes + size, later(lastPush, pushed), later(lastPull, pulled));
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.filter(at -> other.filter(at::isBefore).isEmpty()).or(() -> other);
    }
}
