package dev.registrar.dashboard;

import dev.registrar.history.DailyFigures;
import dev.registrar.history.History;
import dev.registrar.history.Judgements;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The charts, of the last four weeks. */
final class Figures {
    static final String SUMMARY = "registrar";
    private static final int DAYS = 28;

    private final History history;
    private final Clock clock;

    Figures(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    private List<LocalDate> days() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return today.minusDays(DAYS - 1L).datesUntil(today.plusDays(1)).toList();
    }

    Chart outcomes(Collection<Long> repositories) {
        List<LocalDate> days = days();
        List<Judgements.Count> counts = history.judgements().outcomes(repositories, days.get(0)).stream()
                .filter(count -> count.name().equals(SUMMARY))
                .toList();
        return new Chart(
                "Commits judged",
                "How the check run “registrar” ended on each commit, by day (UTC).",
                "Nothing was judged in the last four weeks. Open a pull request on a catalog to see a first verdict here.",
                days,
                List.of(
                        series(
                                "passed",
                                "good",
                                days,
                                counts,
                                count -> count.conclusion().equals("success")),
                        series(
                                "waits for approval",
                                "warn",
                                days,
                                counts,
                                count -> count.conclusion().equals("action_required")),
                        series(
                                "failed",
                                "bad",
                                days,
                                counts,
                                count -> count.conclusion().equals("failure"))));
    }

    private static Chart.Series series(
            String name,
            String paint,
            List<LocalDate> days,
            List<Judgements.Count> counts,
            Predicate<Judgements.Count> which) {
        List<Long> values = new ArrayList<>();
        for (LocalDate day : days) {
            values.add(counts.stream()
                    .filter(which)
                    .filter(count -> count.day().equals(day))
                    .mapToLong(Judgements.Count::count)
                    .sum());
        }
        return new Chart.Series(name, paint, values);
    }

    /** What each gate said in that time. */
    record Gate(String name, long passed, long waiting, long failed) {}

    List<Gate> gates(Collection<Long> repositories) {
        Map<String, long[]> sums = new TreeMap<>();
        for (Judgements.Count count : history.judgements().outcomes(repositories, days().get(0))) {
            if (!count.name().equals(SUMMARY)) {
                long[] of = sums.computeIfAbsent(count.name(), name -> new long[3]);
                of[place(count.conclusion())] += count.count();
            }
        }
        return sums.entrySet().stream()
                .map(entry -> new Gate(entry.getKey(), entry.getValue()[0], entry.getValue()[1], entry.getValue()[2]))
                .sorted((a, b) -> Long.compare(b.failed(), a.failed()))
                .toList();
    }

    private static int place(String conclusion) {
        return switch (conclusion) {
            case "failure" -> 2;
            case "action_required" -> 1;
            default -> 0;
        };
    }

    /** Those that need somebody, and those that only tell of more order than was asked for. */
    Chart drift(Collection<Long> repositories) {
        List<LocalDate> days = days();
        List<DailyFigures.Figure> figures = history.figures().since(repositories, DailyFigures.DRIFT, days.get(0));
        return new Chart(
                "Drift",
                "Differences between catalog and AWS at the last comparison of each day (UTC).",
                "No difference was found in the last four weeks, or catalog and AWS were not compared.",
                days,
                List.of(
                        sum("weakened", "bad", days, figures, kind -> kind.equals("weakened")),
                        sum("not in the catalog", "warn", days, figures, kind -> kind.equals("aws-only")),
                        sum(
                                "other",
                                "calm",
                                days,
                                figures,
                                kind -> !kind.equals("weakened") && !kind.equals("aws-only"))));
    }

    private static Chart.Series sum(
            String name,
            String paint,
            List<LocalDate> days,
            List<DailyFigures.Figure> figures,
            Predicate<String> kinds) {
        List<Long> values = new ArrayList<>();
        for (LocalDate day : days) {
            values.add(figures.stream()
                    .filter(figure -> figure.day().equals(day))
                    .filter(figure -> kinds.test(figure.name().substring(DailyFigures.DRIFT.length())))
                    .mapToLong(DailyFigures.Figure::value)
                    .sum());
        }
        return new Chart.Series(name, paint, values);
    }
}
