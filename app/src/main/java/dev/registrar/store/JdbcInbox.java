package dev.registrar.store;

import dev.registrar.inbox.Claim;
import dev.registrar.inbox.DeadDelivery;
import dev.registrar.inbox.Inbox;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Outcome;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.Renewal;
import dev.registrar.inbox.ReplayResult;
import dev.registrar.inbox.Retention;
import dev.registrar.inbox.Stats;
import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.store.GroupCommit.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The inbox on a database: storing here, claims in {@link Claims}, looking and tidying in {@link InboxUpkeep}. */
final class JdbcInbox implements Inbox, AutoCloseable {
    /** GitHub gives up after 10 seconds; a failure that it sees is one that it can redeliver. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final Enqueuing enqueuing;
    /** Where the database does not gather them itself. */
    private final Optional<GroupCommit<NewDelivery, Receipt>> group;

    private final Claims claims;
    private final InboxUpkeep upkeep;

    JdbcInbox(Transactions transactions, InboxLimits limits) {
        this.enqueuing = new Enqueuing(transactions, this::wake);
        this.group = transactions.gathers()
                ? Optional.empty()
                : Optional.of(new GroupCommit<>(
                        "inbox-writer", delivery -> delivery.body().size(), PATIENCE, enqueuing::store));
        this.claims = new Claims(transactions, limits);
        this.upkeep = new InboxUpkeep(transactions, this::wake);
    }

    void start() {
        group.ifPresent(GroupCommit::start);
    }

    @Override
    public Receipt enqueue(NewDelivery delivery) {
        return enqueueAll(List.of(delivery)).get(0);
    }

    @Override
    public List<Receipt> enqueueAll(List<NewDelivery> deliveries) {
        List<CompletableFuture<Receipt>> answers = group.map(
                        gathering -> deliveries.stream().map(gathering::submit).toList())
                .orElseGet(() -> store(deliveries));
        List<Receipt> receipts = new ArrayList<>();
        for (CompletableFuture<Receipt> answer : answers) {
            receipts.add(await(answer));
        }
        return List.copyOf(receipts);
    }

    private List<CompletableFuture<Receipt>> store(List<NewDelivery> deliveries) {
        List<Waiting<NewDelivery, Receipt>> waiting = deliveries.stream()
                .map(delivery -> new Waiting<>(delivery, new CompletableFuture<Receipt>()))
                .toList();
        try {
            enqueuing.store(waiting);
        } catch (RuntimeException e) {
            waiting.forEach(one -> one.answer().completeExceptionally(e));
        }
        return waiting.stream().map(Waiting::answer).toList();
    }

    private static Receipt await(CompletableFuture<Receipt> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw notStored(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new StoreUnavailable("not stored within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting to be stored", e);
        }
    }

    /** A new exception for each waiting thread, so that its stack tells who waited. */
    private static StoreUnavailable notStored(Throwable failure) {
        String reason = failure instanceof StoreUnavailable known
                ? String.valueOf(known.getMessage())
                : "the delivery cannot be stored";
        return new StoreUnavailable(reason, failure);
    }

    private void wake() {
        for (Runnable wake : wakes) {
            wake.run();
        }
    }

    @Override
    public void onWork(Runnable wake) {
        wakes.add(wake);
    }

    @Override
    public Optional<Claim> claim() {
        return claims.claim();
    }

    @Override
    public Renewal renew(Claim claim) {
        return claims.renew(claim);
    }

    @Override
    public boolean finish(Claim claim, Outcome outcome) {
        return claims.finish(claim, outcome);
    }

    @Override
    public Set<String> known(Set<String> guids) {
        return upkeep.known(guids);
    }

    @Override
    public List<DeadDelivery> dead() {
        return upkeep.dead();
    }

    @Override
    public ReplayResult replay(String guidOrSeq) {
        return upkeep.replay(guidOrSeq);
    }

    @Override
    public Stats stats() {
        return upkeep.stats();
    }

    @Override
    public int cleanUp(Retention retention) {
        return upkeep.cleanUp(retention);
    }

    @Override
    public void close() {
        group.ifPresent(GroupCommit::close);
    }
}
