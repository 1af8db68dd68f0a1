package dev.registrar.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All four ports, of one store. */
public record History(Landscape landscape, Judgements judgements, DriftRecord drift, DailyFigures figures) {
    /** Those that {@code sync} tells apart (contract, section 2). */
    private static final List<String> KINDS = List.of(
            "aws-only",
            "catalog-only",
            "weakened",
            "strengthened",
            "misplaced",
            "pending-but-existing",
            "decommissioned-but-existing",
            "owner-gone");

    /**
     * Records a comparison of a catalog with AWS that saw everything: what differs now, and how much of each kind that day. A
     * kind that is gone counts as none, so that the picture shows it go.
     *
     * @param day in UTC
     */
    public void compared(long repository, LocalDate day, List<Drift> all) {
        drift.replace(repository, all);
        Set<String> kinds = new TreeSet<>(KINDS);
        all.forEach(one -> kinds.add(one.kind()));
        kinds.forEach(kind -> figures.set(
                repository,
                day,
                DailyFigures.DRIFT + kind,
                all.stream().filter(one -> one.kind().equals(kind)).count()));
    }
}
