package dev.registrar.handler;

import dev.registrar.approval.Approval;
import dev.registrar.approval.ApprovalRules;
import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Attempt;
import dev.registrar.approval.Decision;
import dev.registrar.approval.Excluded;
import dev.registrar.approval.Matter;
import dev.registrar.approval.OnRecord;
import dev.registrar.audit.AuditEntry;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.command.Command;
import dev.registrar.event.Event;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.handler.PullRequestApprovals.Aim;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Comment;
import dev.registrar.report.WhyText;
import dev.registrar.text.Markdown;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The commands that mean something on pull requests alone: approving, letting a gate pass, and asking why. */
final class PullRequestCommands {
    private final Ledgers ledgers;
    private final PullRequestReader reader;
    private final PullRequestApprovals approvals;
    private final PullRequestHandler pullRequests;

    PullRequestCommands(GitHubPorts github, Ledgers ledgers, PullRequestHandler pullRequests, Clock clock) {
        this.ledgers = ledgers;
        this.reader = new PullRequestReader(github, ledgers, clock);
        this.approvals = new PullRequestApprovals(github, ledgers);
        this.pullRequests = pullRequests;
    }

    /**
     * What came of a command.
     *
     * @param text what there is to say about it; may be empty
     */
    record Reply(boolean carriedOut, String text) {
        static Reply done(String text) {
            return new Reply(true, text);
        }

        static Reply refused(String text) {
            return new Reply(false, text);
        }
    }

    /**
     * Empty for a command that is not among them.
     *
     * @param received when the comment reached us, by the clock of the store
     */
    Optional<Reply> carryOut(Command command, Event.CommentCreated event, Instant received, Lease lease) {
        if (command instanceof Command.Approve approve) {
            return Optional.of(approve(event, received, approve.note(), lease));
        }
        if (command instanceof Command.WaiveGate waive) {
            return Optional.of(waive(event, received, waive, lease));
        }
        if (command instanceof Command.Why) {
            return Optional.of(why(event));
        }
        return Optional.empty();
    }

    private Optional<Reviewed> reviewed(Event.CommentCreated event) {
        return reader.reviewed(event.repository(), event.number());
    }

    private static Reply nothingToDo() {
        return Reply.refused(
                "There is nothing to decide on here: the pull request is closed, goes into a branch that is not gated, or touches nothing that is governed.");
    }

    private Reply why(Event.CommentCreated event) {
        return reviewed(event)
                .map(reviewed -> Reply.done(WhyText.of(
                        reviewed.verdict(),
                        reviewed.needs(),
                        reviewed.given(),
                        reviewed.configuration().approvals().teams())))
                .orElseGet(PullRequestCommands::nothingToDo);
    }

    private Reply approve(Event.CommentCreated event, Instant received, String note, Lease lease) {
        Optional<Reviewed> read = reviewed(event);
        if (read.isEmpty()) {
            return nothingToDo();
        }
        Reviewed reviewed = read.get();
        if (reviewed.needs().isEmpty()) {
            return Reply.refused("Nothing in this pull request needs an approval, so there is nothing to record.");
        }
        List<Aim> aims = new ArrayList<>();
        if (reviewed.needs().approvers() > 0) {
            aims.add(new Aim.Change());
        }
        reviewed.needs().consents().forEach(team -> aims.add(new Aim.Consent(team)));
        Reply reply = attempts(event, received, reviewed, aims, note);
        if (reply.carriedOut()) {
            pullRequests.again(event.repository(), event.number(), Optional.empty(), lease);
        }
        return reply;
    }

