package dev.registrar.github;

import dev.registrar.pull.Actor;
import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.CommitPeople;
import dev.registrar.pull.Commits;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.PullRequests;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Review;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** {@link PullRequests} on GitHub. */
final class RemotePullRequests implements PullRequests {
    // GitHub, "Compare two commits": up to 300 files; "List commits on a pull request": up to 250 commits.
    private static final int MOST_COMPARED_FILES = 300;
    private static final int MOST_COMMITS = 250;

    // A unified diff's mark of a hunk, which gives the lines of the new text behind the plus.
    private static final Pattern HUNK =
            Pattern.compile("(?m)^@@ -\\d{1,9}(?:,\\d{1,9})? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@");

    private final Rest rest;
    private final KnownBlobs blobs;
    private final Commits git;
    private final Clock clock;

    RemotePullRequests(Rest rest, KnownBlobs blobs, Commits git, Clock clock) {
        this.rest = rest;
        this.blobs = blobs;
        this.git = git;
        this.clock = clock;
    }

    @Override
    public Optional<PullRequest> get(Repository repository, int number) {
        Answer answer = rest.get(Reach.of(repository), pull(repository, number).url());
        if (answer.absent()) {
            return Optional.empty();
        }
        return Optional.of(Shapes.pullRequest(answer.orTrouble("a pull request").json()));
    }

    @Override
    public Optional<ChangeSet> compare(Repository repository, String baseBranch, HeadSha head) {
        // The files come whole with the first page, however few commits it shows.
        HttpUrl url = rest.repository(repository)
                .to("compare", baseBranch + "..." + head.value())
                .with("per_page", 1)
                .url();
        Answer answer = rest.get(Reach.of(repository), url);
        if (answer.absent()) {
            return Optional.empty();
        }
        JsonPart comparison = answer.orTrouble("a comparison").json();
        List<ChangedFile> files = new ArrayList<>();
        for (JsonPart file : comparison.items("files")) {
            ChangedFile changed = changed(file);
            files.add(changed);
            blobs.note(repository, head, changed, file.textOrEmpty("sha"));
        }
        Optional<JsonPart> tip = comparison.optional("base_commit");
        Optional<JsonPart> mergeBase = comparison.optional("merge_base_commit");
        return Optional.of(new ChangeSet(
                tip.or(() -> mergeBase)
                        .orElseGet(() -> comparison.at("base_commit"))
                        .sha("sha"),
                mergeBase
                        .or(() -> tip)
                        .orElseGet(() -> comparison.at("base_commit"))
                        .sha("sha"),
                head,
                files,
                files.size() < MOST_COMPARED_FILES));
    }

    @Override
    public Optional<ChangeSet> uncompared(Repository repository, int number) {
        Answer answer = rest.get(Reach.of(repository), pull(repository, number).url());
        if (answer.absent()) {
            return Optional.empty();
        }
        JsonPart pull = answer.orTrouble("a pull request").json();
        HeadSha base = pull.at("base").sha("sha");
        // GitHub does not always move that along with the branch, and rules are read at the branch's tip.
        HeadSha tip = git.tip(repository, pull.at("base").text("ref")).orElse(base);
        List<ChangedFile> files = files(repository, number);
        return Optional.of(new ChangeSet(tip, base, pull.at("head").sha("sha"), files, files.size() < MOST_FILES));
    }

    @Override
    public Optional<List<QueuedCommit>> queued(Repository repository, HeadSha base, HeadSha head) {
        HttpUrl next = rest.repository(repository)
                .to("compare", base.value() + "..." + head.value())
                .with("per_page", Rest.PAGE)
                .url();
        List<QueuedCommit> commits = new ArrayList<>();
        while (next != null && commits.size() < MOST_COMMITS) {
            Answer page = rest.get(Reach.of(repository), next);
            if (page.absent() && commits.isEmpty()) {
                return Optional.empty();
            }
            Answer answer = page.orTrouble("the commits of a merge queue");
            for (JsonPart commit : answer.json().items("commits")) {
                String message = commit.at("commit").textOrEmpty("message");
                commits.add(new QueuedCommit(
                        commit.sha("sha"), message.lines().findFirst().orElse("")));
            }
            next = rest.next(answer);
        }
        return Optional.of(commits);
    }

    @Override
    public List<LineRange> shownLines(Repository repository, int number, String path) {
        List<LineRange> lines = new ArrayList<>();
        for (JsonPart file : listed(repository, number)) {
            if (file.text("filename").equals(path)) {
                Matcher hunk = HUNK.matcher(file.textOrEmpty("patch"));
                while (hunk.find()) {
                    int first = Integer.parseInt(hunk.group(1));
                    int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
                    lines.add(new LineRange(first, first + count - 1));
                }
            }
        }
        return lines;
    }

