package dev.registrar.pull;

import java.time.Instant;

/** A submitted review; {@code head} is the commit it was written on. */
public record Review(long id, Actor author, HeadSha head, State state, Instant submittedAt) {
    public enum State {
        APPROVED,
        CHANGES_REQUESTED,
        COMMENTED,
        DISMISSED
    }
}
