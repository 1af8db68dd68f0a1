package dev.registrar.sandbox;

import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.PersonIdent;
import org.jspecify.annotations.Nullable;

/** Merging, by hand and by the queue. */
final class Merges {
    private final Core core;
    private final World world;
    private final Refs refs;

    Merges(Core core, Refs refs) {
        this.core = core;
        this.world = core.world();
        this.refs = refs;
    }

    String merge(Pull pull, Call call) {
        String method = call.has("merge_method") ? String.valueOf(call.text("merge_method")) : "merge";
        String wanted = call.text("sha");
        if (wanted != null && !wanted.equals(pull.headSha)) {
            throw new ApiError(409, "Head branch was modified. Review and try the merge again.");
        }
        if (!pull.issue.open || pull.draft) {
            throw new ApiError(405, "Pull Request is not mergeable");
        }
        String unmet = Refs.unmetChecks(pull);
        if (unmet != null) {
            throw new ApiError(405, unmet);
        }
        User by = call.user();
        String tip = pull.baseTip();
        String commit = build(pull, tip, method, call, by);
        pull.baseSha = tip;
        refs.moveUnprotected(pull.base, Pushes.HEADS + pull.baseRef, tip, commit, by);
        if (!pull.merged) {
            core.pushes().merged(pull, commit, by);
        }
        return commit;
    }

    private String build(Pull pull, String tip, String method, Call call, User by) {
        String title = call.text("commit_title");
        String text = call.text("commit_message");
        if (method.equals("merge")) {
            String message = message(
                    title,
                    text,
                    "Merge pull request #" + pull.number() + " from " + pull.head.owner() + "/" + pull.headRef,
                    pull.issue.title);
            return commit(pull, tip, List.of(tip, pull.headSha), message, by, call.viaApp());
        }
        String message = message(title, text, pull.issue.title + " (#" + pull.number() + ")", "");
        return commit(pull, tip, List.of(tip), message, by, call.viaApp());
    }

    private static String message(
            @Nullable String title, @Nullable String text, String defaultTitle, String defaultText) {
        String first = title == null ? defaultTitle : title;
        String rest = text == null ? defaultText : text;
        return rest.isBlank() ? first : first + "\n\n" + rest;
    }

    private String commit(Pull pull, String tip, List<String> parents, String message, User by, boolean viaApp) {
        String tree = GitDiff.mergedTree(pull.base.git, tip, pull.headSha);
        if (tree == null) {
            throw new ApiError(405, "Pull Request is not mergeable");
        }
        Commits commits = new Commits(world);
        PersonIdent author = commits.identOf(by);
        String sha = pull.base.git.insertCommit(tree, parents, author, commits.byGitHub(), message);
        if (viaApp) {
            pull.base.verifiedCommits.add(sha);
        }
        return sha;
    }

    /**
     * Puts pull requests into the queue together: one commit each, one on top of the other.
     *
     * @param squash leaves out the pull requests' own commits, as a queue does whose merge method is squash
     */
    MergeGroup enqueue(Repo repo, List<Integer> numbers, boolean squash, User by) {
        String base = null;
        String tip = null;
        String baseRef = repo.defaultBranch;
        for (int number : numbers) {
            Issue issue = repo.issues.get(number);
            Pull pull = issue == null ? null : issue.pull;
            if (issue == null || pull == null) {
                throw new IllegalArgumentException("no pull request " + number);
            }
            baseRef = pull.baseRef;
            base = base == null ? pull.baseTip() : base;
            tip = tip == null ? base : tip;
            String message = squash
                    ? issue.title + " (#" + number + ")"
                    : "Merge pull request #" + number + " from " + pull.head.owner() + "/" + pull.headRef;
            tip = commit(pull, tip, squash ? List.of(tip) : List.of(tip, pull.headSha), message, by, false);
        }
        if (base == null || tip == null) {
            throw new IllegalArgumentException("a merge group needs a pull request");
        }
        int last = numbers.get(numbers.size() - 1);
        String ref = Pushes.HEADS + "gh-readonly-queue/" + baseRef + "/pr-" + last + "-" + base;
        refs.moveUnprotected(repo, ref, repo.git.ref(ref), tip, by);
        MergeGroup group = new MergeGroup(ref, tip, Pushes.HEADS + baseRef, base);
        core.events().mergeGroup("checks_requested", repo, group, by, null);
        return group;
    }

    /** Ends a group: merged moves the base branch onto it, whatever else just drops it. */
    void leave(Repo repo, MergeGroup group, String reason, User by) {
        if (!Set.of("merged", "invalidated", "dequeued").contains(reason)) {
            throw new IllegalArgumentException("no such reason: " + reason);
        }
        if (reason.equals("merged")) {
            refs.moveUnprotected(repo, group.baseRef(), group.baseSha(), group.headSha(), by);
        }
        core.events().mergeGroup("destroyed", repo, group, by, reason);
        refs.moveUnprotected(repo, group.headRef(), group.headSha(), null, by);
    }
}
