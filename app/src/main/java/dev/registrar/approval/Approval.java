package dev.registrar.approval;

import dev.registrar.pull.Actor;
import java.time.Instant;

/**
 * One person's word for exactly one content.
 *
 * @param digest of what was approved: a request's digest, or {@link Digests#ofPullRequest}
 * @param commentId the comment, or the approving review, that gave it
 * @param at when it was written, by GitHub's clock
 * @param note as it was typed; empty when there is none
 */
public record Approval(Actor approver, String digest, long commentId, Instant at, String note) {}
