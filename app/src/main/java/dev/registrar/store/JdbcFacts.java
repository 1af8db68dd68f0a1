package dev.registrar.store;

import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Facts on a database. */
final class JdbcFacts implements Facts {
    private static final String INSERT =
            "insert into fact (kind, subject, key, json, at) values (:kind, :subject, :key, :json, :now)";
    private static final RowMapper<Fact> FACT = (row, context) -> new Fact(
            row.getString("kind"),
            row.getString("subject"),
            row.getString("key"),
            row.getString("json"),
            Instant.ofEpochMilli(row.getLong("at")));

    private final Transactions transactions;

    JdbcFacts(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void put(String kind, String subject, String key, String json) {
        transactions.run(handle -> insert(
                handle,
                " on conflict (kind, subject, key) do update set json = excluded.json, at = excluded.at",
                new Fact(kind, subject, key, json, Instant.EPOCH)));
    }

    @Override
    public boolean add(String kind, String subject, String key, String json) {
        return transactions.write(handle -> insert(
                        handle,
                        " on conflict (kind, subject, key) do nothing",
                        new Fact(kind, subject, key, json, Instant.EPOCH)))
                > 0;
    }

    private int insert(Handle handle, String onConflict, Fact fact) {
        return handle.createUpdate(INSERT + onConflict)
                .bind("kind", fact.kind())
                .bind("subject", fact.subject())
                .bind("key", fact.key())
                .bind("json", fact.json())
                .bind("now", transactions.now(handle))
                .execute();
    }

    @Override
    public Optional<Fact> get(String kind, String subject, String key) {
        return transactions.read(handle -> handle.createQuery(
                        "select * from fact where kind = :kind and subject = :subject and key = :key")
                .bind("kind", kind)
                .bind("subject", subject)
                .bind("key", key)
                .map(FACT)
                .findOne());
    }

    @Override
    public List<Fact> list(String kind, String subject) {
        return transactions.read(handle -> handle.createQuery(
                        "select * from fact where kind = :kind and subject = :subject order by at, key")
                .bind("kind", kind)
                .bind("subject", subject)
                .map(FACT)
                .list());
    }

    @Override
    public boolean delete(String kind, String subject, String key) {
        return transactions.write(handle -> handle.createUpdate(
                                "delete from fact where kind = :kind and subject = :subject and key = :key")
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .bind("key", key)
                        .execute())
                > 0;
    }

    @Override
    public int deleteAll(String kind, String subject) {
        return transactions.write(
                handle -> handle.createUpdate("delete from fact where kind = :kind and subject = :subject")
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .execute());
    }
}
