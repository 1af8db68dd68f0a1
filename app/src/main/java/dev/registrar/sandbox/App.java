package dev.registrar.sandbox;

import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registered App and its one installation. */
final class App {
    /**
     * What the App asks for: enough for checks, comments and commits, and no more. Administration is not among it, so
     * that reading branch protection is refused as it would be.
     */
    static final Map<String, String> PERMISSIONS = Map.of(
            "checks", "write",
            "contents", "write",
            "issues", "write",
            "pull_requests", "write",
            "metadata", "read",
            "members", "read",
            "merge_queues", "read");

    static final List<String> EVENTS = List.of(
            "check_run",
            "check_suite",
            "issue_comment",
            "issues",
            "merge_group",
            "pull_request",
            "pull_request_review",
            "push");

    /** A token of the installation; without repositories it reaches all of them. */
    record Token(String value, Instant expiresAt, @Nullable Set<Long> repositories, Map<String, String> permissions) {
        Token {
            repositories = repositories == null ? null : Set.copyOf(repositories);
            permissions = Map.copyOf(permissions);
        }

        boolean reaches(Repo repo) {
            return repositories == null || repositories.contains(repo.id);
        }

        boolean may(String permission, boolean write) {
            String granted = permissions.get(permission);
            return granted != null && (!write || granted.equals("write"));
        }
    }

    final long id;
    final String slug;
    final String clientId;
    final String clientSecret;
    final PublicKey key;
    final String webhookSecret;
    final long hookId;
    final long installationId;
    final Organization account;
    final User bot;
    final User registeredBy;
    final Instant createdAt;
    volatile URI webhookTarget;

    App(
            long id,
            String slug,
            PublicKey key,
            String webhookSecret,
            URI webhookTarget,
            long hookId,
            long installationId,
            Organization account,
            User bot,
            User registeredBy,
            Instant createdAt) {
        this.id = id;
        this.slug = slug;
        this.clientId = "Iv23li" + Long.toString(id * 7919, 36);
        this.clientSecret = UUID.randomUUID().toString();
        this.key = key;
        this.webhookSecret = webhookSecret;
        this.webhookTarget = webhookTarget;
        this.hookId = hookId;
        this.installationId = installationId;
        this.account = account;
        this.bot = bot;
        this.registeredBy = registeredBy;
        this.createdAt = createdAt;
    }
}
