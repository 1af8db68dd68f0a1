package dev.registrar.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An organization, its people and its teams. Guarded by the lock of {@link World}. */
final class Organization {
    /** A place in an organization or team; pending until the invitation is accepted. */
    record Membership(User user, String role, boolean active) {}

    final long id;
    final String login;
    final String name;
    final Instant createdAt;
    final Map<Long, Membership> members = new LinkedHashMap<>();
    final Map<String, Team> teams = new LinkedHashMap<>();

    Organization(long id, String login, String name, Instant createdAt) {
        this.id = id;
        this.login = login;
        this.name = name;
        this.createdAt = createdAt;
    }

    boolean isMember(User user) {
        Membership membership = members.get(user.id());
        return membership != null && membership.active();
    }

    boolean isOwner(User user) {
        Membership membership = members.get(user.id());
        return membership != null && membership.active() && membership.role().equals("admin");
    }

    /** A team; members of its child teams count as its own, as on GitHub. */
    static final class Team {
        final long id;
        final String slug;
        final String name;
        final Organization organization;
        final @Nullable Team parent;
        final Instant createdAt;
        final Map<Long, Membership> members = new LinkedHashMap<>();

        Team(long id, String slug, Organization organization, @Nullable Team parent, Instant createdAt) {
            this.id = id;
            this.slug = slug;
            this.name = slug;
            this.organization = organization;
            this.parent = parent;
            this.createdAt = createdAt;
        }

        @Nullable
        Membership membership(User user) {
            Membership own = members.get(user.id());
            if (own != null && own.active()) {
                return own;
            }
            for (Team child : organization.teams.values()) {
                Membership inherited = child.parent == this ? child.membership(user) : null;
                if (inherited != null && inherited.active()) {
                    return inherited;
                }
            }
            return own;
        }
    }
}
