package dev.registrar.store;

import dev.registrar.inbox.DeliveryList;
import dev.registrar.inbox.ListedDelivery;
import dev.registrar.inbox.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** The list of deliveries on a database. */
final class JdbcDeliveryList implements DeliveryList {
    private static final String COLUMNS =
            "select seq, guid, subject, lane, event, state, tries, cause, received_at, due_at, closed_at from delivery ";
    private static final RowMapper<ListedDelivery> DELIVERY = (row, context) -> {
        long closed = row.getLong("closed_at");
        Optional<Instant> closedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(closed));
        return new ListedDelivery(
                row.getLong("seq"),
                row.getString("guid"),
                new Subject(row.getString("subject"), row.getString("lane")),
                row.getString("event"),
                ListedDelivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("tries"),
                Optional.ofNullable(row.getString("cause")),
                Instant.ofEpochMilli(row.getLong("received_at")),
                Instant.ofEpochMilli(row.getLong("due_at")),
                closedAt);
    };

    private final Transactions transactions;

    JdbcDeliveryList(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<ListedDelivery> latest(
            Optional<Collection<String>> lanes, Optional<ListedDelivery.State> state, int most) {
        if (lanes.filter(Collection::isEmpty).isPresent()) {
            return List.of();
        }
        String where = "where " + (lanes.isPresent() ? "lane in (<lanes>)" : "true")
                + (state.isPresent() ? " and state = :state" : "");
        return transactions.read(handle -> {
            Query query = handle.createQuery(COLUMNS + where + " order by seq desc limit :most")
                    .bind("most", most);
            lanes.ifPresent(some -> query.bindList("lanes", List.copyOf(some)));
            state.ifPresent(one -> query.bind("state", one.name().toLowerCase(Locale.ROOT)));
            return query.map(DELIVERY).list();
        });
    }

    @Override
    public Optional<ListedDelivery> find(long seq) {
        return transactions.read(handle -> handle.createQuery(COLUMNS + "where seq = :seq")
                .bind("seq", seq)
                .map(DELIVERY)
                .findOne());
    }
}
