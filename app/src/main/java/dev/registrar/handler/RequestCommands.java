package dev.registrar.handler;

import dev.registrar.approval.ApprovalRules;
import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Approvers;
import dev.registrar.approval.Attempt;
import dev.registrar.approval.Decision.Why;
import dev.registrar.approval.Matter;
import dev.registrar.approval.OnRecord;
import dev.registrar.approval.Seat;
import dev.registrar.approval.Tally;
import dev.registrar.audit.AuditEntry;
import dev.registrar.handler.CommandHandler.Answer;
import dev.registrar.handler.CommandHandler.Said;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.pull.Comment;
import dev.registrar.pull.Issues;
import dev.registrar.report.RequestComment;
import dev.registrar.report.WhyText;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Commands on a registry request. */
final class RequestCommands {
    private static final String COMMITTED =
            "This request was approved and committed before. For a change, open a pull request.";

    /** What is in the way may not be on show yet. */
    private static final Set<Why> NOT_ON_SHOW = EnumSet.of(Why.BLOCKED, Why.NOT_PUBLISHED, Why.CHANGED);

    private final Ledgers ledgers;
    private final RequestHandler requests;
    private final RequestMatters matters;
    private final RequestReader reader;
    private final ApprovalBook book;
    private final CommentKeeper comments;

    RequestCommands(GitHubPorts github, Ledgers ledgers, RequestHandler requests, RequestReader reader) {
        this.ledgers = ledgers;
        this.requests = requests;
        this.matters = new RequestMatters(github, ledgers);
        this.reader = reader;
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
        this.comments = new CommentKeeper(github, ledgers);
    }

    Answer approve(Said said, String note) {
        Optional<Standing> read = reader.read(said.repository(), said.number());
        if (read.isEmpty()) {
            return Answer.refused("This is no registry request any more.");
        }
        if (requests.outcome(said.subject(), RequestHandler.COMMITTED).isPresent()) {
            return Answer.refused(COMMITTED);
        }
        Standing standing = read.get();
        Matter matter = matters.matter(standing);
        List<OnRecord> onRecord = matters.onRecord(standing);
        Comment comment = said.event().comment();
        boolean counted = onRecord.stream().anyMatch(record -> record.approval().commentId() == comment.id());
        if (counted) { // an earlier try of this very delivery got this far
            return approved(said, matter, ApprovalRules.tally(matter, onRecord), note);
        }
        List<ApproverTeam> teams = matters.teams(standing);
        boolean sawCurrent = said.event().issueBody().equals(standing.issue().body())
                && book.canHaveSeen(said.subject(), said.delivery().receivedAt());
        Attempt attempt = new Attempt(
                comment.author(),
                book.seats(said.repository(), teams, comment.author()),
                comment.id(),
                comment.createdAt(),
                sawCurrent,
                note);
        return ApprovalRules.decide(matter, attempt, onRecord)
                .match(
                        granted -> {
                            book.record(said.subject(), granted.approval());
                            return approved(said, matter, matters.tally(standing, matter), note);
                        },
                        enough -> {
                            enough.approvals().forEach(approval -> book.record(said.subject(), approval));
                            return approved(said, matter, matters.tally(standing, matter), note);
                        },
                        refused -> {
                            if (NOT_ON_SHOW.contains(refused.why())) {
                                requests.show(said.repository(), said.number(), said.lease());
                            }
                            return Answer.refused(refused.sentence());
                        });
    }

    private Answer approved(Said said, Matter matter, Tally tally, String note) {
        Comment comment = said.event().comment();
        boolean holds = tally.holding().stream()
                .anyMatch(approval -> approval.approver().samePerson(comment.author()));
        if (holds) {
            audit(
                    said,
                    "request-approved",
                    note.isEmpty()
                            ? Map.of("digest", matter.digest())
                            : Map.of("digest", matter.digest(), "note", note));
        }
        requests.show(said.repository(), said.number(), said.lease());
        return Answer.done();
    }

    private void audit(Said said, String kind, Map<String, String> details) {
        Comment comment = said.event().comment();
        TreeMap<String, String> all = new TreeMap<>(details);
        all.put("by", Auditing.person(comment.author()));
        all.put("comment", comment.url());
        ledgers.audit()
                .append(new AuditEntry(
                        kind + " " + said.repository().id() + "#" + said.number() + " " + comment.id(),
                        kind,
                        said.repository().name().fullName(),
                        "#" + said.number(),
                        all));
    }

    Answer reject(Said said, String reason) {
        Optional<Standing> standing = reader.read(said.repository(), said.number());
        Comment comment = said.event().comment();
        boolean settled =
                requests.outcome(said.subject(), RequestHandler.COMMITTED).isPresent();
        if (standing.isEmpty() || settled || closed(said, standing.get())) {
            return Answer.refused("There is no open request here to reject.");
        }
        List<Seat> seats = book.seats(said.repository(), matters.teams(standing.get()), comment.author());
        Optional<String> refusal = Approvers.refusal(
                        said.configuration().approvals().teams(), seats)
                .map(refused -> refused.sentence());
        if (refusal.isPresent()) {
            return Answer.refused(refusal.get());
        }
        ledgers.facts().put(RequestHandler.OUTCOME, said.subject(), RequestHandler.REJECTED, act(said));
        audit(said, "request-rejected", Map.of("reason", reason));
        book.withdrawn(said.subject());
        comments.keep(
                said.repository(),
                said.number(),
                RequestComment.MARKER,
                RequestComment.rejected(comment.author().login(), reason),
                said.lease());
        requests.rejected(standing.get(), Issues.CloseReason.NOT_PLANNED, act(said), said.lease());
        return Answer.done();
    }

    /** Closed, but not by an earlier try of this very comment. */
    private boolean closed(Said said, Standing standing) {
        return !standing.issue().open()
                && requests.outcome(said.subject(), RequestHandler.REJECTED)
                        .filter(act(said)::equals)
                        .isEmpty();
    }

    private static String act(Said said) {
        return "comment " + said.event().comment().id();
    }

    Answer recheck(Said said) {
        ledgers.facts().delete(RequestHandler.OUTCOME, said.subject(), RequestHandler.REFUSED);
        requests.again(said.repository(), said.number(), said.delivery().guid(), said.lease());
        return Answer.done();
    }

    private static String why(RequestComment.View view) {
        return WhyText.ofRequest(view.faults(), view.verdict(), view.teams());
    }

    Answer why(Said said) {
        if (requests.outcome(said.subject(), RequestHandler.COMMITTED).isPresent()) {
            return Answer.done(COMMITTED);
        }
        return reader.read(said.repository(), said.number())
                .map(standing -> Answer.done(why(requests.view(standing))))
                .orElseGet(() -> Answer.refused("This is no registry request any more."));
    }
}
