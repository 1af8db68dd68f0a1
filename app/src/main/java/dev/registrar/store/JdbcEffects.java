package dev.registrar.store;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Effects;
import dev.registrar.effect.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.LeaseLost;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The ledger of effects on a database. */
final class JdbcEffects implements Effects {
    private static final String BEGIN = """
            insert into effect (key, digest, state, token, remote, at) values (:key, :digest, 'intended', :token, null, :now)
            on conflict (key) do update set digest = excluded.digest, state = 'intended', token = excluded.token,
              remote = null, at = excluded.at
            """;
    private static final String DONE = """
            insert into effect (key, digest, state, token, remote, at) values (:key, :digest, 'done', '', :remote, :now)
            on conflict (key) do update set digest = excluded.digest, state = 'done', remote = excluded.remote, at = excluded.at
            """;

    private final Transactions transactions;
    private final Claims claims;

    JdbcEffects(Transactions transactions, Claims claims) {
        this.transactions = transactions;
        this.claims = claims;
    }

    private record Row(
            String digest,
            boolean done,
            String token,
            @Nullable String remote,
            long at) {}

    @Override
    public Standing intend(EffectKey key, String digest, Lease lease) {
        return transactions.write(handle -> {
            renew(handle, lease);
            Optional<Row> row = row(handle, key);
            if (row.isPresent() && row.get().done()) {
                return done(row.get());
            }
            // Begun by this very claim: its handler knows how that ended, or it would have stopped.
            if (row.isEmpty() || row.get().token().equals(lease.token())) {
                begin(handle, key, digest, lease);
                return new Standing.Fresh();
            }
            long at = row.get().at();
            Duration age = Duration.ofMillis(Math.max(0, transactions.now(handle) - at));
            return new Standing.Unsure(
                    Instant.ofEpochMilli(at), age, row.get().digest(), row.get().remote());
        });
    }

    @Override
    public void intendAgain(EffectKey key, String digest, Lease lease) {
        transactions.run(handle -> {
            renew(handle, lease);
            begin(handle, key, digest, lease);
        });
    }

    @Override
    public void remote(EffectKey key, String remote, Lease lease) {
        transactions.run(handle -> {
            renew(handle, lease);
            int noted = handle.createUpdate(
                            "update effect set remote = :remote where key = :key and state = 'intended'")
                    .bind("key", key.value())
                    .bind("remote", remote)
                    .execute();
            if (noted == 0) {
                throw new IllegalStateException("nothing is intended under " + key.value());
            }
        });
    }

    @Override
    public void done(EffectKey key, String digest, String remote) {
        transactions.run(handle -> handle.createUpdate(DONE)
                .bind("key", key.value())
                .bind("digest", digest)
                .bind("remote", remote)
                .bind("now", transactions.now(handle))
                .execute());
    }

    @Override
    public Optional<Standing.Done> find(EffectKey key) {
        return transactions.read(handle -> row(handle, key)).filter(Row::done).map(JdbcEffects::done);
    }

    @Override
    public void forget(EffectKey key) {
        transactions.run(handle -> handle.createUpdate("delete from effect where key = :key")
                .bind("key", key.value())
                .execute());
    }

    @Override
    public int cleanUp(Duration olderThan) {
        return transactions.write(
                handle -> handle.createUpdate("delete from effect where at < :before and state = 'done'")
                        .bind("before", transactions.now(handle) - olderThan.toMillis())
                        .execute());
    }

    /** Also the lock: whoever holds the subject is alone with its effects. */
    private void renew(Handle handle, Lease lease) {
        if (claims.renew(handle, lease.subject().key(), lease.token()).isEmpty()) {
            throw new LeaseLost(lease.subject());
        }
    }

    private void begin(Handle handle, EffectKey key, String digest, Lease lease) {
        handle.createUpdate(BEGIN)
                .bind("key", key.value())
                .bind("digest", digest)
                .bind("token", lease.token())
                .bind("now", transactions.now(handle))
                .execute();
    }

    private static Optional<Row> row(Handle handle, EffectKey key) {
        return handle.createQuery("select digest, state, token, remote, at from effect where key = :key")
                .bind("key", key.value())
                .map((row, context) -> new Row(
                        row.getString("digest"),
                        "done".equals(row.getString("state")),
                        row.getString("token"),
                        row.getString("remote"),
                        row.getLong("at")))
                .findOne();
    }

    private static Standing.Done done(Row row) {
        return new Standing.Done(row.digest(), Objects.requireNonNull(row.remote(), "done effects have an id"));
    }
}
