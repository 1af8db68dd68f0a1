package dev.registrar.sandbox;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves refs on behalf of someone, under branch protection, and tells of it. */
final class Refs {
    private final Pushes pushes;

    Refs(Pushes pushes) {
        this.pushes = pushes;
    }

    /** The commit that a name stands for, or 404. */
    String commit(Repo repo, String name) {
        String sha = repo.git.resolve(name);
        if (sha == null) {
            throw ApiError.notFound();
        }
        return sha;
    }

    /** Call under the write lock; what lost a race is refused in GitHub's words. */
    void move(Repo repo, String ref, @Nullable String before, @Nullable String after, User by) {
        refuseProtected(repo, ref, 422, "");
        moveUnprotected(repo, ref, before, after, by);
    }

    void moveUnprotected(Repo repo, String ref, @Nullable String before, @Nullable String after, User by) {
        if (!repo.git.moveRef(ref, before, after)) {
            throw ApiError.invalid("Update is not a fast forward");
        }
        pushes.moved(repo, ref, before, after, by);
    }

    /** Direct updates of a protected branch are refused to all, administrators and Apps included. */
    static void refuseProtected(Repo repo, String ref, int status, String prefix) {
        String reason =
                ref.startsWith(Pushes.HEADS) ? protectionReason(repo, ref.substring(Pushes.HEADS.length())) : null;
        if (reason != null) {
            throw new ApiError(status, prefix + reason);
        }
    }

    static @Nullable String protectionReason(Repo repo, String branch) {
        Repo.Protection protection = repo.protections.get(branch);
        return protection == null ? null : expected(protection.contexts());
    }

    private static String expected(List<String> contexts) {
        return switch (contexts.size()) {
            case 0 -> "Changes must be made through a pull request.";
            case 1 -> "Required status check \"" + contexts.get(0) + "\" is expected.";
            default -> contexts.size() + " of " + contexts.size() + " required status checks are expected.";
        };
    }

    /** What a merge still waits for; nothing when every required check of the head passed. */
    static @Nullable String unmetChecks(Pull pull) {
        Repo.Protection protection = pull.base.protections.get(pull.baseRef);
        if (protection == null) {
            return null;
        }
        List<Check.Run> runs = Check.latest(pull.base
                .runs()
                .filter(run -> run.suite.headSha.equals(pull.headSha))
                .toList());
        List<String> missing = protection.contexts().stream()
                .filter(context -> runs.stream().noneMatch(run -> run.name.equals(context) && satisfied(run)))
                .toList();
        return missing.isEmpty() ? null : expected(missing);
    }

    private static boolean satisfied(Check.Run run) {
        return List.of("success", "neutral", "skipped").contains(Objects.requireNonNullElse(run.conclusion, ""));
    }
}
