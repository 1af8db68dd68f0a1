package dev.registrar.inventory;

import java.util.function.Function;

/** What came of looking for a repository: absence and not knowing stay apart. */
public sealed interface RepositoryRead {
    record Found(AwsRepository repository) implements RepositoryRead {}

    record Absent(Place place) implements RepositoryRead {}

    /** @param reason part of a sentence */
    record Unread(String reason) implements RepositoryRead {}

    default <T> T match(Function<Found, T> found, Function<Absent, T> absent, Function<Unread, T> unread) {
        if (this instanceof Found one) {
            return found.apply(one);
        }
        return this instanceof Absent none ? absent.apply(none) : unread.apply((Unread) this);
    }
}
