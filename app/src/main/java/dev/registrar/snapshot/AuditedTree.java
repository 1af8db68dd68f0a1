package dev.registrar.snapshot;

import java.util.function.Predicate;

/** One tree by itself, all of which is looked at; sides are of no account. */
public interface AuditedTree extends Trees {
    @Override
    default boolean audit() {
        return true;
    }

    @Override
    default boolean touches(String path) {
        return true;
    }

    @Override
    default boolean touchesIn(String folder) {
        return true;
    }

    @Override
    default boolean touchesAny(Predicate<String> path) {
        return true;
    }
}
