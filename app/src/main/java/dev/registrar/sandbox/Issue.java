package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An issue, or the conversation half of a pull request. Guarded by the lock of {@link World}. */
final class Issue {
    /** A reaction; one of a kind for each person. */
    record Reaction(long id, User user, String content, Instant at) {}

    /** A comment in the conversation. */
    static final class Comment {
        final long id;
        final User user;
        final boolean viaApp;
        final Instant createdAt;
        final List<Reaction> reactions = new ArrayList<>();
        String body;
        Instant updatedAt;

        Comment(long id, User user, boolean viaApp, String body, Instant at) {
            this.id = id;
            this.user = user;
            this.viaApp = viaApp;
            this.body = body;
            this.createdAt = at;
            this.updatedAt = at;
        }
    }

    /** Something that happened to the issue, with whatever fields belong to it. */
    record TimelineEvent(long id, String event, User actor, Instant at, ObjectNode details) {}

    final long id;
    final int number;
    final User user;
    final boolean viaApp;
    final Instant createdAt;
    final Set<String> labels = new LinkedHashSet<>();
    final List<User> assignees = new ArrayList<>();
    final List<Comment> comments = new ArrayList<>();
    final List<Reaction> reactions = new ArrayList<>();
    final List<TimelineEvent> timeline = new ArrayList<>();
    String title;

    @Nullable
    String body;

    boolean open = true;

    @Nullable
    String stateReason;

    Instant updatedAt;

    @Nullable
    Instant closedAt;

    @Nullable
    User closedBy;

    @Nullable
    Pull pull;

    Issue(long id, int number, User user, boolean viaApp, String title, @Nullable String body, Instant at) {
        this.id = id;
        this.number = number;
        this.user = user;
        this.viaApp = viaApp;
        this.title = title;
        this.body = body;
        this.createdAt = at;
        this.updatedAt = at;
    }
}
