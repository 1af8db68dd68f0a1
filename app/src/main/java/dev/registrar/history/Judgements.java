package dev.registrar.history;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What was said of commits, by check run; the last word on each. */
public interface Judgements {
    /** Records, in the place of what was said before under that name; saying the same again does not make it newer. */
    void record(Judgement judgement);

    /** All that was said of a commit, by name. */
    List<Judgement> of(long repository, String commit);

    /** The newest commits' summaries, the newest first. */
    List<Judgement> latest(Collection<Long> repositories, String name, int most);

    /** How many commits ended how, by day (UTC) and check run, the oldest first. */
    List<Count> outcomes(Collection<Long> repositories, LocalDate since);

    /** Forgets what was said before that day, and tells how many judgements that were. */
    int forgetBefore(LocalDate day);

    /** So many of a day. */
    record Count(LocalDate day, String name, String conclusion, int count) {}
}
