package dev.registrar.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A repository and all that GitHub keeps beside its git objects. Guarded by the lock of {@link World}. */
final class Repo {
    record Label(long id, String name, String color, String description) {}

    /** Status checks that must have passed before a branch moves; empty forbids every direct update all the same. */
    record Protection(List<String> contexts) {
        Protection {
            contexts = List.copyOf(contexts);
        }
    }

    final long id;
    final @Nullable Organization organization;
    final @Nullable User personalOwner;
    final String name;
    final boolean isPrivate;
    final @Nullable Repo parent;
    final GitStore git;
    final Instant createdAt;
    final String defaultBranch;
    final Map<Long, Role> people = new LinkedHashMap<>();
    final Map<Long, Role> teams = new LinkedHashMap<>();
    final Map<String, Label> labels = new LinkedHashMap<>();
    final TreeMap<Integer, Issue> issues = new TreeMap<>();
    final List<Check.Suite> suites = new ArrayList<>();
    final Map<String, Protection> protections = new LinkedHashMap<>();
    final Set<String> verifiedCommits = new HashSet<>();
    String description = "";
    Role memberRole = Role.READ;
    Instant pushedAt;

    Repo(
            long id,
            @Nullable Organization organization,
            @Nullable User personalOwner,
            String name,
            boolean isPrivate,
            @Nullable Repo parent,
            GitStore git,
            Instant createdAt) {
        this.id = id;
        this.organization = organization;
        this.personalOwner = personalOwner;
        this.name = name;
        this.isPrivate = isPrivate;
        this.parent = parent;
        this.git = git;
        this.createdAt = createdAt;
        this.pushedAt = createdAt;
        this.defaultBranch = parent == null ? "main" : parent.defaultBranch;
    }

    String owner() {
        if (organization != null) {
            return organization.login;
        }
        return personalOwner == null ? "" : personalOwner.login();
    }

    String fullName() {
        return owner() + "/" + name;
    }

    int nextNumber() {
        return issues.isEmpty() ? 1 : issues.lastKey() + 1;
    }

    Stream<Pull> pulls() {
        return issues.values().stream().flatMap(issue -> Stream.ofNullable(issue.pull));
    }

    Stream<Check.Run> runs() {
        return suites.stream().flatMap(suite -> suite.runs.stream());
    }

    /** The highest of all grants. */
    Role roleOf(User user) {
        Role role = isPrivate ? Role.NONE : Role.READ;
        if (personalOwner != null && personalOwner.id() == user.id()) {
            return Role.ADMIN;
        }
        role = Role.max(role, people.getOrDefault(user.id(), Role.NONE));
        Organization org = organization;
        if (org == null) {
            return role;
        }
        if (org.isOwner(user)) {
            return Role.ADMIN;
        }
        if (org.isMember(user)) {
            role = Role.max(role, memberRole);
        }
        for (Organization.Team team : org.teams.values()) {
            Organization.Membership membership = team.membership(user);
            if (membership != null && membership.active()) {
                role = Role.max(role, teams.getOrDefault(team.id, Role.NONE));
            }
        }
        return role;
    }
}
