package dev.registrar.handler;

import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Excluded;
import dev.registrar.approval.Matter;
import dev.registrar.approval.Tally;
import dev.registrar.effect.EffectKey;
import dev.registrar.effect.Fact;
import dev.registrar.event.Event;
import dev.registrar.gate.Verdict;
import dev.registrar.handler.Proposals.Proposal;
import dev.registrar.handler.RequestReader.Planned;
import dev.registrar.handler.RequestReader.Standing;
import dev.registrar.inbox.Lease;
import dev.registrar.inbox.Subject;
import dev.registrar.pull.Actor;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Issue;
import dev.registrar.pull.Issues;
import dev.registrar.pull.Repository;
import dev.registrar.report.Links;
import dev.registrar.report.RequestComment;
import dev.registrar.report.RequestComment.View;
import dev.registrar.request.RequestState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A request was made, edited, approved or committed: show how it stands, and let follow what follows. */
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
    private final Proposals proposals;
    private final RequestDeadlines deadlines;
    private final RequestLapses lapses;
    private final RequestMatters matters;
    private final VariableProposals variables;
    private final FormerRequest former;
    private final Unusable unusable;

    RequestHandler(GitHubPorts github, Ledgers ledgers, Links links, Clock clock) {
        this.github = github;
        this.ledgers = ledgers;
        this.links = links;
        this.clock = clock;
        this.reader = new RequestReader(github, clock);
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
        this.comments = new CommentKeeper(github, ledgers);
        this.proposals = new Proposals(github, ledgers);
        this.deadlines = new RequestDeadlines(ledgers, clock);
        this.lapses = new RequestLapses(github, ledgers);
        this.matters = new RequestMatters(github, ledgers);
        this.variables = new VariableProposals(github, ledgers, reader);
        this.unusable = new Unusable(github, comments);
        this.former = new FormerRequest(github, reader, comments);
    }

    void changed(Event.IssueChanged event, Lease lease) {
        if (event.action().equals("closed") || event.action().equals("reopened")) {
            // What is closed is up for approval no more; after a reopening people have to look again. Where one event
            // follows the other at once, only the newest is worked on.
            book.withdrawn(
                    Subjects.conversation(event.repository(), event.number()).key());
        }
        if (event.action().equals("unlabeled")) {
            former.tell(event.repository(), event.number(), lease);
        }
        if (!JUDGED.contains(event.action())) {
            return;
        }
        open(event.repository(), event.number())
                .ifPresentOrElse(standing -> showOpen(standing, Optional.empty(), lease), () -> unusable(event, lease));
    }

    private void unusable(Event.IssueChanged event, Lease lease) {
        String subject =
                Subjects.conversation(event.repository(), event.number()).key();
        if (outcome(subject, COMMITTED).isEmpty()) {
            unusable.tell(event, lease);
        }
    }

    /** Reads the request and brings everything about it up to date. */
    void show(Repository repository, int number, Lease lease) {
        open(repository, number).ifPresent(standing -> showOpen(standing, Optional.empty(), lease));
    }

    /** As {@link #show}; what is approved and was not committed is tried again. */
    void again(Repository repository, int number, String cause, Lease lease) {
        open(repository, number).ifPresent(standing -> showOpen(standing, Optional.of(cause), lease));
    }

    private Optional<Standing> open(Repository repository, int number) {
        return reader.read(repository, number)
                .filter(standing -> standing.issue().open())
                .filter(standing -> outcome(standing.subject(), COMMITTED).isEmpty());
    }

    private void showOpen(Standing standing, Optional<String> cause, Lease lease) {
        Matter matter = matters.matter(standing);
        Tally tally = matters.tally(standing, matter);
        deadlines.plan(standing); // before the comment tells the time, lest a limit passes in between
        book.publishing(standing.subject(), matter.digest());
        View view = view(standing, tally);
        Optional<Instant> written = comments.keep(
                standing.repository(),
                standing.issue().number(),
                RequestComment.MARKER,
                body(standing, matter, view),
                lease);
        book.published(standing.subject(), matter.digest(), written.orElseGet(clock::instant));
        label(standing.repository(), standing.issue(), state(view));
        lapses.tell(standing, tally, lease);
        Optional<Proposal> proposal = proposals.open(standing.subject());
        proposal.ifPresent(open -> proposals.judge(standing.repository(), open, matter.digest(), tally));
        boolean waiting = proposal.filter(open -> open.content().digest().equals(matter.digest()))
                .isPresent();
        if (tally.enough() && !view.blocked() && !waiting) {
            commit(standing, matter, tally, cause);
        }
    }

    private String body(Standing standing, Matter matter, View view) {
        Optional<Proposal> proposal = proposals.open(standing.subject());
        if (proposal.isPresent()) {
            boolean same = proposal.get().content().digest().equals(matter.digest());
            return RequestComment.proposed(
                    view, proposal.get().number(), proposal.get().reason(), same);
        }
        Optional<Integer> closed = proposals.lastClosed(standing.subject());
        if (closed.isPresent() && view.tally().enough() && !view.blocked()) {
            return RequestComment.closed(view, closed.get());
        }
        return outcome(standing.subject(), REFUSED)
                .map(reason -> RequestComment.refused(view, reason))
                .orElseGet(() -> RequestComment.open(view));
    }

    /** Named after what is approved, by which comments, and since when it was shown: so it is asked for once. */
    private void commit(Standing standing, Matter matter, Tally tally, Optional<String> cause) {
        String given = tally.holding().stream()
                .map(approval -> String.valueOf(approval.commentId()))
                .sorted()
                .toList()
                .toString();
        String since = matter.published()
                .map(shown -> String.valueOf(shown.since().toEpochMilli()))
                .orElse("");
        String note = Digest.of(matter.digest() + given + since + cause.orElse(""));
        Work work = new Work(
                Work.Kind.COMMIT_REQUEST,
                standing.repository(),
                standing.issue().number(),
                note);
        Subject branch =
                Subjects.branch(standing.repository(), standing.repository().defaultBranch());
        ledgers.inbox().enqueue(work.delivery(branch, note));
    }

    private static RequestState state(View view) {
        if (view.blocked()) {
            return RequestState.NEEDS_CHANGES;
        }
        return view.tally().enough() ? RequestState.APPROVED : RequestState.AWAITING_APPROVAL;
    }

    private void label(Repository repository, Issue issue, RequestState state) {
        if (!issue.labels().contains(state.label())) {
            github.issues().addLabels(repository, issue.number(), List.of(state.label()));
        }
        state.stale(issue.labels()).forEach(label -> github.issues().removeLabel(repository, issue.number(), label));
    }

    View view(Standing standing) {
        return view(standing, matters.tally(standing, matters.matter(standing)));
    }

    private View view(Standing standing, Tally tally) {
        List<String> barred = matters.excluded(standing).stream()
                .map(Excluded::person)
                .filter(person -> !person.bot())
                .map(Actor::login)
                .distinct()
                .toList();
        RequestDeadlines.Shown time = deadlines.shown(standing);
        Map<Boolean, List<String>> teams = matters.teams(standing).stream()
                .collect(Collectors.partitioningBy(
                        ApproverTeam::unchanged, Collectors.mapping(ApproverTeam::slug, Collectors.toList())));
        return new View(
                standing.faults(),
                reader.earlier(standing),
                standing.planned().flatMap(planned -> preview(standing, planned)),
                standing.planned().map(Planned::verdict).orElse(new Verdict(List.of())),
                tally,
                teams.getOrDefault(true, List.of()),
                teams.getOrDefault(false, List.of()),
                barred,
                time.words(),
                time.mentioned());
    }

    private static Optional<RequestComment.Preview> preview(Standing standing, Planned planned) {
        return planned.entry()
                .risk()
                .map(tier -> new RequestComment.Preview(
                        standing.configuration().catalog().path(),
                        planned.lines(),
                        tier,
                        planned.controls(),
                        planned.terraform(),
                        planned.variables() instanceof VariableFile.Planned.Added added
                                ? Optional.of(written(standing, added))
                                : Optional.empty()));
    }

    private static RequestComment.Variables written(Standing standing, VariableFile.Planned.Added added) {
        return new RequestComment.Variables(
                added.path(),
                standing.configuration()
                        .terraform()
                        .repository()
                        .filter(name -> !name.sameAs(standing.repository().name())),
                added.lines());
    }

    /** Tells the outcome on the issue, and closes it once: a person who reopens it has the last word. */
    void settle(Work work, Lease lease) {
        Repository repository = work.repository();
        String subject = Subjects.conversation(repository, work.number()).key();
        proposals.open(subject).ifPresent(proposal -> settle(work, subject, proposal));
        Optional<String> committed = outcome(subject, COMMITTED);
        if (committed.isEmpty()) {
            show(repository, work.number(), lease);
            return;
        }
        CommittedRequest done = CommittedRequest.read(committed.get());
        HeadSha commit = new HeadSha(done.commit());
        comments.keep(
                repository,
                work.number(),
                RequestComment.MARKER,
                RequestComment.committed(
                        done.name(),
                        commit.abbreviated(),
                        links.commit(repository.name(), commit),
                        done.path(),
                        done.lines(),
                        done.approvers()),
                lease);
        variables.propose(work, done, lease);
        github.issues()
                .get(repository, work.number())
                .ifPresent(issue -> label(repository, issue, RequestState.APPROVED));
        close(repository, work.number(), Issues.CloseReason.COMPLETED, "committed", lease);
    }

    private void settle(Work work, String subject, Proposal proposal) {
        Optional<Boolean> merged = proposals.merged(work.repository(), proposal.number());
        if (merged.isEmpty()) {
            return;
        }
        boolean there = merged.get()
                && reader.inCatalog(work.repository(), proposal.content().name());
        if (!there) {
            proposals.cameToNothing(subject, proposal);
            return;
        }
        ledgers.facts().put(OUTCOME, subject, COMMITTED, proposal.record());
        Auditing.committed(ledgers, work, proposal.content(), Optional.of(proposal.number()));
        proposals.landed(subject);
    }

    /** The last label, and the issue closed. */
    void rejected(Standing standing, Issues.CloseReason reason, String act, Lease lease) {
        label(standing.repository(), standing.issue(), RequestState.REJECTED);
        close(standing.repository(), standing.issue().number(), reason, act, lease);
    }

    /** @param act what closes it; each closes it once */
    private void close(Repository repository, int number, Issues.CloseReason reason, String act, Lease lease) {
        new OneEffect(ledgers.effects(), lease)
                .once(
                        EffectKey.of("close", repository.id() + "#" + number, act),
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
