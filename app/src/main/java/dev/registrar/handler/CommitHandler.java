package dev.registrar.handler;

import dev.registrar.approval.Approval;
import dev.registrar.approval.Matter;
import dev.registrar.approval.Tally;
import dev.registrar.audit.AuditEntry;
import dev.registrar.audit.AuditRecord;
import dev.registrar.effect.EffectKey;
import dev.registrar.handler.CatalogWriter.Change;
import dev.registrar.handler.CatalogWriter.Result;
import dev.registrar.handler.CatalogWriter.Target;
import dev.registrar.handler.RequestReader.Planned;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.pull.Actor;
import dev.registrar.report.ProposalText;
import dev.registrar.request.CommitMessage;
import dev.registrar.request.RegistryRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Commits the entry of an approved request. Runs one at a time for each branch, so approvals queue up and do not race. */
final class CommitHandler {
    private final Ledgers ledgers;
    private final RequestHandler requests;
    private final RequestMatters matters;
    private final RequestReader reader;
    private final CatalogWriter writer;
    private final Proposals proposals;

    CommitHandler(GitHubPorts github, Ledgers ledgers, RequestHandler requests, Clock clock) {
        this.ledgers = ledgers;
        this.requests = requests;
        this.matters = new RequestMatters(github, ledgers);
        this.reader = new RequestReader(github, clock);
        this.writer = new CatalogWriter(github, ledgers);
        this.proposals = new Proposals(github, ledgers);
    }

    void commit(Work work, Lease lease) {
        String subject = Subjects.conversation(work.repository(), work.number()).key();
        if (requests.outcome(subject, RequestHandler.COMMITTED).isEmpty()) {
            write(work, subject, lease);
        }
        settle(work);
    }

    /** Follows on the commit, or on what stood in its way. */
    private void settle(Work work) {
        Work next = new Work(Work.Kind.SETTLE_REQUEST, work.repository(), work.number(), work.note());
        ledgers.inbox().enqueue(next.delivery(Subjects.conversation(work.repository(), work.number()), work.note()));
    }

    private void write(Work work, String subject, Lease lease) {
        boolean byPullRequest = reader.catalogConfiguration(work.repository())
                .map(configuration -> configuration.commits().byPullRequest())
                .orElse(false);
        supersede(work, subject);
        int proposal = proposals.ofRequest(subject);
        EffectKey key = EffectKey.of("commit", work.repository().id() + "#" + work.number(), proposal);
        String branch = "registrar/request-" + work.number() + (proposal == 0 ? "" : "-" + (proposal + 1));
        Target target = new Target(work.repository(), key, branch, byPullRequest);
        Result result = writer.write(target, () -> planned(work), lease);
        if (result instanceof Result.Landed landed) {
            landed(work, subject, landed.record());
        }
        if (result instanceof Result.Refused refused) {
            ledgers.facts().put(RequestHandler.OUTCOME, subject, RequestHandler.REFUSED, refused.reason());
        }
        if (result instanceof Result.Proposed proposed) {
            proposals.made(work.repository(), work.number(), proposed);
        }
    }

    /** The request has changed since its pull request was made, and what it says now was approved: that is another one. */
    private void supersede(Work work, String subject) {
        Optional<String> digest = reader.read(work.repository(), work.number())
                .flatMap(Standing::request)
                .map(RegistryRequest::digest);
        proposals
                .open(subject)
                .filter(open -> digest.isPresent() && !open.content().digest().equals(digest.get()))
                .ifPresent(open -> proposals.cameToNothing(subject, open));
    }

    private void landed(Work work, String subject, String record) {
        ledgers.facts().put(RequestHandler.OUTCOME, subject, RequestHandler.COMMITTED, record);
        Auditing.committed(ledgers, work, CommittedRequest.read(record), Optional.empty());
    }

    /** Everything is read anew; what stands in the way is told when the issue is shown again. */
    private Optional<Change> planned(Work work) {
        Optional<Standing> standing = reader.read(work.repository(), work.number())
                .filter(now -> now.issue().open())
                .filter(now -> !now.blocked());
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        Matter matter = matters.matter(standing.get());
        Tally tally = matters.tally(standing.get(), matter);
        return tally.enough()
                ? Optional.of(change(work, standing.get(), tally.holding(), matter.digest()))
                : Optional.empty();
    }

    private Change change(Work work, Standing standing, List<Approval> approvals, String digest) {
        Planned planned = standing.planned().orElseThrow();
        RegistryRequest request = standing.request().orElseThrow();
        List<Actor> approvers = approvals.stream().map(Approval::approver).toList();
        AuditRecord audit = ledgers.audit().append(entry(standing, planned, approvals, digest));
        String message = CommitMessage.forRequest(
                request,
                work.repository().name(),
                work.number(),
                standing.issue().author(),
                approvers,
                Optional.of(audit.hash()));
        return new Change(
                planned.ground().tip(),
                planned.files(),
                message,
                commit -> CommittedRequest.of(standing, planned, commit, approvals, digest, audit.hash())
                        .write(),
                "Add registry " + request.name(),
                ProposalText.ofRequest(
                        work.number(),
                        standing.issue().author().login(),
                        approvers.stream().map(Actor::login).toList(),
                        message));
    }

    /** What the trailer of the commit names: recorded before the commit, since the commit holds its hash. */
    private static AuditEntry entry(Standing standing, Planned planned, List<Approval> approvals, String digest) {
        RegistryRequest request = standing.request().orElseThrow();
        SortedMap<String, String> details = new TreeMap<>();
        details.put("registry", planned.entry().name());
        details.put("tier", request.risk().word());
        details.put("owner", request.owner());
        details.put("requested-by", Auditing.person(standing.issue().author()));
        details.put(
                "approved-by",
                Auditing.people(approvals.stream().map(Approval::approver).toList()));
        details.put("digest", digest);
        details.put("policies", planned.policies().version());
        String number = "#" + standing.issue().number();
        List<Long> given = approvals.stream().map(Approval::commentId).toList();
        return new AuditEntry(
                "request-granted " + standing.repository().id() + number + " " + digest + " " + given + " "
                        + planned.policies().version(),
                "request-granted",
                standing.repository().name().fullName(),
                number,
                details);
    }
}