    /** One comment may be an approver's word and a team's consent; it is refused only if it is neither. */
    private Reply attempts(
            Event.CommentCreated event, Instant received, Reviewed reviewed, List<Aim> aims, String note) {
        List<Excluded> excluded = approvals.excluded(reviewed);
        List<Approval> byReview = approvals.reviews(reviewed);
        List<String> granted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Aim aim : aims) {
            attempt(event.comment(), received, reviewed, aim, note, excluded, byReview)
                    .match(
                            some -> granted.add(aim instanceof Aim.Change ? some.sentence() : ""),
                            enough -> granted.add(""),
                            no -> refused.add(no.sentence()));
        }
        if (granted.isEmpty()) {
            return Reply.refused(refused.stream().distinct().collect(Collectors.joining("\n\n")));
        }
        return Reply.done(String.join(
                "\n\n", granted.stream().filter(text -> !text.isEmpty()).toList()));
    }

    private Decision attempt(
            Comment comment,
            Instant received,
            Reviewed reviewed,
            Aim aim,
            String note,
            List<Excluded> excluded,
            List<Approval> byReview) {
        List<ApproverTeam> teams = approvals.teams(reviewed, aim);
        Matter matter = approvals.matter(reviewed, aim, excluded);
        List<OnRecord> onRecord = approvals.onRecord(reviewed, aim, teams, byReview);
        Attempt attempt = new Attempt(
                comment.author(),
                approvals.seats(reviewed, teams, comment.author()),
                comment.id(),
                comment.createdAt(),
                approvals.canHaveSeen(reviewed, received),
                note);
        Decision decision = ApprovalRules.decide(matter, attempt, onRecord);
        decision.match(
                granted -> record(reviewed, aim, granted.approval()),
                enough -> enough.approvals().stream()
                        .filter(approval -> approval.approver().samePerson(comment.author()))
                        .map(approval -> record(reviewed, aim, approval))
                        .count(),
                refused -> 0L);
        return decision;
    }

    /** The audit first: what is not recorded there does not count. */
    private long record(Reviewed reviewed, Aim aim, Approval approval) {
        SortedMap<String, String> details = new TreeMap<>();
        details.put(
                "by", approval.approver().login() + " (" + approval.approver().id() + ")");
        details.put("commit", reviewed.head().value());
        details.put("base", reviewed.pull().baseBranch());
        details.put("comment", String.valueOf(approval.commentId()));
        details.put("note", approval.note());
        details.put("policies", reviewed.snapshot().policies().version());
        String kind = "pull-request-approved";
        if (aim instanceof Aim.Consent consent) {
            kind = "owner-change-consented";
            details.put("team", consent.team());
        }
        if (aim instanceof Aim.Gate one) {
            kind = "gate-waived";
            details.put("gate", one.gate().word());
            details.put("findings", findings(reviewed, one.gate()));
        }
        ledgers.audit()
                .append(new AuditEntry(
                        kind + " " + aim.of(reviewed.subject()) + " "
                                + approval.approver().id() + " " + approval.digest(),
                        kind,
                        reviewed.repository().name().fullName(),
                        "#" + reviewed.number(),
                        details));
        approvals.record(reviewed, aim, approval);
        return 1;
    }

    private static String findings(Reviewed reviewed, GateName gate) {
        return reviewed.gates().gate(gate).stream()
                .flatMap(verdict -> verdict.findings().stream())
                .filter(finding -> finding.blocks())
                .map(finding -> finding.rule() + " " + finding.path() + ":"
                        + finding.span().line())
                .collect(Collectors.joining(", "));
    }

    private Reply waive(Event.CommentCreated event, Instant received, Command.WaiveGate command, Lease lease) {
        Optional<GateName> named = Vocabulary.read(GateName.class, command.gate());
        if (named.isEmpty()) {
            return Reply.refused("There is no gate " + Markdown.code(command.gate()) + ". Those that can be waived are "
                    + waivable() + ".");
        }
        GateName gate = named.get();
        if (PullRequestApprovals.NEVER_WAIVED.contains(gate)) {
            return Reply.refused("The gate " + Markdown.code(gate.word()) + " cannot be waived. Those that can be are "
                    + waivable() + ".");
        }
        Optional<Reviewed> reviewed = reviewed(event);
        if (reviewed.isEmpty()) {
            return nothingToDo();
        }
        return waive(event, received, reviewed.get(), gate, command.reason(), lease);
    }

    private Reply waive(
            Event.CommentCreated event,
            Instant received,
            Reviewed reviewed,
            GateName gate,
            String reason,
            Lease lease) {
        Aim aim = new Aim.Gate(gate);
        boolean counted = approvals.has(reviewed, aim, event.comment().id());
        boolean failed = reviewed.gates().gate(gate).filter(GateVerdict::failed).isPresent();
        if (!failed && !counted) {
            return Reply.refused("The gate " + Markdown.code(gate.word())
                    + " does not fail on this commit, so there is nothing to waive.");
        }
        Decision decision =
                attempt(event.comment(), received, reviewed, aim, reason, approvals.excluded(reviewed), List.of());
        if (decision instanceof Decision.Refused refused) {
            return Reply.refused(refused.sentence());
        }
        pullRequests.again(event.repository(), event.number(), Optional.empty(), lease);
        return Reply.done(
                decision instanceof Decision.Granted granted
                        ? granted.sentence().replace("Approved by", "Waived by")
                        : "");
    }

    private static String waivable() {
        return Arrays.stream(GateName.values())
                .filter(gate -> !PullRequestApprovals.NEVER_WAIVED.contains(gate))
                .map(gate -> Markdown.code(gate.word()))
                .collect(Collectors.joining(", "));
    }
}
