package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.approval.Approval;
import dev.registrar.approval.Tally;
import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.handler.CatalogWriter.Result;
import dev.registrar.pull.Actor;
import dev.registrar.pull.PullRequest;
import dev.registrar.pull.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pull requests that Registrar opened for approved requests: which request each is for, and what becomes of it. */
final class Proposals {
    /** About a request: the pull request that is open for it. */
    private static final String OPEN = "proposal";

    /** About a request: pull requests that were closed without being merged. */
    private static final String CLOSED = "proposal-closed";

    /** About a pull request: the request that it is for. */
    private static final String FOR = "proposal-for";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GitHubPorts github;
    private final Ledgers ledgers;

    Proposals(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
        this.ledgers = ledgers;
    }

    /**
     * A pull request for a request.
     *
     * @param record of what it would commit
     * @param reason why it is one, in GitHub's words; empty where pull requests are configured
     */
    record Proposal(int number, String record, Optional<String> reason) {
        CommittedRequest content() {
            return CommittedRequest.read(record);
        }
    }

    /** How many proposals for the request have come to nothing. */
    int ofRequest(String subject) {
        return ledgers.facts().list(CLOSED, subject).size();
    }

    /** The last one that was closed without being merged, where no other has been made since. */
    Optional<Integer> lastClosed(String subject) {
        List<Fact> closed = ledgers.facts().list(CLOSED, subject);
        return closed.isEmpty()
                ? Optional.empty()
                : Optional.of(closed.get(closed.size() - 1).key()).map(Integer::valueOf);
    }

    Optional<Proposal> open(String subject) {
        return ledgers.facts().get(OPEN, subject, "now").map(Proposals::read);
    }

    void made(Repository repository, int issue, Result.Proposed proposed) {
        String subject = Subjects.conversation(repository, issue).key();
        Facts facts = ledgers.facts();
        facts.put(
                OPEN,
                subject,
                "now",
                write(proposed.number(), proposed.record(), proposed.reason().orElse(null)));
        facts.put(
                FOR,
                Subjects.conversation(repository, proposed.number()).key(),
                "request",
                write(issue, proposed.record(), null));
        // It may have been judged before it was known for what it is.
        ledgers.inbox().enqueue(Work.judge(repository, proposed.number(), "proposal for #" + issue));
    }

    /** Has its pull request judged anew, since the approvals of the request may count there. */
    void judge(Repository repository, Proposal proposal, String digest, Tally tally) {
        String given = Digest.of(digest
                + tally.holding().stream().map(Approval::commentId).sorted().toList());
        ledgers.inbox().enqueue(Work.judge(repository, proposal.number(), "request " + given));
    }

    /** Who made the request of which this is the pull request, and who edited it: they count as its authors. */
    Optional<List<Actor>> authors(Repository repository, int pull) {
        return requestOf(repository, pull).map(request -> {
            List<Actor> authors = new ArrayList<>();
            authors.add(request.content().requester());
            authors.addAll(People.EDITORS.of(ledgers.facts(), Subjects.conversation(repository, request.number())));
            return authors;
        });
    }

    /** The request that a pull request was opened for: its issue's number, and what was approved there. */
    Optional<Proposal> requestOf(Repository repository, int pull) {
        return ledgers.facts()
                .get(FOR, Subjects.conversation(repository, pull).key(), "request")
                .map(Proposals::read);
    }

    /**
     * Something happened to a pull request: if it is one of these and is closed, its request hears of it. Whatever the event
     * says, the pull request itself is asked: of several events only the newest is worked on.
     *
     * @param guid of the delivery that told it
     */
    void changed(Repository repository, int pull, String guid) {
        requestOf(repository, pull)
                .filter(request -> merged(repository, pull).isPresent())
                .ifPresent(request -> {
                    Work work = new Work(Work.Kind.SETTLE_REQUEST, repository, request.number(), "closed #" + pull);
                    ledgers.inbox()
                            .enqueue(work.delivery(
                                    Subjects.conversation(repository, request.number()),
                                    "closed #" + pull + " " + guid));
                });
    }

    /** Whether a pull request was merged in the end; empty while it is open. */
    Optional<Boolean> merged(Repository repository, int pull) {
        PullRequest.State state = github.pullRequests()
                .get(repository, pull)
                .map(PullRequest::state)
                .orElse(PullRequest.State.CLOSED);
        return switch (state) {
            case OPEN -> Optional.empty();
            case MERGED -> Optional.of(true);
            case CLOSED -> Optional.of(false);
        };
    }

    /** The proposal has come to nothing; the next one is another. */
    void cameToNothing(String subject, Proposal proposal) {
        ledgers.facts().add(CLOSED, subject, String.valueOf(proposal.number()), "closed");
        ledgers.facts().delete(OPEN, subject, "now");
    }

    void landed(String subject) {
        ledgers.facts().delete(OPEN, subject, "now");
    }

    private static Proposal read(Fact fact) {
        try {
            JsonNode node = JSON.readTree(fact.json());
            return new Proposal(
                    node.get("number").asInt(),
                    node.get("record").asText(),
                    Optional.ofNullable(node.path("reason").textValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of a proposal cannot be read", e);
        }
    }

    private static String write(int number, String record, @Nullable String reason) {
        return JSON.createObjectNode()
                .put("number", number)
                .put("record", record)
                .put("reason", reason)
                .toString();
    }
}
