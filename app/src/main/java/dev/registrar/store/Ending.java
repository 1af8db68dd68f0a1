package dev.registrar.store;

import dev.registrar.inbox.Outcome;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Writes what became of a delivery, within the transaction that also lets its subject go. */
record Ending(Handle handle, String subject, long seq, long now) {
    private static final int LONGEST_CAUSE = 2_000;

    private static final String OLDER_SAME = """
            select seq from delivery where subject = :subject and state = 'open' and seq < :seq
              and same_as = (select same_as from delivery where seq = :seq)
            """;
    private static final String IT_AND_OLDER_SAME = "select cast(:seq as bigint) union all " + OLDER_SAME;

    boolean done(Outcome.Done done) {
        return close(IT_AND_OLDER_SAME);
    }

    boolean again(Outcome.Retry retry) {
        return again(now + retry.atLeast().toMillis(), retry.cause(), 0);
    }

    boolean again(Outcome.Deferred deferred) {
        return again(Math.max(now, deferred.until().toEpochMilli()), deferred.cause(), 1);
    }

    /** Its payload is kept, to be replayed. It stands for nothing: older ones of the same get their own chance. */
    boolean dead(Outcome.Dead dead) {
        return of("update delivery set state = 'dead', cause = :cause, closed_at = :now where seq = :seq")
                        .bind("now", now)
                        .bind("cause", storable(dead.cause()))
                        .execute()
                > 0;
    }

    private boolean again(long due, String cause, int uncounted) {
        of("update delivery set due_at = :due, cause = :cause, tries = tries - :uncounted where seq = :seq")
                .bind("due", due)
                .bind("cause", storable(cause))
                .bind("uncounted", uncounted)
                .execute();
        return close(OLDER_SAME);
    }

    /** Done, or superseded by this one; what is closed needs its payload no more. */
    private boolean close(String which) {
        int closed = of("delete from payload where seq in (" + which + ")")
                .bind("subject", subject)
                .execute();
        return closed > 0
                && of("update delivery set state = case when seq = :seq then 'done' else 'superseded' end,"
                                        + " cause = case when seq = :seq then null else cause end, closed_at = :now"
                                        + " where seq in (" + which + ")")
                                .bind("subject", subject)
                                .bind("now", now)
                                .execute()
                        > 0;
    }

    private Update of(String sql) {
        return handle.createUpdate(sql).bind("seq", seq);
    }

    /** PostgreSQL's text holds no NUL and no half of a surrogate pair; an exception's message may. */
    private static String storable(String cause) {
        String cut = cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE);
        byte[] encoded = cut.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        return new String(encoded, StandardCharsets.UTF_8);
    }
}
