package dev.registrar.store;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Renewal;
import dev.registrar.inbox.Subject;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Taking work under a lease, keeping the lease, and ending it. */
final class Claims {
    /** Subjects that were woken for nothing are let go one after the other; not without end in one call. */
    private static final int EMPTY_SUBJECTS = 32;

    private static final int LONGEST_CAUSE = 2_000;

    private static final String TAKE_SUBJECT = """
            update subject set token = :token, wake_at = :until where subject = (
              select s.subject from subject s where s.wake_at <= :now and s.lane not in (
                select lane from subject where token is not null and wake_at > :now group by lane having count(*) >= :perLane)
              order by s.wake_at limit 1%s)
            returning subject, lane, generation
            """;
    private static final String NEXT_DUE = """
            select seq, guid, event, same_as, tries, received_at from delivery
            where subject = :subject and state = 'open' and due_at <= :now order by seq limit 1
            """;
    private static final String NEWEST_SAME = """
            select seq, guid, event, same_as, tries, received_at from delivery
            where subject = :subject and state = 'open' and due_at <= :now and same_as = :sameAs order by seq desc limit 1
            """;
    private static final String OLDER_SAME = """
            where subject = :subject and state = 'open' and seq < :seq
              and same_as = (select same_as from delivery where seq = :seq)
            """;
    private static final String DROP_SUBJECT = """
            delete from subject where subject = :subject
              and not exists (select 1 from delivery where subject = :subject and state = 'open')
            """;
    private static final String FREE_SUBJECT = """
            update subject set token = null,
              wake_at = (select min(due_at) from delivery where subject = :subject and state = 'open')
            where subject = :subject
            """;

    /** The second time after 2 seconds, then four times as long each time, up to an hour: as after tries that failed. */
    private static final String PUT_OFF_WHAT_WAS_HELD = """
            update delivery set due_at = max(due_at, :now + min(3600000, 500 << (2 * (tries - 1))))
            where state = 'open' and tries > 1 and subject in (select subject from subject where token is not null)
            """;

    private static final String FREE_ALL = """
            update subject set token = null, wake_at = coalesce(
              (select min(d.due_at) from delivery d where d.subject = subject.subject and d.state = 'open'), :now)
            where token is not null
            """;

    private final Transactions transactions;
    private final InboxLimits limits;
    private final String takeSubject;

    Claims(Transactions transactions, InboxLimits limits) {
        this.transactions = transactions;
        this.limits = limits;
        this.takeSubject = TAKE_SUBJECT.formatted(transactions.dialect().forUpdateOfFreeSubject());
    }

    private record Held(Subject subject, String token, long generation) {}

    private record Row(
            long seq, String guid, String event, @Nullable String sameAs, int tries, long receivedAt) {}

    /** A claim that is lost is made again, a try too few is counted. */
    Optional<Claim> claim() {
        return transactions.writeSoon(handle -> {
            for (int i = 0; i < EMPTY_SUBJECTS; i++) {
                long now = transactions.now(handle);
                Optional<Held> held = take(handle, now);
                if (held.isEmpty()) {
                    return Optional.empty();
                }
                Optional<Row> row = next(handle, held.get().subject().key(), now);
                if (row.isPresent()) {
                    return Optional.of(counted(handle, held.get(), row.get()));
                }
                release(handle, held.get().subject().key());
            }
            return Optional.empty();
        });
    }

    private Optional<Held> take(Handle handle, long now) {
        String token = UUID.randomUUID().toString();
        return handle.createQuery(takeSubject)
                .bind("token", token)
                .bind("now", now)
                .bind("until", now + limits.lease().toMillis())
                .bind("perLane", limits.perLane())
                .map((row, context) -> new Held(
                        new Subject(row.getString("subject"), row.getString("lane")), token, row.getLong("generation")))
                .findOne();
    }

    private static Optional<Row> next(Handle handle, String subject, long now) {
        Optional<Row> first = handle.createQuery(NEXT_DUE)
                .bind("subject", subject)
                .bind("now", now)
                .map((row, context) -> row(row))
                .findOne();
        if (first.isEmpty() || first.get().sameAs() == null) {
            return first;
        }
        return handle.createQuery(NEWEST_SAME)
                .bind("subject", subject)
                .bind("now", now)
                .bind("sameAs", first.get().sameAs())
                .map((row, context) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("seq"),
                row.getString("guid"),
                row.getString("event"),
                row.getString("same_as"),
                row.getInt("tries"),
                row.getLong("received_at"));
    }

    /** The try is counted when it begins, so that one that ends the process is counted too. */
    private static Claim counted(Handle handle, Held held, Row row) {
        handle.createUpdate("update delivery set tries = tries + 1 where seq = :seq")
                .bind("seq", row.seq())
                .execute();
        byte[] body = handle.createQuery("select body from payload where seq = :seq")
                .bind("seq", row.seq())
                .mapTo(byte[].class)
                .one();
        Delivery delivery = new Delivery(
                row.seq(),
                row.guid(),
                held.subject(),
                row.event(),
                Payload.of(body),
                row.tries() + 1,
                Instant.ofEpochMilli(row.receivedAt()));
        return new Claim(delivery, held.token(), held.generation());
    }