    @Override
    public void remark(Repository repository, int number, HeadSha head, String body, List<LineRemark> remarks) {
        List<Map<String, Object>> comments =
                remarks.stream().map(RemotePullRequests::comment).toList();
        rest.post(
                        Reach.of(repository),
                        pull(repository, number).to("reviews").url(),
                        Map.of("commit_id", head.value(), "event", "COMMENT", "body", body, "comments", comments))
                .orTrouble("a review");
    }

    private static Map<String, Object> comment(LineRemark remark) {
        Map<String, Object> comment = new LinkedHashMap<>();
        comment.put("path", remark.path());
        comment.put("body", remark.body());
        comment.put("side", "RIGHT");
        comment.put("line", remark.last());
        if (remark.first() < remark.last()) {
            comment.put("start_line", remark.first());
            comment.put("start_side", "RIGHT");
        }
        return comment;
    }

    @Override
    public List<ChangedFile> files(Repository repository, int number) {
        return listed(repository, number).stream()
                .map(RemotePullRequests::changed)
                .toList();
    }

    private List<JsonPart> listed(Repository repository, int number) {
        HttpUrl url =
                pull(repository, number).to("files").with("per_page", Rest.PAGE).url();
        return rest.list(Reach.of(repository), url, "a pull request's files");
    }

    private static ChangedFile changed(JsonPart file) {
        return Shapes.changedFile(
                file.text("filename"),
                file.optional("previous_filename").map(JsonPart::text),
                file.textOrEmpty("status"));
    }

    @Override
    public CommitPeople people(Repository repository, int number) {
        HttpUrl url = pull(repository, number)
                .to("commits")
                .with("per_page", Rest.PAGE)
                .url();
        List<JsonPart> commits = rest.list(Reach.of(repository), url, "a pull request's commits");
        Map<Long, Actor> known = new LinkedHashMap<>();
        boolean everyone = commits.size() < MOST_COMMITS;
        for (JsonPart commit : commits) {
            for (String role : List.of("author", "committer")) {
                Optional<Actor> account = account(commit, role);
                account.ifPresent(actor -> known.putIfAbsent(actor.id(), actor));
                everyone &= account.isPresent();
            }
        }
        return new CommitPeople(List.copyOf(known.values()), everyone);
    }

    /** GitHub sends null, or an empty object, where an e-mail belongs to no account. */
    private static Optional<Actor> account(JsonPart commit, String role) {
        return commit.optional(role)
                .filter(account -> account.optional("id").isPresent())
                .map(JsonPart::actor);
    }

    @Override
    public List<PullRequest> open(Repository repository, String baseBranch) {
        return listed(repository, openPulls(repository).with("base", baseBranch).url());
    }

    /**
     * From the list of all that are open. Asking for the pull requests of the commit would be shorter, but knows only
     * commits of the repository itself: for the head of a fork it answers with none.
     */
    @Override
    public List<PullRequest> openWithHead(Repository repository, HeadSha head) {
        return listed(repository, openPulls(repository).url()).stream()
                .filter(pull -> pull.head().equals(head))
                .toList();
    }

    private List<PullRequest> listed(Repository repository, HttpUrl url) {
        return rest.list(Reach.of(repository), url, "open pull requests").stream()
                .map(Shapes::pullRequest)
                .toList();
    }

    @Override
    public List<PullRequest> from(Repository repository, String headBranch) {
        HttpUrl url = rest.repository(repository)
                .to("pulls")
                .with("state", "all")
                .with("head", repository.name().owner() + ":" + headBranch)
                .with("per_page", Rest.PAGE)
                .url();
        return listed(repository, url);
    }

    @Override
    public int propose(Repository repository, String title, String headBranch, String baseBranch, String text) {
        HttpUrl url = rest.repository(repository).to("pulls").url();
        return rest.post(
                        Reach.of(repository),
                        url,
                        Map.of("title", title, "head", headBranch, "base", baseBranch, "body", text))
                .orTrouble("a new pull request")
                .json()
                .ordinal("number");
    }

    @Override
    public List<Review> reviews(Repository repository, int number) {
        HttpUrl url = pull(repository, number)
                .to("reviews")
                .with("per_page", Rest.PAGE)
                .url();
        return rest.list(Reach.of(repository), url, "reviews").stream()
                .flatMap(review -> Shapes.review(review, clock).stream())
                .toList();
    }

    private Rest.Address openPulls(Repository repository) {
        return rest.repository(repository).to("pulls").with("state", "open").with("per_page", Rest.PAGE);
    }

    private Rest.Address pull(Repository repository, int number) {
        return rest.repository(repository).to("pulls", number);
    }
}
