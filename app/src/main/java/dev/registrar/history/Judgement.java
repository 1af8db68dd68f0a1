package dev.registrar.history;

import java.time.Instant;
import java.util.List;

/**
 * The outcome of one check run on one commit, with what it found.
 *
 * @param about what the run's {@code external_id} begins with: the number of a pull request, or {@code queue}
 * @param note the run's own words where it has no findings; Markdown
 * @param at when this was first said
 */
public record Judgement(
        long repository,
        String commit,
        String name,
        String about,
        String conclusion,
        String title,
        String note,
        List<Found> findings,
        Instant at) {
    public Judgement {
        findings = List.copyOf(findings);
    }

    /** @param level {@code failure}, {@code warning} or {@code notice} */
    public record Found(String level, String rule, String path, int line, String message) {}
}