    Renewal renew(Claim claim) {
        OptionalLong generation = transactions.writeSoon(
                handle -> renew(handle, claim.delivery().subject().key(), claim.token()));
        if (generation.isEmpty()) {
            return Renewal.LOST;
        }
        return generation.getAsLong() == claim.generation() ? Renewal.HELD : Renewal.NEWER_WAITING;
    }

    /** Renews within a transaction that does more under the lease; empty when the lease is lost. */
    OptionalLong renew(Handle handle, String subject, String token) {
        return handle.createQuery(
                        "update subject set wake_at = :until where subject = :subject and token = :token returning generation")
                .bind("until", transactions.now(handle) + limits.lease().toMillis())
                .bind("subject", subject)
                .bind("token", token)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** An end that is lost means the work once more, which finds all effects done. */
    boolean finish(Claim claim, Outcome outcome) {
        String subject = claim.delivery().subject().key();
        long seq = claim.delivery().seq();
        return transactions.writeSoon(handle -> {
            boolean held = handle.createQuery("select 1 from subject where subject = :subject and token = :token"
                            + transactions.dialect().forUpdate())
                    .bind("subject", subject)
                    .bind("token", claim.token())
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (!held) {
                return false;
            }
            long now = transactions.now(handle);
            boolean carries = outcome.match(
                    done -> done(handle, seq, now),
                    retry -> again(handle, seq, now + retry.atLeast().toMillis(), retry.cause(), 0),
                    put -> again(handle, seq, Math.max(now, put.until().toEpochMilli()), put.cause(), 1),
                    // What was given up carries nothing: older ones of the same get their own chance.
                    dead -> !close(handle, seq, "dead", dead.cause(), now));
            if (carries) {
                supersedeOlder(handle, subject, seq, now);
            }
            release(handle, subject);
            return true;
        });
    }

    /**
     * Ends every lease there is, in SQLite's words. A delivery that was in hand when the process died is put off like one
     * that failed, so that a process that dies again and again does not use up the tries of a delivery that it just happens
     * to be at, and one that itself ends the process leaves its neighbours time.
     */
    static void endAll(Handle handle, long now) {
        handle.createUpdate(PUT_OFF_WHAT_WAS_HELD).bind("now", now).execute();
        handle.createUpdate(FREE_ALL).bind("now", now).execute();
    }

    private static void supersedeOlder(Handle handle, String subject, long seq, long now) {
        int older = handle.createUpdate(
                        "delete from payload where seq in (select seq from delivery " + OLDER_SAME + ")")
                .bind("subject", subject)
                .bind("seq", seq)
                .execute();
        if (older == 0) {
            return;
        }
        handle.createUpdate("update delivery set state = 'superseded', closed_at = :now " + OLDER_SAME)
                .bind("subject", subject)
                .bind("seq", seq)
                .bind("now", now)
                .execute();
    }

    /** The payload of what is done is not kept; that of what is dead is, to be replayed. */
    private static boolean done(Handle handle, long seq, long now) {
        handle.createUpdate("delete from payload where seq = :seq")
                .bind("seq", seq)
                .execute();
        return close(handle, seq, "done", null, now);
    }

    private static boolean close(Handle handle, long seq, String state, @Nullable String cause, long now) {
        handle.createUpdate("update delivery set state = :state, cause = :cause, closed_at = :now where seq = :seq")
                .bind("seq", seq)
                .bind("state", state)
                .bind("cause", storable(cause))
                .bind("now", now)
                .execute();
        return true;
    }

    private static boolean again(Handle handle, long seq, long due, String cause, int uncounted) {
        handle.createUpdate("""
                        update delivery set due_at = :due, cause = :cause, tries = tries - :uncounted where seq = :seq
                        """)
                .bind("seq", seq)
                .bind("due", due)
                .bind("cause", storable(cause))
                .bind("uncounted", uncounted)
                .execute();
        return true;
    }

    /** PostgreSQL's text holds no NUL and no half of a surrogate pair; an exception's message may. */
    private static @Nullable String storable(@Nullable String cause) {
        if (cause == null) {
            return null;
        }
        String cut = cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE);
        byte[] encoded = cut.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
        return new String(encoded, StandardCharsets.UTF_8);
    }

    /** Lets the subject go until its next delivery is due, or for good when it has none. */
    private static void release(Handle handle, String subject) {
        int dropped = handle.createUpdate(DROP_SUBJECT).bind("subject", subject).execute();
        if (dropped == 0) {
            handle.createUpdate(FREE_SUBJECT).bind("subject", subject).execute();
        }
    }
}
