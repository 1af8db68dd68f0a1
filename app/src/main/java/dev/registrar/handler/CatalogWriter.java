package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Standing.Unsure;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.Commits.RefUpdate;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.pull.Repository;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a change onto the default branch, once: by a commit of its own, or by a pull request where that is configured and
 * where the branch does not take the commit. Runs one at a time for each branch, so that only others can race with it.
 */
final class CatalogWriter {
    /** Somebody else may push at the same time; past this the work is taken up again later. */
    private static final int RACES = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GitHubPorts github;
    private final Ledgers ledgers;

    CatalogWriter(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
        this.ledgers = ledgers;
    }

    /**
     * What is written where.
     *
     * @param key names the change for good
     * @param branch of the pull request, if it comes to one
     */
    record Target(Repository repository, EffectKey key, String branch, boolean byPullRequest) {}

    /**
     * A change as planned on a tip.
     *
     * @param record what to keep of it for the final word, given its commit
     * @param title of the pull request, if it comes to one
     * @param text of the pull request, in Markdown; behind it comes why it is one
     */
    record Change(
            HeadSha tip,
            List<FileChange> files,
            String message,
            Function<HeadSha, String> record,
            String title,
            String text) {
        Change {
            files = List.copyOf(files);
        }
    }

    /** How it ended. */
    sealed interface Result {
        /** The commit is on the default branch. */
        record Landed(String record) implements Result {}

        /**
         * A pull request has it.
         *
         * @param reason why the branch did not take it, in GitHub's words; empty where pull requests are configured
         */
        record Proposed(int number, String record, Optional<String> reason) implements Result {}

        /** Neither the branch nor a new one takes the commit. */
        record Refused(String reason) implements Result {}

        /** It no longer holds. */
        record Nothing() implements Result {}
    }

    /**
     * @param plan reads everything anew each time, since what was read before a lost race is out of date; empty when the
     *     change no longer holds
     */
    Result write(Target target, Supplier<Optional<Change>> plan, Lease lease) {
        try {
            return written(target, plan, lease);
        } catch (RemoteTrouble.AccessLost denied) {
            // People wait for this change, so it does not end in silence; what was made of it stays noted.
            return new Result.Refused(String.valueOf(denied.getMessage()));
        }
    }

    private Result written(Target target, Supplier<Optional<Change>> plan, Lease lease) {
        return ledgers.effects()
                .intend(target.key(), target.key().value(), lease)
                .match(
                        fresh -> attempt(target, plan, lease),
                        unsure -> earlier(target, unsure).orElseGet(() -> attempt(target, plan, lease)),
                        done -> Kept.read(done.remote()).result());
    }

    /** What an earlier try made and did not live to tell of. */
    private Optional<Result> earlier(Target target, Unsure unsure) {
        if (unsure.age().compareTo(NotYet.LONGEST_CALL) < 0) {
            throw new NotYet(NotYet.LONGEST_CALL.minus(unsure.age()));
        }
        String remote = unsure.remote();
        if (remote == null) {
            return Optional.empty();
        }
        Kept candidate = Kept.read(remote);
        Repository repository = target.repository();
        if (github.commits().contains(repository, repository.defaultBranch(), new HeadSha(candidate.commit()))) {
            return Optional.of(kept(target, candidate));
        }
        Optional<Integer> number = pullRequest(target).map(PullRequest::number);
        boolean branchIsOurs = github.commits()
                .tip(repository, target.branch())
                .filter(tip -> tip.value().equals(candidate.commit()))
                .isPresent();
        if (number.isEmpty() && branchIsOurs) {
            number = Optional.of(opened(target, candidate));
        }
        return number.map(found -> kept(target, candidate.proposed(found)));
    }

    private int opened(Target target, Kept candidate) {
        return github.pullRequests()
                .propose(
                        target.repository(),
                        candidate.title(),
                        target.branch(),
                        target.repository().defaultBranch(),
                        candidate.text());
    }

    private Optional<PullRequest> pullRequest(Target target) {
        return github.pullRequests().from(target.repository(), target.branch()).stream()
                .filter(pull -> pull.state() != PullRequest.State.CLOSED)
                .findFirst();
    }

    private Result kept(Target target, Kept kept) {
        ledgers.effects().done(target.key(), target.key().value(), kept.write());
        return kept.result();
    }

    private Result attempt(Target target, Supplier<Optional<Change>> plan, Lease lease) {
        for (int race = 0; race < RACES; race++) {
            ledgers.effects().intendAgain(target.key(), target.key().value(), lease);
            Optional<Change> planned = plan.get();
            if (planned.isEmpty()) {
                ledgers.effects().forget(target.key());
                return new Result.Nothing();
            }
            Change change = planned.get();
            HeadSha commit =
                    github.commits().prepare(target.repository(), change.tip(), change.files(), change.message());
            Kept candidate =
                    new Kept(commit.value(), change.record().apply(commit), change.title(), change.text(), 0, null);
            if (target.byPullRequest()) {
                return propose(target, candidate, lease);
            }
            ledgers.effects().remote(target.key(), candidate.write(), lease);
            RefUpdate update = github.commits()
                    .advance(target.repository(), target.repository().defaultBranch(), commit);
            if (update instanceof RefUpdate.Moved) {
                return kept(target, candidate);
            }
            if (update instanceof RefUpdate.Refused refused) {
                return propose(target, candidate.because(refused.reason()), lease);
            }
        }
        throw new RemoteTrouble.Unavailable("the branch moved " + RACES + " times in a row", null);
    }

    private Result propose(Target target, Kept candidate, Lease lease) {
        ledgers.effects().remote(target.key(), candidate.write(), lease);
        RefUpdate made = github.commits().branch(target.repository(), target.branch(), new HeadSha(candidate.commit()));
        if (made instanceof RefUpdate.Moved) {
            return kept(target, candidate.proposed(opened(target, candidate)));
        }
        ledgers.effects().forget(target.key());
        return new Result.Refused(
                made instanceof RefUpdate.Refused refused
                        ? refused.reason()
                        // Whatever somebody else has put there is not what was approved.
                        : "There is a branch " + target.branch() + " already; it has to be removed first.");
    }

    /**
     * A candidate, or what came of it, as the ledger keeps it.
     *
     * @param pull the number of the pull request; 0 where there is none
     */
    private record Kept(
            String commit,
            String record,
            String title,
            String text,
            int pull,
            @Nullable String reason) {
        Kept because(String why) {
            return new Kept(commit, record, title, text, pull, why);
        }

        Kept proposed(int number) {
            return new Kept(commit, record, title, text, number, reason);
        }

        Result result() {
            return pull == 0
                    ? new Result.Landed(record)
                    : new Result.Proposed(pull, record, Optional.ofNullable(reason));
        }

        static Kept read(String json) {
            try {
                JsonNode node = JSON.readTree(json);
                return new Kept(
                        node.get("commit").asText(),
                        node.get("record").asText(),
                        node.get("title").asText(),
                        node.get("text").asText(),
                        node.get("pull").asInt(),
                        node.path("reason").textValue());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the record of a candidate commit cannot be read", e);
            }
        }

        String write() {
            return JSON.createObjectNode()
                    .put("commit", commit)
                    .put("record", record)
                    .put("title", title)
                    .put("text", text)
                    .put("pull", pull)
                    .put("reason", reason)
                    .toString();
        }
    }
}
