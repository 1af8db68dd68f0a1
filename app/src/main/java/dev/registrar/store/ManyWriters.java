package dev.registrar.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** PostgreSQL: each writes in a transaction and on a connection of its own, and the server puts commits together. */
final class ManyWriters implements Writer {
    private final Jdbi jdbi;

    ManyWriters(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public <T> T write(Function<Handle, T> work, boolean soon) {
        return jdbi.inTransaction(handle -> {
            if (soon) {
                handle.execute("set local synchronous_commit = off");
            }
            return work.apply(handle);
        });
    }

    @Override
    public boolean gathers() {
        return false;
    }

    @Override
    public void close() {
        // The connections are the pool's.
    }
}
