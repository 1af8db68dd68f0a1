package dev.registrar.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.history.DailyFigures;
import dev.registrar.history.Drift;
import dev.registrar.history.History;
import dev.registrar.history.Judgement;
import dev.registrar.history.Judgements;
import dev.registrar.inbox.DeliveryList;
import dev.registrar.inbox.ListedDelivery;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
final class HistoryTest {
    private static final String HEAD = "a".repeat(40);
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-03-04");

    private final TestStore store;
    private final Database database;
    private final History history;

    HistoryTest(TestStore.Kind kind) {
        store = kind.create();
        database = store.open();
        history = database.history();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Judgement judgement(String head, String name, String conclusion, Instant at) {
        return new Judgement(
                7,
                head,
                name,
                "12",
                conclusion,
                "1 fault",
                "a \u0000 in it",
                List.of(new Judgement.Found("failure", "POL-ECR-002-R01", "a.yaml", 3, "no, “this” is wrong")),
                at);
    }

    @Test
    void landscape_repositoryThatWasRenamed_hasItsNewNameAlone() {
        history.landscape().seen(new Repository(7, new RepositoryName("acme", "b"), "main", 1));
        history.landscape().seen(new Repository(8, new RepositoryName("acme", "a"), "main", 1));
        Repository renamed = new Repository(7, new RepositoryName("acme", "c"), "trunk", 2);
        history.landscape().seen(renamed);

        assertThat(history.landscape().all())
                .extracting(one -> one.name().name())
                .containsExactly("a", "c");
        assertThat(history.landscape().byId(7)).contains(renamed);
        history.landscape().gone(7);
        assertThat(history.landscape().byId(7)).isEmpty();
    }

    @Test
    void judgement_saidAgain_staysAsOldAsItIs_andSaidOtherwise_isReplaced() {
        Judgements judgements = history.judgements();
        judgements.record(judgement(HEAD, "registrar", "failure", NOON));
        judgements.record(judgement(HEAD, "registrar", "failure", NOON.plusSeconds(9)));

        assertThat(judgements.of(7, HEAD)).singleElement().satisfies(one -> {
            assertThat(one.at()).isEqualTo(NOON);
            assertThat(one.note()).isEqualTo("a \uFFFD in it");
            assertThat(one.findings()).isEqualTo(judgement(HEAD, "", "", NOON).findings());
        });

        judgements.record(judgement(HEAD, "registrar", "success", NOON.plusSeconds(90)));
        assertThat(judgements.of(7, HEAD))
                .singleElement()
                .returns("success", Judgement::conclusion)
                .returns(NOON.plusSeconds(90), Judgement::at);
        assertThat(judgements.of(8, HEAD)).isEmpty();
    }

    @Test
    void outcomes_areCountedByDayAndName() {
        Judgements judgements = history.judgements();
        judgements.record(judgement(HEAD, "registrar", "failure", NOON));
        judgements.record(judgement("b".repeat(40), "registrar", "failure", NOON.plusSeconds(60)));
        judgements.record(judgement("c".repeat(40), "registrar", "success", NOON.plusSeconds(86_400)));
        judgements.record(judgement("d".repeat(40), "registrar", "success", NOON.minusSeconds(86_400)));

        assertThat(judgements.outcomes(List.of(7L), DAY))
                .containsExactly(
                        new Judgements.Count(DAY, "registrar", "failure", 2),
                        new Judgements.Count(DAY.plusDays(1), "registrar", "success", 1));
        assertThat(judgements.outcomes(List.of(8L), DAY)).isEmpty();
        assertThat(judgements.outcomes(List.of(), DAY)).isEmpty();
        assertThat(judgements.latest(List.of(7L), "registrar", 2))
                .extracting(Judgement::commit)
                .containsExactly("c".repeat(40), "b".repeat(40));
        assertThat(judgements.forgetBefore(DAY)).isEqualTo(1);
    }

    @Test
    void drift_comparedAgain_isReplaced() {
        Drift weakened = new Drift(
                "weakened",
                "a",
                "prod",
                "eu-west-2",
                Optional.of("encryption"),
                Optional.of("KMS"),
                Optional.empty(),
                "x");
        assertThat(history.drift().last(7)).isEmpty();
        history.drift().replace(7, List.of(weakened));
        assertThat(history.drift().last(7).orElseThrow().drift()).containsExactly(weakened);
        history.drift().replace(7, List.of());
        assertThat(history.drift().last(7).orElseThrow().drift()).isEmpty();
    }

    @Test
    void comparison_thatSeesADifferenceGo_countsNone() {
        Drift extra = new Drift(
                "aws-only", "a", "prod", "eu-west-2", Optional.empty(), Optional.empty(), Optional.empty(), "x");
        history.compared(7, DAY, List.of(extra, extra));
        history.compared(7, DAY.plusDays(1), List.of());

        assertThat(history.figures().since(List.of(7L), "drift.aws-only", DAY))
                .extracting(DailyFigures.Figure::value)
                .containsExactly(2L, 0L);
        assertThat(history.drift().last(7).orElseThrow().drift()).isEmpty();
    }

    @Test
    void figures_ofADay_areTheLastThatWereSet() {
        DailyFigures figures = history.figures();
        figures.set(7, DAY, "drift.weakened", 3);
        figures.set(7, DAY, "drift.weakened", 2);
        figures.set(7, DAY, "other", 9);
        figures.set(8, DAY, "drift.weakened", 5);
        figures.set(7, DAY.minusDays(1), "drift.weakened", 1);

        assertThat(figures.since(List.of(7L), DailyFigures.DRIFT, DAY))
                .containsExactly(new DailyFigures.Figure(7, DAY, "drift.weakened", 2));
        assertThat(figures.since(List.of(), "", DAY)).isEmpty();
    }

    @Test
    void deliveries_areListedByRepositoryAndState() {
        DeliveryList list = database.deliveries();
        database.inbox().enqueue(TestStore.delivery("g1", "7#1"));
        database.inbox().enqueue(TestStore.delivery("g2", "8#1"));
        List<String> lanes = list.latest(Optional.empty(), Optional.empty(), 9).stream()
                .map(one -> one.subject().lane())
                .toList();

        assertThat(list.latest(Optional.of(List.of(lanes.get(0))), Optional.empty(), 9))
                .extracting(ListedDelivery::guid)
                .contains("g2");
        assertThat(list.latest(Optional.empty(), Optional.of(ListedDelivery.State.DEAD), 9))
                .isEmpty();
        assertThat(list.latest(Optional.of(List.of()), Optional.empty(), 9)).isEmpty();
        ListedDelivery newest = list.latest(Optional.empty(), Optional.of(ListedDelivery.State.OPEN), 1)
                .get(0);
        assertThat(newest.guid()).isEqualTo("g2");
        assertThat(newest.closedAt()).isEmpty();
        assertThat(list.find(newest.seq())).contains(newest);
        assertThat(list.find(newest.seq() + 1)).isEmpty();
    }
}
