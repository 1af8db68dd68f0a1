package dev.registrar.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.registrar.history.Judgement;
import dev.registrar.history.Judgements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/** Judgements on a database. */
final class JdbcJudgements implements Judgements {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RowMapper<Judgement> JUDGEMENT = (row, context) -> new Judgement(
            row.getLong("repository"),
            row.getString("head"),
            row.getString("name"),
            row.getString("about"),
            row.getString("conclusion"),
            row.getString("title"),
            row.getString("note"),
            findings(row.getString("findings")),
            Instant.ofEpochMilli(row.getLong("at")));

    private final Transactions transactions;

    JdbcJudgements(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void record(Judgement judgement) {
        // Said once more when it is lost, or not missed: so it waits for no disk.
        transactions.writeSoon(handle -> handle.createUpdate("""
                        insert into judgement (repository, head, name, about, conclusion, title, note, findings, day, at)
                        values (:repository, :head, :name, :about, :conclusion, :title, :note, :findings, :day, :at)
                        on conflict (repository, head, name) do update set about = excluded.about,
                          conclusion = excluded.conclusion, title = excluded.title, note = excluded.note,
                          findings = excluded.findings, day = excluded.day, at = excluded.at
                        where judgement.conclusion <> excluded.conclusion or judgement.title <> excluded.title
                          or judgement.note <> excluded.note or judgement.findings <> excluded.findings
                        """)
                .bind("repository", judgement.repository())
                .bind("head", judgement.commit())
                .bind("name", judgement.name())
                .bind("about", storable(judgement.about()))
                .bind("conclusion", judgement.conclusion())
                .bind("title", storable(judgement.title()))
                .bind("note", storable(judgement.note()))
                .bind("findings", json(judgement.findings()))
                .bind("day", LocalDate.ofInstant(judgement.at(), ZoneOffset.UTC).toString())
                .bind("at", judgement.at().toEpochMilli())
                .execute());
    }

    /** PostgreSQL takes every character but this one. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private static String json(List<Judgement.Found> findings) {
        ArrayNode array = JSON.createArrayNode();
        findings.forEach(one -> array.addObject()
                .put("level", one.level())
                .put("rule", one.rule())
                .put("path", one.path())
                .put("line", one.line())
                .put("message", one.message()));
        return array.toString();
    }

    private static List<Judgement.Found> findings(String json) {
        try {
            List<Judgement.Found> found = new ArrayList<>();
            for (JsonNode one : JSON.readTree(json)) {
                found.add(new Judgement.Found(
                        one.path("level").asText(),
                        one.path("rule").asText(),
                        one.path("path").asText(),
                        one.path("line").asInt(),
                        one.path("message").asText()));
            }
            return found;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of a judgement cannot be read", e);
        }
    }

    @Override
    public List<Judgement> of(long repository, String commit) {
        return transactions.read(handle -> handle.createQuery(
                        "select * from judgement where repository = :repository and head = :head order by name")
                .bind("repository", repository)
                .bind("head", commit)
                .map(JUDGEMENT)
                .list());
    }

    @Override
    public List<Judgement> latest(Collection<Long> repositories, String name, int most) {
        if (repositories.isEmpty()) {
            return List.of();
        }
        return transactions.read(handle -> handle.createQuery("""
                        select * from judgement where repository in (<repositories>) and name = :name
                        order by at desc, head limit :most
                        """)
                .bindList("repositories", List.copyOf(repositories))
                .bind("name", name)
                .bind("most", most)
                .map(JUDGEMENT)
                .list());
    }

    @Override
    public List<Count> outcomes(Collection<Long> repositories, LocalDate since) {
        if (repositories.isEmpty()) {
            return List.of();
        }
        return transactions.read(handle -> handle.createQuery("""
                        select day, name, conclusion, count(*) as amount from judgement
                        where repository in (<repositories>) and day >= :since
                        group by day, name, conclusion order by day, name, conclusion
                        """)
                .bindList("repositories", List.copyOf(repositories))
                .bind("since", since.toString())
                .map((row, context) -> new Count(
                        LocalDate.parse(row.getString("day")),
                        row.getString("name"),
                        row.getString("conclusion"),
                        row.getInt("amount")))
                .list());
    }

    @Override
    public int forgetBefore(LocalDate day) {
        return transactions.write(handle -> handle.createUpdate("delete from judgement where day < :day")
                .bind("day", day.toString())
                .execute());
    }
}
