package dev.registrar.store;

import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** What time it is for leases and due times, in milliseconds since 1970. */
@FunctionalInterface
interface StoreTime {
    long now(Handle handle);

    /** One process, so its own clock. */
    static StoreTime of(Clock clock) {
        return handle -> clock.millis();
    }

    /** One clock for all replicas, whatever theirs say; that of the statement, not of the transaction's start. */
    static StoreTime ofPostgres() {
        return handle -> handle.createQuery("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
                .mapTo(Long.class)
                .one();
    }
}
