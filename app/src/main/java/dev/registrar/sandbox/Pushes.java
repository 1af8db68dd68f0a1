package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

/** What follows when a ref has moved, by whatever way: pull requests move along, suites open, the App hears of it. */
final class Pushes {
    static final String HEADS = "refs/heads/";
    private static final String QUEUE = HEADS + "gh-readonly-queue/";

    private final World world;
    private final Events events;

    Pushes(World world, Events events) {
        this.world = world;
        this.events = events;
    }

    /** Call under the write lock, after the ref has moved. */
    void moved(Repo repo, String ref, @Nullable String before, @Nullable String after, User by) {
        if (!ref.startsWith(HEADS) || Objects.equals(before, after)) {
            return;
        }
        repo.pushedAt = world.now();
        String branch = ref.substring(HEADS.length());
        events.push(repo, ref, before, after, by);
        if (after != null && world.app != null && !ref.startsWith(QUEUE)) {
            openSuite(repo, branch, after, by);
        }
        for (Repo target : List.copyOf(world.repos.values())) {
            target.pulls()
                    .filter(pull -> pull.issue.open)
                    .toList()
                    .forEach(pull -> follow(pull, repo, branch, after, by));
        }
    }

    private void follow(Pull pull, Repo repo, String branch, @Nullable String after, User by) {
        if (pull.head == repo && pull.headRef.equals(branch)) {
            headMoved(pull, after, by);
        }
        if (pull.issue.open && pull.base == repo && pull.baseRef.equals(branch)) {
            baseMoved(pull, after, by);
        }
    }

    private void headMoved(Pull pull, @Nullable String after, User by) {
        if (after == null) {
            close(pull, by);
            return;
        }
        String before = pull.headSha;
        if (before.equals(after)) {
            return;
        }
        publishHead(pull, after);
        pull.headSha = after;
        pull.baseSha = pull.baseTip();
        pull.issue.updatedAt = world.now();
        events.pull("synchronize", pull, by, Json.object("before", before, "after", after));
    }

    /** A base that came to hold the head has merged it; a base that is gone closes it. */
    private void baseMoved(Pull pull, @Nullable String after, User by) {
        if (after == null) {
            close(pull, by);
            return;
        }
        if (pull.base.git.isAncestor(pull.headSha, after)) {
            merged(pull, after, by);
        }
    }

    void merged(Pull pull, String mergeCommit, User by) {
        pull.merged = true;
        pull.mergedAt = world.now();
        pull.mergedBy = by;
        pull.mergeCommitSha = mergeCommit;
        close(pull, by);
    }

    void close(Pull pull, User by) {
        Issue issue = pull.issue;
        issue.open = false;
        issue.closedAt = world.now();
        issue.closedBy = by;
        issue.updatedAt = world.now();
        record(issue, "closed", by, Json.object());
        if (pull.merged) {
            record(issue, "merged", by, Json.object("commit_id", pull.mergeCommitSha));
        }
        events.pull("closed", pull, by, Json.object());
    }

    void record(Issue issue, String event, User by, ObjectNode details) {
        issue.timeline.add(new Issue.TimelineEvent(world.nextId(), event, by, world.now(), details));
    }

    /** Keeps {@code refs/pull/N/head}, with the objects where the head lives in a fork. */
    static void publishHead(Pull pull, String sha) {
        String ref = "refs/pull/" + pull.number() + "/head";
        if (pull.fromFork()) {
            fetch(pull.base, pull.head, pull.headRef, ref);
        } else {
            pull.base.git.moveRef(ref, pull.base.git.ref(ref), sha);
        }
    }

    static void fetch(Repo into, Repo from, String branch, String ref) {
        try (Git git = new Git(into.git.repository())) {
            git.fetch()
                    .setRemote(from.git.repository().getDirectory().toURI().toString())
                    .setRefSpecs(new RefSpec("+" + HEADS + branch + ":" + ref))
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException("a fork on the same disk could not be read", e);
        }
    }

    /** GitHub opens a suite by itself for every App that writes checks. */
    private void openSuite(Repo repo, String branch, String sha, User by) {
        boolean known = repo.suites.stream().anyMatch(suite -> suite.headSha.equals(sha));
        if (known || world.app == null || world.registeredApp().account != repo.organization) {
            return;
        }
        Check.Suite suite = new Check.Suite(world.nextId(), sha, branch, world.now());
        repo.suites.add(suite);
        events.checkSuite("requested", repo, suite, by);
    }
}
