package dev.registrar.github;

import dev.registrar.pull.Commits;
import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** {@link Commits} by GitHub's Git data calls. */
final class RemoteCommits implements Commits {
    private static final String REGULAR_FILE = "100644";

    private final Rest rest;
    private final Hub hub;
    private final Contents contents;
    private final CallFigures figures;

    RemoteCommits(Rest rest, Hub hub, Contents contents, CallFigures figures) {
        this.rest = rest;
        this.hub = hub;
        this.contents = contents;
        this.figures = figures;
    }

    @Override
    public Optional<HeadSha> tip(Repository repository, String branch) {
        HttpUrl url = git(repository).to("ref", "heads").through(branch).url();
        Answer answer = rest.get(Reach.of(repository), url);
        // 409: "Git Repository is empty."
        if (answer.absent() || answer.status() == 409) {
            return Optional.empty();
        }
        return Optional.of(answer.orTrouble("a branch").json().at("object").sha("sha"));
    }

    @Override
    public HeadSha prepare(Repository repository, HeadSha parent, List<FileChange> changes, String message) {
        HttpUrl parentUrl = git(repository).to("commits", parent.value()).url();
        String base = rest.get(Reach.of(repository), parentUrl)
                .orTrouble("a commit")
                .json()
                .at("tree")
                .text("sha");
        String tree = rest.post(
                        Reach.of(repository),
                        git(repository).to("trees").url(),
                        Map.of("base_tree", base, "tree", entries(repository, parent, changes)))
                .orTrouble("a new tree")
                .json()
                .text("sha");
        return hub.ask(
                repository,
                remote -> new HeadSha(remote.createCommit()
                        .message(message)
                        .tree(tree)
                        .parent(parent.value())
                        .create()
                        .getSHA1()));
    }

    private List<Map<String, Object>> entries(Repository repository, HeadSha parent, List<FileChange> changes) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (FileChange change : changes) {
            // GitHub refuses to remove what is not there.
            if (change.content().isPresent() || exists(repository, parent, change.path())) {
                entries.add(entry(change));
            }
        }
        return entries;
    }

    private boolean exists(Repository repository, HeadSha parent, String path) {
        return !(contents.at(repository, parent, path) instanceof FileRead.Absent);
    }

    private static Map<String, Object> entry(FileChange change) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("path", change.path());
        entry.put("mode", REGULAR_FILE);
        entry.put("type", "blob");
        // A null sha removes the path ("Create a tree").
        change.content().ifPresentOrElse(content -> entry.put("content", content), () -> entry.put("sha", null));
        return entry;
    }

    @Override
    public RefUpdate advance(Repository repository, String branch, HeadSha commit) {
        HttpUrl url = git(repository).to("refs", "heads").through(branch).url();
        Answer answer = rest.patch(Reach.of(repository), url, Map.of("sha", commit.value(), "force", false));
        RefUpdate update = answer.ok() ? new RefUpdate.Moved() : refused(answer);
        figures.refUpdate(word(update));
        return update;
    }

    private static String word(RefUpdate update) {
        if (update instanceof RefUpdate.Moved) {
            return "moved";
        }
        return update instanceof RefUpdate.LostRace ? "lost_race" : "refused";
    }

    @Override
    public RefUpdate branch(Repository repository, String name, HeadSha commit) {
        HttpUrl url = git(repository).to("refs").url();
        Answer answer =
                rest.post(Reach.of(repository), url, Map.of("ref", "refs/heads/" + name, "sha", commit.value()));
        if (answer.ok()) {
            return new RefUpdate.Moved();
        }
        boolean there = answer.status() == 422
                && answer.message().toLowerCase(Locale.ROOT).contains("reference already exists");
        return there ? new RefUpdate.LostRace() : refused(answer);
    }

    /** By GitHub's words, since races and rules share their status codes. */
    private static RefUpdate refused(Answer answer) {
        String words = answer.message();
        String lower = words.toLowerCase(Locale.ROOT);
        boolean conflict = answer.status() == 409 || answer.status() == 422;
        if (conflict && RACE.stream().anyMatch(lower::contains)) {
            return new RefUpdate.LostRace();
        }
        boolean rule = RULES.stream().anyMatch(lower::contains);
        if (answer.status() == 422 || ((answer.status() == 409 || answer.status() == 403) && rule)) {
            return new RefUpdate.Refused(words);
        }
        if (answer.status() == 409) {
            return new RefUpdate.LostRace();
        }
        throw answer.trouble("moving a branch");
    }

    private static final List<String> RACE =
            List.of("not a fast forward", "not a fast-forward", "cannot lock ref", "reference update failed");
    private static final List<String> RULES =
            List.of("status check", "rule violation", "protected branch", "protected ref", "not authorized to push");

    @Override
    public boolean contains(Repository repository, String branch, HeadSha commit) {
        HttpUrl url = rest.repository(repository)
                .to("compare", commit.value() + "..." + branch)
                .with("per_page", 1)
                .url();
        Answer answer = rest.get(Reach.of(repository), url);
        if (answer.absent()) {
            return false;
        }
        String status = answer.orTrouble("a comparison").json().text("status");
        return status.equals("ahead") || status.equals("identical");
    }

    private Rest.Address git(Repository repository) {
        return rest.repository(repository).to("git");
    }
}
