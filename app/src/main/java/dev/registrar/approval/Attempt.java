package dev.registrar.approval;

import dev.registrar.pull.Actor;
import java.time.Instant;
import java.util.List;

/**
 * Somebody's attempt to approve.
 *
 * @param seats their membership in each configured team, asked now
 * @param commentId the comment, or the approving review
 * @param at when it was written, by GitHub's clock
 * @param sawCurrent whether what the event shows (the text, the reviewed head) is what there is now
 */
public record Attempt(Actor actor, List<Seat> seats, long commentId, Instant at, boolean sawCurrent, String note) {
    public Attempt {
        seats = List.copyOf(seats);
    }
}
