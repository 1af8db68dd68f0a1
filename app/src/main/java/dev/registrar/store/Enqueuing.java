package dev.registrar.store;

import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.store.GroupCommit.Waiting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Stores deliveries, those that came together in one transaction. */
final class Enqueuing {
    private static final String TOUCH_SUBJECT = """
            insert into subject (subject, lane, generation, wake_at) values (:subject, :lane, 1, :due)
            on conflict (subject) do update set generation = subject.generation + 1,
              wake_at = case when subject.token is null and excluded.wake_at < subject.wake_at
                then excluded.wake_at else subject.wake_at end
            """;
    private static final String INSERT_DELIVERY = """
            insert into delivery (guid, subject, lane, event, same_as, state, due_at, received_at)
            values (:guid, :subject, :lane, :event, :sameAs, 'open', :due, :due)
            on conflict (guid) do nothing
            """;
    private static final String INSERT_PAYLOAD =
            "insert into payload (seq, body) select seq, :body from delivery where guid = :guid";
    private static final String REOPEN = """
            update delivery set due_at = case when state = 'open' and due_at < :due then due_at else :due end,
              tries = case when state = 'open' then tries else 0 end,
              received_at = case when state = 'open' then received_at else :due end, state = 'open', closed_at = null
            where guid = :guid and subject = :subject and state in ('open', 'dead')
            """;
    private static final String DROP_IDLE_SUBJECT = """
            delete from subject where subject = :subject and token is null
              and not exists (select 1 from delivery where subject = :subject and state = 'open')
            """;

    private final Transactions transactions;
    private final Runnable stored;

    /** @param stored called after work that is due has been committed */
    Enqueuing(Transactions transactions, Runnable stored) {
        this.transactions = transactions;
        this.stored = stored;
    }

    /** Stores them together; if one of them cannot be stored, the others are stored all the same. */
    void store(List<Waiting<NewDelivery, Receipt>> group) {
        try {
            commit(group);
        } catch (RuntimeException e) {
            if (group.size() == 1 || !(Transactions.refusedData(e) || Transactions.rowHeld(e))) {
                throw e;
            }
            storeEach(group);
        }
    }

    private void storeEach(List<Waiting<NewDelivery, Receipt>> group) {
        Set<String> held = new HashSet<>();
        for (Waiting<NewDelivery, Receipt> waiting : group) {
            String subject = waiting.item().subject().key();
            try {
                if (held.contains(subject)) {
                    // It has been waited for once already; the others are not kept waiting for it again.
                    throw new StoreUnavailable("the subject is locked", null);
                }
                commit(List.of(waiting));
            } catch (RuntimeException e) {
                if (Transactions.rowHeld(e)) {
                    held.add(subject);
                }
                waiting.answer().completeExceptionally(e);
            }
        }
    }

    private void commit(List<Waiting<NewDelivery, Receipt>> group) {
        // Always in this order, so that two replicas never wait for each other.
        List<Waiting<NewDelivery, Receipt>> ordered = new ArrayList<>(group);
        ordered.sort(Comparator.comparing(w -> w.item().subject().key()));
        List<NewDelivery> deliveries = ordered.stream().map(Waiting::item).toList();
        List<Stored> receipts = transactions.write(handle -> insert(handle, deliveries));
        for (Stored one : receipts) {
            if (one.dueNow()) {
                stored.run();
            }
        }
        for (int i = 0; i < ordered.size(); i++) {
            ordered.get(i).answer().complete(receipts.get(i).receipt());
        }
    }

    private record Stored(Receipt receipt, boolean dueNow) {}

    private List<Stored> insert(Handle handle, List<NewDelivery> deliveries) {
        long now = transactions.now(handle);
        PreparedBatch subjects = handle.prepareBatch(TOUCH_SUBJECT);
        for (NewDelivery delivery : deliveries) {
            subjects.bind("subject", delivery.subject().key())
                    .bind("lane", delivery.subject().lane())
                    .bind("due", due(delivery, now))
                    .add();
        }
        subjects.execute();
        int[] inserted = insertRows(handle, deliveries, now);
        List<Stored> receipts = new ArrayList<>();
        for (int i = 0; i < inserted.length; i++) {
            NewDelivery delivery = deliveries.get(i);
            boolean due = due(delivery, now) <= now;
            receipts.add(
                    inserted[i] > 0
                            ? new Stored(Receipt.QUEUED, due)
                            : again(handle, delivery, due(delivery, now), due));
        }
        return receipts;
    }

    private static int[] insertRows(Handle handle, List<NewDelivery> deliveries, long now) {
        PreparedBatch rows = handle.prepareBatch(INSERT_DELIVERY);
        for (NewDelivery delivery : deliveries) {
            rows.bind("guid", delivery.guid())
                    .bind("subject", delivery.subject().key())
                    .bind("lane", delivery.subject().lane())
                    .bind("event", delivery.event())
                    .bind("sameAs", delivery.sameAs())
                    .bind("due", due(delivery, now))
                    .add();
        }
        int[] inserted = rows.execute();
        PreparedBatch payloads = handle.prepareBatch(INSERT_PAYLOAD);
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] > 0) {
                NewDelivery delivery = deliveries.get(i);
                payloads.bind("guid", delivery.guid())
                        .bind("body", delivery.body().bytes())
                        .add();
            }
        }
        payloads.execute();
        return inserted;
    }

    /** The guid is there: makes it due if it is not done. Otherwise the subject that was touched for it is let go. */
    private static Stored again(Handle handle, NewDelivery delivery, long due, boolean dueNow) {
        boolean dead = handle.createQuery("select 1 from delivery where guid = :guid and state = 'dead'")
                .bind("guid", delivery.guid())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        int reopened = handle.createUpdate(REOPEN)
                .bind("guid", delivery.guid())
                .bind("subject", delivery.subject().key())
                .bind("due", due)
                .execute();
        if (reopened > 0) {
            return new Stored(dead ? Receipt.QUEUED : Receipt.DUPLICATE, dueNow);
        }
        handle.createUpdate(DROP_IDLE_SUBJECT)
                .bind("subject", delivery.subject().key())
                .execute();
        return new Stored(Receipt.DUPLICATE, false);
    }

    private static long due(NewDelivery delivery, long now) {
        return Math.max(now, delivery.dueAt().toEpochMilli());
    }
}
