package dev.registrar.store;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.Delivery;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Renewal;
import dev.registrar.inbox.Subject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Taking work under a lease, keeping the lease, and ending it. */
final class Claims {
    /** Subjects that were woken for nothing are let go one after the other; not without end in one call. */
    private static final int EMPTY_SUBJECTS = 32;

    private static final String TAKE_SUBJECT = """
            update subject set token = :token, wake_at = :until where subject = (
              select s.subject from subject s where s.wake_at <= :now and s.lane not in (
                select lane from subject where token is not null and wake_at > :now group by lane having count(*) >= :perLane)
              order by s.wake_at limit 1%s)
            returning subject, lane, generation
            """;
    /** The oldest that is due, or the newest that stands for it. The try is counted when it begins: it may end the process. */
    private static final String BEGIN_TRY = """
            update delivery set tries = tries + 1 where seq = (
              select coalesce(
                (select max(newest.seq) from delivery newest where newest.subject = :subject and newest.state = 'open'
                  and newest.due_at <= :now and newest.same_as = oldest.same_as),
                oldest.seq)
              from delivery oldest where oldest.subject = :subject and oldest.state = 'open' and oldest.due_at <= :now
              order by oldest.seq limit 1)
            returning seq, guid, event, tries, received_at, (select body from payload where payload.seq = delivery.seq) as body
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

    /** A claim that is lost is made again, a try too few is counted. */
    Optional<Claim> claim() {
        return transactions.writeSoon(handle -> {
            for (int i = 0; i < EMPTY_SUBJECTS; i++) {
                long now = transactions.now(handle);
                Optional<Held> held = take(handle, now);
                if (held.isEmpty()) {
                    return Optional.empty();
                }
                Optional<Claim> claim = beginTry(handle, held.get(), now);
                if (claim.isPresent()) {
                    return claim;
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

    private static Optional<Claim> beginTry(Handle handle, Held held, long now) {
        return handle.createQuery(BEGIN_TRY)
                .bind("subject", held.subject().key())
                .bind("now", now)
                .map((row, context) -> new Delivery(
                        row.getLong("seq"),
                        row.getString("guid"),
                        held.subject(),
                        row.getString("event"),
                        Payload.of(Objects.requireNonNull(row.getBytes("body"), "a delivery without its payload")),
                        row.getInt("tries"),
                        Instant.ofEpochMilli(row.getLong("received_at"))))
                .findOne()
                .map(delivery -> new Claim(delivery, held.token(), held.generation()));
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
            Ending ending = new Ending(handle, subject, seq, transactions.now(handle));
            outcome.match(ending::done, ending::again, ending::again, ending::dead);
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

    /** Lets the subject go until its next delivery is due, or for good when it has none. */
    private static void release(Handle handle, String subject) {
        int dropped = handle.createUpdate(DROP_SUBJECT).bind("subject", subject).execute();
        if (dropped == 0) {
            handle.createUpdate(FREE_SUBJECT).bind("subject", subject).execute();
        }
    }
}
