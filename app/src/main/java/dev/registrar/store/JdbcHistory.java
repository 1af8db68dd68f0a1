package dev.registrar.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.registrar.history.DailyFigures;
import dev.registrar.history.Drift;
import dev.registrar.history.DriftRecord;
import dev.registrar.history.History;
import dev.registrar.history.Landscape;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Governed repositories, drift and figures on a database. */
final class JdbcHistory implements Landscape, DriftRecord, DailyFigures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RowMapper<Repository> REPOSITORY = (row, context) -> new Repository(
            row.getLong("repository"),
            new RepositoryName(row.getString("owner"), row.getString("name")),
            row.getString("branch"),
            row.getLong("installation"));

    private final Transactions transactions;

    private JdbcHistory(Transactions transactions) {
        this.transactions = transactions;
    }

    static History of(Transactions transactions) {
        JdbcHistory most = new JdbcHistory(transactions);
        return new History(most, new JdbcJudgements(transactions), most, most);
    }

    @Override
    public void seen(Repository repository) {
        if (byId(repository.id()).filter(repository::equals).isPresent()) {
            return; // asked with each check run; a look is cheaper than a write
        }
        transactions.run(handle -> handle.createUpdate("""
                        insert into governed (repository, owner, name, branch, installation)
                        values (:repository, :owner, :name, :branch, :installation)
                        on conflict (repository) do update set owner = excluded.owner, name = excluded.name,
                          branch = excluded.branch, installation = excluded.installation
                        """)
                .bind("repository", repository.id())
                .bind("owner", repository.name().owner())
                .bind("name", repository.name().name())
                .bind("branch", repository.defaultBranch())
                .bind("installation", repository.installation())
                .execute());
    }

    @Override
    public void gone(long repository) {
        transactions.run(handle -> handle.createUpdate("delete from governed where repository = :repository")
                .bind("repository", repository)
                .execute());
    }

    @Override
    public List<Repository> all() {
        return transactions.read(handle -> handle.createQuery("select * from governed order by owner, name")
                .map(REPOSITORY)
                .list());
    }

    @Override
    public Optional<Repository> byId(long repository) {
        return transactions.read(handle -> handle.createQuery("select * from governed where repository = :repository")
                .bind("repository", repository)
                .map(REPOSITORY)
                .findOne());
    }

    @Override
    public void replace(long repository, List<Drift> all) {
        ArrayNode found = JSON.createArrayNode();
        all.forEach(one -> found.add(JSON.valueToTree(written(one))));
        transactions.run(handle -> handle.createUpdate("""
                        insert into drift (repository, found, at) values (:repository, :found, :now)
                        on conflict (repository) do update set found = excluded.found, at = excluded.at
                        """)
                .bind("repository", repository)
                .bind("found", found.toString())
                .bind("now", transactions.now(handle))
                .execute());
    }

    private static Map<String, String> written(Drift one) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", one.kind());
        fields.put("registry", one.registry());
        fields.put("account", one.account());
        fields.put("region", one.region());
        one.field().ifPresent(text -> fields.put("field", text));
        one.catalog().ifPresent(text -> fields.put("catalog", text));
        one.aws().ifPresent(text -> fields.put("aws", text));
        fields.put("remedy", one.remedy());
        return fields;
    }

    @Override
    public Optional<Compared> last(long repository) {
        return transactions.read(handle -> handle.createQuery(
                        "select found, at from drift where repository = :repository")
                .bind("repository", repository)
                .map((row, context) ->
                        new Compared(Instant.ofEpochMilli(row.getLong("at")), drift(row.getString("found"))))
                .findOne());
    }

    private static List<Drift> drift(String json) {
        try {
            List<Drift> all = new ArrayList<>();
            for (JsonNode one : JSON.readTree(json)) {
                Map<String, String> fields = JSON.convertValue(one, new TypeReference<Map<String, String>>() {});
                all.add(new Drift(
                        fields.getOrDefault("kind", ""),
                        fields.getOrDefault("registry", ""),
                        fields.getOrDefault("account", ""),
                        fields.getOrDefault("region", ""),
                        Optional.ofNullable(fields.get("field")),
                        Optional.ofNullable(fields.get("catalog")),
                        Optional.ofNullable(fields.get("aws")),
                        fields.getOrDefault("remedy", "")));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of drift cannot be read", e);
        }
    }

    @Override
    public void set(long repository, LocalDate day, String name, long value) {
        transactions.run(handle -> handle.createUpdate("""
                        insert into daily_figure (repository, day, name, amount) values (:repository, :day, :name, :amount)
                        on conflict (repository, day, name) do update set amount = excluded.amount
                        """)
                .bind("repository", repository)
                .bind("day", day.toString())
                .bind("name", name)
                .bind("amount", value)
                .execute());
    }

    @Override
    public List<Figure> since(Collection<Long> repositories, String prefix, LocalDate first) {
        if (repositories.isEmpty()) {
            return List.of();
        }
        return transactions.read(handle -> handle
                .createQuery("""
                        select repository, day, name, amount from daily_figure
                        where repository in (<repositories>) and day >= :first order by day, repository, name
                        """)
                .bindList("repositories", List.copyOf(repositories))
                .bind("first", first.toString())
                .map((row, context) -> new Figure(
                        row.getLong("repository"),
                        LocalDate.parse(row.getString("day")),
                        row.getString("name"),
                        row.getLong("amount")))
                .stream()
                .filter(figure -> figure.name().startsWith(prefix))
                .toList());
    }
}
