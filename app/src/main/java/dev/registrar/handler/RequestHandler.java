package dev.registrar.handler;

import dev.registrar.approval.ApprovalRules;
import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Excluded;
import dev.registrar.approval.Matter;
import dev.registrar.approval.OnRecord;
import dev.registrar.approval.Tally;
import dev.registrar.catalog.RiskTier;
import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Fact;
import dev.registrar.event.Event;
import dev.registrar.gate.Verdict;
import dev.registrar.handler.RequestReader.Planned;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.policy.Policies;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Issues;
import dev.registrar.pull.Repository;
import dev.registrar.report.Links;
import dev.registrar.report.RequestComment;
import dev.registrar.request.RegistryRequest;
import dev.registrar.request.Sla;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A request was made, edited, approved or committed: show how it stands. */
final class RequestHandler {
    /** Facts about a request: what came of it. */
    static final String OUTCOME = "request-outcome";

    static final String COMMITTED = "committed";
    static final String REFUSED = "refused";
    static final String REJECTED = "rejected";
    private static final Set<String> JUDGED = Set.of("opened", "edited", "labeled", "unlabeled", "reopened");

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final Links links;
    private final Clock clock;
    private final RequestReader reader;
    private final ApprovalBook book;
    private final CommentKeeper comments;

    RequestHandler(GitHubPorts github, Ledgers ledgers, Links links, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.links = links;
        this.clock = clock;
        this.reader = new RequestReader(github, clock);
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
        this.comments = new CommentKeeper(github, ledgers);
    }

    void changed(Event.IssueChanged event, Lease lease) {
        if (JUDGED.contains(event.action())) {
            show(event.repository(), event.number(), lease);
        }
    }

    /** Reads the request and brings its comment up to date. */
    void show(Repository repository, int number, Lease lease) {
        reader.read(repository, number)
                .filter(standing -> standing.issue().open())
                .filter(standing -> outcome(standing.subject(), COMMITTED).isEmpty())
                .ifPresent(standing -> showOpen(standing, lease));
    }

    private void showOpen(Standing standing, Lease lease) {
        Matter matter = matter(standing);
        RequestComment.View view = view(standing, tally(standing, matter));
        String body = outcome(standing.subject(), REFUSED)
                .map(reason -> RequestComment.refused(view, reason))
                .orElseGet(() -> RequestComment.open(view));
        Optional<Instant> written =
                comments.keep(standing.repository(), standing.issue().number(), RequestComment.MARKER, body, lease);
        book.published(standing.subject(), matter.digest(), written.orElseGet(clock::instant));
    }

    /** What is up for approval; its digest is that of the parsed request, so nothing but its content counts. */
    Matter matter(Standing standing) {
        String subject = standing.subject();
        List<Excluded> excluded = new ArrayList<>();
        excluded.add(new Excluded(standing.issue().author(), Excluded.Ground.WROTE_REQUEST));
        People.EDITORS
                .of(
                        ledgers.facts(),
                        Subjects.conversation(
                                standing.repository(), standing.issue().number()))
                .forEach(editor -> excluded.add(new Excluded(editor, Excluded.Ground.EDITED_REQUEST)));
        RiskTier tier = standing.request().map(RegistryRequest::risk).orElse(RiskTier.HIGH);
        return new Matter(
                Matter.Kind.REQUEST,
                standing.request().map(RegistryRequest::digest).orElse("unreadable"),
                book.published(subject),
                standing.issue().open(),
                standing.blocked(),
                standing.configuration().approvals().required(tier),
                standing.configuration().approvals().teams(),
                excluded);
    }

    List<OnRecord> onRecord(Standing standing) {
        return book.onRecord(standing.repository(), standing.subject(), teams(standing));
    }

    List<ApproverTeam> teams(Standing standing) {
        return book.teams(standing.repository(), standing.configuration());
    }

    Tally tally(Standing standing, Matter matter) {
        return ApprovalRules.tally(matter, onRecord(standing));
    }

    private RequestComment.View view(Standing standing, Tally tally) {
        Sla sla = new Sla(
                standing.configuration().requests().remindAfter(),
                standing.configuration().requests().breachAfter());
        return new RequestComment.View(
                standing.faults(),
                standing.planned().flatMap(planned -> preview(standing, planned)),
                standing.planned().map(Planned::verdict).orElse(new Verdict(List.of())),
                tally,
                standing.configuration().approvals().teams(),
                sla.at(standing.issue().createdAt(), clock.instant()).words());
    }

    private static Optional<RequestComment.Preview> preview(Standing standing, Planned planned) {
        return planned.entry()
                .risk()
                .map(tier -> new RequestComment.Preview(
                        standing.configuration().catalog().path(),
                        planned.lines(),
                        tier,
                        Policies.builtIn().controls(tier)));
    }

    /** Tells the outcome on the issue, and closes it once: a person who reopens it has the last word. */
    void settle(Work work, Lease lease) {
        String subject = Subjects.conversation(work.repository(), work.number()).key();
        Optional<String> committed = outcome(subject, COMMITTED);
        if (committed.isEmpty()) {
            show(work.repository(), work.number(), lease);
            return;
        }
        CommittedRequest done = CommittedRequest.read(committed.get());
        HeadSha commit = new HeadSha(done.commit());
        comments.keep(
                work.repository(),
                work.number(),
                RequestComment.MARKER,
                done.comment(links.commit(work.repository().name(), commit)),
                lease);
        close(work.repository(), work.number(), Issues.CloseReason.COMPLETED, lease);
    }

    void close(Repository repository, int number, Issues.CloseReason reason, Lease lease) {
        new OneEffect(ledgers.effects(), lease)
                .once(
                        EffectKey.of("close", repository.id() + "#" + number),
                        () -> github.issues()
                                .get(repository, number)
                                .filter(issue -> !issue.open())
                                .map(closed -> "closed"),
                        () -> {
                            github.issues().close(repository, number, reason);
                            return "closed";
                        });
    }

    Optional<String> outcome(String subject, String kind) {
        return ledgers.facts().get(OUTCOME, subject, kind).map(Fact::json);
    }
}
