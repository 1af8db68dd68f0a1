package dev.registrar.pull;

import java.time.Instant;
import java.util.Set;

/** An issue (never a pull request) as GitHub shows it now; {@code body} is empty when there is none. */
public record Issue(
        int number,
        String title,
        String body,
        Actor author,
        Set<String> labels,
        boolean open,
        Instant createdAt,
        String url) {
    public Issue {
        labels = Set.copyOf(labels);
    }
}
