package dev.registrar.handler;

import dev.registrar.approval.Approval;
import dev.registrar.approval.Matter;
import dev.registrar.approval.Tally;
import dev.registrar.audit.AuditEntry;
import dev.registrar.audit.AuditRecord;
import dev.registrar.effect.EffectKey;
import dev.registrar.handler.RequestReader.Planned;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.markdown.MarkdownCatalog;
import dev.registrar.policy.Policies;
import dev.registrar.pull.Actor;
import dev.registrar.pull.Commits.FileChange;
import dev.registrar.pull.Commits.RefUpdate;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.pull.Repository;
import dev.registrar.request.CommitMessage;
import dev.registrar.request.RegistryRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Commits the entry of an approved request. Runs one at a time for each branch, so approvals queue up and do not race. */
final class CommitHandler {
    /** Somebody else may push at the same time; past this the work is taken up again later. */
    private static final int RACES = 5;

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final RequestHandler requests;
    private final RequestReader reader;

    CommitHandler(GitHubPorts github, Ledgers ledgers, RequestHandler requests, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.requests = requests;
        this.reader = new RequestReader(github, clock);
    }

    void commit(Work work, Lease lease) {
        String subject = Subjects.conversation(work.repository(), work.number()).key();
        if (requests.outcome(subject, RequestHandler.COMMITTED).isEmpty() && !adopted(work, subject, lease)) {
            attempt(work, subject, lease);
        }
        settle(work);
    }

    /** Follows on the commit, or on what stood in its way; under a new name each time, so that it is never a duplicate. */
    private void settle(Work work) {
        Work next = new Work(Work.Kind.SETTLE_REQUEST, work.repository(), work.number(), work.note());
        ledgers.inbox().enqueue(next.delivery(Subjects.conversation(work.repository(), work.number()), work.note()));
    }

    /** A commit that an earlier try made and did not live to tell of. */
    private boolean adopted(Work work, String subject, Lease lease) {
        EffectKey key = key(work);
        return ledgers.effects()
                .intend(key, work.note(), lease)
                .match(fresh -> false, unsure -> look(work, subject, key, unsure), done -> true);
    }

    private boolean look(Work work, String subject, EffectKey key, dev.registrar.effect.Standing.Unsure unsure) {
        if (unsure.age().compareTo(NotYet.LONGEST_CALL) < 0) {
            throw new NotYet(NotYet.LONGEST_CALL.minus(unsure.age()));
        }
        Optional<CommittedRequest> candidate =
                Optional.ofNullable(unsure.remote()).map(CommittedRequest::read);
        if (candidate.isEmpty()
                || !landed(work.repository(), new HeadSha(candidate.get().commit()))) {
            return false;
        }
        landed(work, subject, key, candidate.get());
        return true;
    }

    private boolean landed(Repository repository, HeadSha commit) {
        return github.commits().contains(repository, repository.defaultBranch(), commit);
    }

    private void landed(Work work, String subject, EffectKey key, CommittedRequest done) {
        ledgers.facts().put(RequestHandler.OUTCOME, subject, RequestHandler.COMMITTED, done.write());
        ledgers.effects().done(key, work.note(), done.write());
    }

    private void attempt(Work work, String subject, Lease lease) {
        for (int race = 0; race < RACES; race++) {
            Optional<Standing> standing = reader.read(work.repository(), work.number())
                    .filter(now -> now.issue().open());
            if (standing.isEmpty() || standing.get().blocked()) {
                ledgers.effects().forget(key(work)); // what stands in the way is told when the issue is shown again
                return;
            }
            Matter matter = requests.matter(standing.get());
            Tally tally = requests.tally(standing.get(), matter);
            if (!tally.enough()) {
                ledgers.effects().forget(key(work));
                return;
            }
            Planned planned = standing.get().planned().orElseThrow();
            RefUpdate update = push(work, subject, standing.get(), planned, tally.holding(), matter.digest(), lease);
            if (update instanceof RefUpdate.Refused refused) {
                ledgers.facts().put(RequestHandler.OUTCOME, subject, RequestHandler.REFUSED, refused.reason());
                ledgers.effects().forget(key(work));
                return;
            }
            if (update instanceof RefUpdate.Moved) {
                return;
            }
        }
        throw new RemoteTrouble.Unavailable("the branch moved " + RACES + " times in a row", null);
    }

    private RefUpdate push(
            Work work,
            String subject,
            Standing standing,
            Planned planned,
            List<Approval> approvals,
            String digest,
            Lease lease) {
        EffectKey key = key(work);
        ledgers.effects().intendAgain(key, work.note(), lease);
        AuditRecord audit = ledgers.audit().append(entry(standing, planned, approvals, digest));
        String message = CommitMessage.forRequest(
                standing.request().orElseThrow(),
                work.repository().name(),
                work.number(),
                standing.issue().author(),
                approvals.stream().map(Approval::approver).toList(),
                Optional.of(audit.hash()));
        HeadSha commit =
                github.commits().prepare(work.repository(), planned.tip(), changes(standing, planned), message);
        CommittedRequest candidate = CommittedRequest.of(standing, planned, commit, approvals);
        ledgers.effects().remote(key, candidate.write(), lease);
        RefUpdate update =
                github.commits().advance(work.repository(), work.repository().defaultBranch(), commit);
        if (update instanceof RefUpdate.Moved) {
            landed(work, subject, key, candidate);
        }
        return update;
    }

    private static List<FileChange> changes(Standing standing, Planned planned) {
        List<FileChange> changes = new ArrayList<>();
        changes.add(new FileChange(
                standing.configuration().catalog().path(),
                Optional.of(planned.after().document().text())));
        standing.configuration()
                .catalog()
                .docs()
                .ifPresent(path -> changes.add(new FileChange(
                        path, Optional.of(MarkdownCatalog.render(planned.after().catalog(), Policies.builtIn())))));
        return changes;
    }

    private static AuditEntry entry(Standing standing, Planned planned, List<Approval> approvals, String digest) {
        RegistryRequest request = standing.request().orElseThrow();
        SortedMap<String, String> details = new TreeMap<>();
        details.put("registry", planned.entry().name());
        details.put("tier", request.risk().word());
        details.put("owner", request.owner());
        details.put("requested-by", person(standing.issue().author()));
        details.put(
                "approved-by",
                String.join(
                        ", ",
                        approvals.stream()
                                .map(approval -> person(approval.approver()))
                                .toList()));
        details.put("digest", digest);
        details.put("policies", Policies.builtIn().version());
        String repository = standing.repository().name().fullName();
        String number = "#" + standing.issue().number();
        return new AuditEntry(
                "commit-request " + standing.repository().id() + number + " " + digest,
                "request-committed",
                repository,
                number,
                details);
    }

    private static String person(Actor actor) {
        return actor.login() + " (" + actor.id() + ")";
    }

    private static EffectKey key(Work work) {
        return EffectKey.of("commit", work.repository().id() + "#" + work.number());
    }
}
