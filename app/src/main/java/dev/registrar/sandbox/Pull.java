package dev.registrar.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The git half of a pull request. Guarded by the lock of {@link World}. */
final class Pull {
    /** A review; its state is in the form of the REST interface, such as {@code CHANGES_REQUESTED}. */
    static final class Review {
        final long id;
        final User user;
        final String commitId;
        final Instant submittedAt;
        final String body;
        String state;

        Review(long id, User user, String commitId, Instant submittedAt, String body, String state) {
            this.id = id;
            this.user = user;
            this.commitId = commitId;
            this.submittedAt = submittedAt;
            this.body = body;
            this.state = state;
        }
    }

    /** A comment on lines of the difference. */
    record LineComment(
            long id,
            @Nullable Long reviewId,
            User user,
            String body,
            String path,
            String commitId,
            @Nullable Integer line,
            @Nullable Integer startLine,
            String side,
            @Nullable Long inReplyTo,
            Instant at) {}

    final long id;
    final Issue issue;
    final Repo base;
    final Repo head;
    final String headRef;
    final List<Review> reviews = new ArrayList<>();
    final List<LineComment> lineComments = new ArrayList<>();
    String baseRef;
    String baseSha;
    String headSha;
    boolean draft;
    boolean merged;

    @Nullable
    Instant mergedAt;

    @Nullable
    User mergedBy;

    @Nullable
    String mergeCommitSha;

    Pull(long id, Issue issue, Repo base, String baseRef, String baseSha, Repo head, String headRef, String headSha) {
        this.id = id;
        this.issue = issue;
        this.base = base;
        this.baseRef = baseRef;
        this.baseSha = baseSha;
        this.head = head;
        this.headRef = headRef;
        this.headSha = headSha;
    }

    int number() {
        return issue.number;
    }

    boolean fromFork() {
        return head != base;
    }

    /** The tip of the base branch as it is now, which {@code base.sha} lags behind. */
    String baseTip() {
        String tip = base.git.branch(baseRef);
        return tip == null ? baseSha : tip;
    }
}
