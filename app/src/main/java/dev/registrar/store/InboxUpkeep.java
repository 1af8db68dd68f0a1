package dev.registrar.store;

import dev.registrar.inbox.DeadDelivery;
import dev.registrar.inbox.ReplayResult;
import dev.registrar.inbox.Retention;
import dev.registrar.inbox.Stats;
import dev.registrar.inbox.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Looking into the inbox, bringing back what was given up, forgetting what is old. */
final class InboxUpkeep {
    private static final String REOPEN_DEAD = """
            update delivery set state = 'open', due_at = :now, received_at = :now, tries = 0, closed_at = null
            where seq = :seq and state = 'dead'
            """;
    private static final String WAKE_SUBJECT = """
            insert into subject (subject, lane, generation, wake_at) values (:subject, :lane, 1, :now)
            on conflict (subject) do update set generation = subject.generation + 1,
              wake_at = case when subject.token is null and excluded.wake_at < subject.wake_at
                then excluded.wake_at else subject.wake_at end
            """;

    private static final String OLD = """
            where closed_at is not null and ((state in ('done', 'superseded') and closed_at < :finished)
              or (state = 'dead' and closed_at < :dead))
            """;

    private final Transactions transactions;
    private final Runnable stored;

    InboxUpkeep(Transactions transactions, Runnable stored) {
        this.transactions = transactions;
        this.stored = stored;
    }

    /** One by one: each is a look into an index, and a list in SQL has a limit of its own in each database. */
    Set<String> known(Set<String> guids) {
        return transactions.read(handle -> guids.stream()
                .filter(guid -> handle.createQuery("select 1 from delivery where guid = :guid")
                        .bind("guid", guid)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent())
                .collect(Collectors.toSet()));
    }

    List<DeadDelivery> dead() {
        return transactions.read(handle -> handle.createQuery("""
                        select seq, guid, subject, lane, event, tries, cause, received_at, closed_at
                        from delivery where state = 'dead' order by seq
                        """)
                .map((row, context) -> new DeadDelivery(
                        row.getLong("seq"),
                        row.getString("guid"),
                        new Subject(row.getString("subject"), row.getString("lane")),
                        row.getString("event"),
                        row.getInt("tries"),
                        row.getString("cause"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        Instant.ofEpochMilli(row.getLong("closed_at"))))
                .list());
    }

    private record Found(long seq, Subject subject, String state) {}

    ReplayResult replay(String guidOrSeq) {
        ReplayResult result = transactions.write(handle -> {
            Optional<Found> found = find(handle, guidOrSeq);
            return found.map(delivery -> replay(handle, delivery)).orElse(ReplayResult.UNKNOWN);
        });
        if (result == ReplayResult.QUEUED) {
            stored.run();
        }
        return result;
    }

    private Optional<Found> find(Handle handle, String guidOrSeq) {
        // A number longer than 18 digits is none of ours, and would not fit.
        boolean number = guidOrSeq.matches("[0-9]{1,18}");
        return handle.createQuery("""
                        select seq, subject, lane, state from delivery where guid = :guid or seq = :seq
                        order by case when guid = :guid then 0 else 1 end limit 1
                        """)
                .bind("guid", guidOrSeq)
                .bind("seq", number ? Long.parseLong(guidOrSeq) : -1)
                .map((row, context) -> new Found(
                        row.getLong("seq"),
                        new Subject(row.getString("subject"), row.getString("lane")),
                        row.getString("state")))
                .findOne();
    }

    private ReplayResult replay(Handle handle, Found delivery) {
        if (!"dead".equals(delivery.state())) {
            return "open".equals(delivery.state()) ? ReplayResult.STILL_OPEN : ReplayResult.FINISHED;
        }
        long now = transactions.now(handle);
        handle.createUpdate(WAKE_SUBJECT)
                .bind("subject", delivery.subject().key())
                .bind("lane", delivery.subject().lane())
                .bind("now", now)
                .execute();
        int reopened = handle.createUpdate(REOPEN_DEAD)
                .bind("seq", delivery.seq())
                .bind("now", now)
                .execute();
        // Another replay of the same one came first.
        return reopened > 0 ? ReplayResult.QUEUED : ReplayResult.STILL_OPEN;
    }

    Stats stats() {
        return transactions.read(handle -> {
            long now = transactions.now(handle);
            return new Stats(
                    countByEvent(handle, "state = 'open' and due_at <= :now", now),
                    countByEvent(handle, "state = 'open' and due_at > :now", now),
                    countByEvent(handle, "state = 'dead' and :now = :now", now),
                    inWork(handle, now),
                    oldest(handle, now).orElse(null));
        });
    }

    private static Map<String, Long> countByEvent(Handle handle, String condition, long now) {
        Map<String, Long> counts = new LinkedHashMap<>();
        handle.createQuery("select event, count(*) as deliveries from delivery where " + condition + " group by event")
                .bind("now", now)
                .map((row, context) -> Map.entry(row.getString("event"), row.getLong("deliveries")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static long inWork(Handle handle, long now) {
        return handle.createQuery("select count(*) from subject where token is not null and wake_at > :now")
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static Optional<Duration> oldest(Handle handle, long now) {
        return handle.createQuery("select min(received_at) from delivery where state = 'open' and received_at <= :now")
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .map(received -> Duration.ofMillis(now - received));
    }

    int cleanUp(Retention retention) {
        return transactions.write(handle -> {
            long now = transactions.now(handle);
            long finished = now - retention.finished().toMillis();
            long dead = now - retention.dead().toMillis();
            handle.createUpdate("delete from payload where seq in (select seq from delivery " + OLD + ")")
                    .bind("finished", finished)
                    .bind("dead", dead)
                    .execute();
            return handle.createUpdate("delete from delivery " + OLD)
                    .bind("finished", finished)
                    .bind("dead", dead)
                    .execute();
        });
    }
}
