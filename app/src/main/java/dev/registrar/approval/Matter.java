package dev.registrar.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is up for approval, as it is now.
 *
 * @param digest of its content
 * @param published what Registrar last showed of it; empty if nothing yet
 * @param blocked whether a finding blocks it
 * @param required how many people have to approve it
 * @param teams the slugs that may, as configured; none: nobody
 * @param excluded whose approval does not count
 */
public record Matter(
        Kind kind,
        String digest,
        Optional<Published> published,
        boolean open,
        boolean blocked,
        int required,
        List<String> teams,
        List<Excluded> excluded) {
    public Matter {
        if (required < 1) {
            throw new IllegalArgumentException("at least one approval is required");
        }
        teams = List.copyOf(teams);
        excluded = List.copyOf(excluded);
    }

    public enum Kind {
        REQUEST("request", "the text of the request"),
        PULL_REQUEST("pull request", "the head commit or the base branch");

        private final String word;
        private final String content;

        Kind(String word, String content) {
            this.word = word;
            this.content = content;
        }

        String word() {
            return word;
        }

        /** What an approval is bound to. */
        String content() {
            return content;
        }
    }

    /**
     * What people can see of it.
     *
     * @param digest of the content that was shown
     * @param since when this content came on show, by GitHub's clock, which is the one that dates comments. It stays when the
     *     same content is shown once more, and is new when other content was shown in between
     */
    public record Published(String digest, Instant since) {}
}
