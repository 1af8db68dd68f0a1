package dev.registrar.history;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** One number by repository, day (UTC) and name; set as often as one likes, the last one counts. */
public interface DailyFigures {
    /** Names of figures of drift begin so; the kind of drift follows. */
    String DRIFT = "drift.";

    void set(long repository, LocalDate day, String name, long value);

    /** Figures whose name begins so, the oldest day first. */
    List<Figure> since(Collection<Long> repositories, String prefix, LocalDate first);

    record Figure(long repository, LocalDate day, String name, long value) {}
}
