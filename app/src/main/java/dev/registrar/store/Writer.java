package dev.registrar.store;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** How work gets into a transaction that is committed when this returns. */
interface Writer extends AutoCloseable {
    /**
     * Does the work in a transaction, perhaps with others in the same, perhaps more than once. After a failure it may have
     * been committed all the same, so whatever is written has to bear being written again.
     *
     * @param soon whether the commit may be on disk a moment after this returns
     */
    <T> T write(Function<Handle, T> work, boolean soon);

    /** Whether what many write at the same time shares transactions without anybody else's doing. */
    boolean gathers();

    @Override
    void close();
}
