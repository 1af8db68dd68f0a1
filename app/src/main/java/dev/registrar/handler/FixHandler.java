package dev.registrar.handler;

import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Facts;
import dev.registrar.effect.Standing;
import dev.registrar.event.Event;
import dev.registrar.gate.Finding;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Actor;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.Commits.RefUpdate;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.PullRequests.LineRange;
import dev.registrar.pull.PullRequests.LineRemark;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Teams.Permission;
import dev.registrar.report.CheckRuns;
import dev.registrar.report.FixText;
import dev.registrar.snapshot.Repairs;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody pressed Fix: commit the mechanical repairs to the head branch, or where that is not ours to push to, offer them
 * in a review.
 */
final class FixHandler {
    private static final Logger log = LoggerFactory.getLogger(FixHandler.class);
    private static final String COMMIT = "fix-commit";

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final PullRequestReader reader;

    FixHandler(GitHubPorts github, Ledgers ledgers, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.reader = new PullRequestReader(github, ledgers, clock);
    }

    /** Whether a push is one of ours: then nobody else had a hand in it, and who pressed the button is on record. */
    static boolean ours(Facts facts, Event.PullRequestChanged push) {
        return push.sender().bot()
                && facts.get(
                                COMMIT,
                                Subjects.conversation(push.repository(), push.number())
                                        .key(),
                                push.head().value())
                        .isPresent();
    }

    void pressed(Event.ActionRequested event, Lease lease) {
        if (!event.identifier().equals(CheckRuns.FIX)) {
            return;
        }
        for (int number : RerunHandler.numbers(
                github, event.repository(), event.head(), event.externalId(), event.pullRequests())) {
            Optional<Reviewed> reviewed = reader.reviewed(event.repository(), number)
                    .filter(now -> now.head().equals(event.head()));
            if (reviewed.isEmpty()) {
                log.info("Fix was pressed on a commit that is no open pull request's head any more; nothing is done");
                continue;
            }
            repair(reviewed.get(), event.sender(), lease);
        }
    }

    /** GitHub shows the button to people with write access; whether they still have it is asked anew. */
    private void repair(Reviewed reviewed, Actor person, Lease lease) {
        Permission permission = github.teams().permission(reviewed.repository(), person.login());
        if (permission != Permission.WRITE && permission != Permission.ADMIN) {
            log.info("Fix was pressed by somebody without write access; nothing is done");
            return;
        }
        Repairs repairs = reviewed.snapshot().repairs(path -> proposed(reviewed, path));
        if (repairs.texts().isEmpty()) {
            return;
        }
        boolean ownBranch = reviewed.pull()
                .headRepository()
                .filter(reviewed.repository().name()::sameAs)
                .isPresent();
        if (!ownBranch || commit(reviewed, person, repairs, lease) instanceof RefUpdate.Refused) {
            suggest(reviewed, repairs, lease);
        }
    }

    private FileRead proposed(Reviewed reviewed, String path) {
        return github.contents().at(reviewed.repository(), reviewed.head(), path);
    }

    private RefUpdate commit(Reviewed reviewed, Actor person, Repairs repairs, Lease lease) {
        EffectKey key = EffectKey.of("fix", reviewed.repository().id() + "#" + reviewed.number(), reviewed.head());
        String digest = Digest.of(repairs.texts().toString());
        Standing standing = ledgers.effects().intend(key, digest, lease);
        boolean there = standing.match(fresh -> false, unsure -> landed(reviewed, unsure), done -> true);
        if (there) {
            ledgers.effects().done(key, digest, reviewed.head().value());
            return new RefUpdate.Moved();
        }
        ledgers.effects().intendAgain(key, digest, lease);
        // On record before the push can be seen: the event of it may be here before this call returns.
        People.FIXERS.remember(ledgers.facts(), reviewed.conversation(), person);
        HeadSha commit = github.commits()
                .prepare(
                        reviewed.repository(),
                        reviewed.head(),
                        repairs.texts().entrySet().stream()
                                .map(file -> new FileChange(file.getKey(), Optional.of(file.getValue())))
                                .toList(),
                        FixText.message(repairs.repaired(), person));
        ledgers.facts().add(COMMIT, reviewed.subject(), commit.value(), "{}");
        ledgers.effects().remote(key, commit.value(), lease);
        RefUpdate update =
                github.commits().advance(reviewed.repository(), reviewed.pull().headBranch(), commit);
        if (update instanceof RefUpdate.Moved) {
            ledgers.effects().done(key, digest, commit.value());
            return update;
        }
        // Whoever was faster has made another head, with a verdict and a button of its own.
        ledgers.effects().forget(key);
        return update;
    }

    private boolean landed(Reviewed reviewed, Standing.Unsure unsure) {
        if (unsure.age().compareTo(NotYet.LONGEST_CALL) < 0) {
            throw new NotYet(NotYet.LONGEST_CALL.minus(unsure.age()));
        }
        String candidate = unsure.remote();
        return candidate != null
                && github.commits()
                        .contains(reviewed.repository(), reviewed.pull().headBranch(), new HeadSha(candidate));
    }

    private void suggest(Reviewed reviewed, Repairs repairs, Lease lease) {
        Repository repository = reviewed.repository();
        PullRequest pull = reviewed.pull();
        List<LineRemark> remarks = new ArrayList<>();
        repairs.texts().forEach((path, text) -> {
            List<LineRange> shown = github.pullRequests().shownLines(repository, pull.number(), path);
            String before =
                    proposed(reviewed, path).match(bytes -> new String(bytes, StandardCharsets.UTF_8), "", what -> "");
            remarks.addAll(remarks(path, before, text, shown));
        });
        List<Finding> rest = repairs.repaired().stream()
                .filter(finding -> remarks.stream()
                        .filter(remark -> remark.path().equals(finding.path()))
                        .noneMatch(remark -> new LineRange(remark.first(), remark.last())
                                .has(finding.span().line())))
                .toList();
        String key = repository.id() + "#" + pull.number();
        new OneEffect(ledgers.effects(), lease)
                .once(
                        EffectKey.of("suggest", key, pull.head()),
                        () -> github.pullRequests().reviews(repository, pull.number()).stream()
                                .filter(review ->
                                        review.author().bot() && review.head().equals(pull.head()))
                                .map(review -> String.valueOf(review.id()))
                                .findFirst(),
                        () -> {
                            github.pullRequests()
                                    .remark(repository, pull.number(), pull.head(), FixText.review(rest), remarks);
                            return pull.head().value();
                        });
    }

    /** One for each run of lines that differ and that can be commented on; none where lines came or went. */
    private static List<LineRemark> remarks(String path, String before, String after, List<LineRange> shown) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        List<LineRemark> remarks = new ArrayList<>();
        if (old.size() != now.size()) {
            return remarks;
        }
        for (int at = 0; at < old.size(); at++) {
            int first = at;
            while (at < old.size() && !old.get(at).equals(now.get(at)) && isShown(at + 1, shown)) {
                at++;
            }
            if (at > first) {
                remarks.add(new LineRemark(path, first + 1, at, FixText.suggestion(now.subList(first, at))));
            }
        }
        return remarks;
    }

    private static boolean isShown(int line, List<LineRange> shown) {
        return shown.stream().anyMatch(range -> range.has(line));
    }
}
