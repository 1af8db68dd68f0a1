package dev.registrar.handler;

import dev.registrar.approval.Approval;
import dev.registrar.approval.ApprovalRules;
import dev.registrar.approval.ApproverTeam;
import dev.registrar.approval.Excluded;
import dev.registrar.approval.Matter;
import dev.registrar.approval.OnRecord;
import dev.registrar.approval.Seat;
import dev.registrar.approval.Tally;
import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.config.Configuration;
import dev.registrar.gate.ApprovalGate;
import dev.registrar.gate.ApprovalGate.Given;
import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.gate.Waiver;
import dev.registrar.pull.Actor;
import dev.registrar.pull.Repository;
import dev.registrar.pull.Review;
import dev.registrar.pull.Teams.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who has approved a pull request, consented to a change of owner, or let a gate pass. All three are approvals of exactly
 * its head commit and base branch; they differ in who may give them.
 */
final class PullRequestApprovals {
    /** Nobody lets these pass: what they say cannot be known, or is about the approvals themselves (contract, section 7). */
    static final Set<GateName> NEVER_WAIVED = Set.of(GateName.SCHEMA, GateName.APPROVAL, GateName.CONFIGURATION);

    private final GitHubPorts github;
    private final Ledgers ledgers;
    private final ApprovalBook book;

    PullRequestApprovals(GitHubPorts github, Ledgers ledgers) {
        this.github = github;
        this.ledgers = ledgers;
        this.book = new ApprovalBook(ledgers.facts(), github.teams());
    }

    /** What approvals are about: the change as a whole, one team's consent, or one gate. */
    sealed interface Aim {
        record Change() implements Aim {}

        record Consent(String team) implements Aim {}

        record Gate(GateName gate) implements Aim {}

        /** Under which they are on record. */
        default String of(String conversation) {
            if (this instanceof Consent consent) {
                return conversation + " consent " + consent.team();
            }
            return this instanceof Gate one
                    ? conversation + " waive " + one.gate().word()
                    : conversation;
        }
    }

    /** Remembers which teams may approve, by their ids, as soon as a configuration is seen. */
    void pin(Repository repository, Configuration configuration) {
        book.pin(repository, configuration);
    }

    /** Notes that a verdict on this content is about to be shown. */
    void showing(Reviewed reviewed) {
        book.publishing(reviewed.subject(), reviewed.digest());
    }

    /** Whether somebody whose words reached us at this time can have seen the verdict on this content. */
    boolean canHaveSeen(Reviewed reviewed, Instant received) {
        return book.canHaveSeen(reviewed.subject(), received);
    }

    /** Notes that a verdict on this content has been shown; what is blocked cannot be approved yet, but be waived. */
    void shown(Reviewed reviewed, Instant at) {
        book.published(shownAs(reviewed), reviewed.digest(), at);
        if (!reviewed.blocked()) {
            book.published(reviewed.subject(), reviewed.digest(), at);
        }
    }

    /** It is up for approval no more: it was closed, or goes into another branch. */
    void withdrawn(String conversation) {
        book.withdrawn(conversation);
        book.withdrawn(conversation + " shown");
    }

    private static String shownAs(Reviewed reviewed) {
        return reviewed.subject() + " shown";
    }

    List<ApproverTeam> teams(Reviewed reviewed, Aim aim) {
        return aim instanceof Aim.Consent consent
                ? book.owner(reviewed.repository(), consent.team())
                : book.teams(reviewed.repository(), reviewed.configuration());
    }

    /** A person's membership in each of the teams, asked now. */
    List<Seat> seats(Reviewed reviewed, List<ApproverTeam> teams, Actor person) {
        return book.seats(reviewed.repository(), teams, person);
    }

    /** Whether a comment has been counted already, by an earlier try of the same delivery. */
    boolean has(Reviewed reviewed, Aim aim, long comment) {
        return book.approvals(aim.of(reviewed.subject()), reviewed.digest()).stream()
                .anyMatch(approval -> approval.commentId() == comment);
    }

    Matter matter(Reviewed reviewed, Aim aim, List<Excluded> excluded) {
        boolean waiving = aim instanceof Aim.Gate;
        return new Matter(
                Matter.Kind.PULL_REQUEST,
                reviewed.digest(),
                book.published(waiving ? shownAs(reviewed) : reviewed.subject()),
                true,
                !waiving && reviewed.blocked(),
                required(reviewed, aim),
                aim instanceof Aim.Consent consent
                        ? List.of(consent.team())
                        : reviewed.configuration().approvals().teams(),
                excluded);
    }

    private static int required(Reviewed reviewed, Aim aim) {
        if (aim instanceof Aim.Consent) {
            return 1;
        }
        if (aim instanceof Aim.Gate gate && gate.gate() == GateName.TERRAFORM) {
            return Math.max(1, toWaiveTerraform(reviewed));
        }
        int needed = aim instanceof Aim.Gate
                ? new ApprovalGate(reviewed.configuration(), reviewed.snapshot().policies())
                        .toWaive(reviewed.snapshot().proposal())
                : reviewed.needs().approvers();
        return Math.max(1, needed);
    }

    /** What a change to the highest tier takes that a fault concerns; the most where that is not known. */
    private static int toWaiveTerraform(Reviewed reviewed) {
        Optional<Catalog> catalog = reviewed.snapshot()
                .terraform()
                .flatMap(proposal -> proposal.after().catalog());
        RiskTier tier = reviewed.gates().gate(GateName.TERRAFORM).stream()
                .flatMap(verdict -> verdict.findings().stream().filter(Finding::blocks))
                .map(finding -> finding.registry()
                        .flatMap(name -> catalog.flatMap(all -> all.registry(name)))
                        .flatMap(Registry::risk)
                        .orElse(RiskTier.HIGH))
                .max(Comparator.naturalOrder())
                .orElse(RiskTier.HIGH);
        return reviewed.configuration().approvals().required(tier);
    }

    /** Everybody with a part in it (contract, section 7). */
    List<Excluded> excluded(Reviewed reviewed) {
        List<Excluded> excluded = new ArrayList<>();
        excluded.add(new Excluded(reviewed.pull().author(), Excluded.Ground.OPENED_PULL_REQUEST));
        new Proposals(github, ledgers)
                .authors(reviewed.repository(), reviewed.number())
                .orElse(List.of())
                .forEach(person -> excluded.add(new Excluded(person, Excluded.Ground.WROTE_REQUEST)));
        People.PUSHERS
                .of(ledgers.facts(), reviewed.conversation())
                .forEach(person -> excluded.add(new Excluded(person, Excluded.Ground.PUSHED)));
        People.FIXERS
                .of(ledgers.facts(), reviewed.conversation())
                .forEach(person -> excluded.add(new Excluded(person, Excluded.Ground.PRESSED_FIX)));
        github.pullRequests()
                .people(reviewed.repository(), reviewed.number())
                .known()
                .forEach(person -> excluded.add(new Excluded(person, Excluded.Ground.COMMITTED)));
        return excluded;
    }

    List<OnRecord> onRecord(Reviewed reviewed, Aim aim, List<ApproverTeam> teams, List<Approval> byReview) {
        List<OnRecord> records = new ArrayList<>(
                book.onRecord(reviewed.repository(), aim.of(reviewed.subject()), teams, reviewed.digest()));
        if (!(aim instanceof Aim.Gate)) {
            byReview.forEach(approval ->
                    records.add(new OnRecord(approval, book.seats(reviewed.repository(), teams, approval.approver()))));
        }
        return records;
    }

    void record(Reviewed reviewed, Aim aim, Approval approval) {
        book.record(aim.of(reviewed.subject()), approval);
    }

    /** Approving reviews of the head that nobody has dismissed, and whose author has not changed their mind since. */
    List<Approval> reviews(Reviewed reviewed) {
        Map<Long, Review> last = new LinkedHashMap<>();
        github.pullRequests().reviews(reviewed.repository(), reviewed.number()).stream()
                .filter(review ->
                        review.state() == Review.State.APPROVED || review.state() == Review.State.CHANGES_REQUESTED)
                .sorted(Comparator.comparing(Review::submittedAt).thenComparing(Review::id))
                .forEach(review -> last.put(review.author().id(), review));
        return last.values().stream()
                .filter(review -> review.state() == Review.State.APPROVED)
                .filter(review -> review.head().equals(reviewed.head())
                        && !review.author().bot())
                .map(review -> new Approval(review.author(), reviewed.digest(), review.id(), review.submittedAt(), ""))
                .toList();
    }

    /** What has been given of what it needs; asks GitHub no more than has to be asked. */
    Given given(Reviewed reviewed, LiveTeams live) {
        if (reviewed.needs().isEmpty()) {
            return Given.NOTHING;
        }
        List<Approval> byReview = reviews(reviewed);
        List<String> approvers =
                reviewed.needs().approvers() == 0 ? List.of() : logins(holding(reviewed, new Aim.Change(), byReview));
        Map<String, String> consents = new LinkedHashMap<>();
        for (String team : reviewed.needs().consents()) {
            byAuthorship(reviewed, team, live)
                    .or(() -> logins(holding(reviewed, new Aim.Consent(team), byReview)).stream()
                            .findFirst())
                    .ifPresent(login -> consents.put(team, login));
        }
        return new Given(approvers, consents);
    }

    private static List<String> logins(Tally tally) {
        return tally.holding().stream()
                .map(approval -> approval.approver().login())
                .toList();
    }

    private Tally holding(Reviewed reviewed, Aim aim, List<Approval> byReview) {
        boolean none = byReview.isEmpty()
                && book.approvals(aim.of(reviewed.subject()), reviewed.digest()).isEmpty();
        if (none) {
            return new Tally(List.of(), List.of(), required(reviewed, aim));
        }
        return tally(reviewed, aim, byReview);
    }

    Tally tally(Reviewed reviewed, Aim aim, List<Approval> byReview) {
        List<OnRecord> records = onRecord(reviewed, aim, teams(reviewed, aim), byReview);
        return ApprovalRules.tally(matter(reviewed, aim, excluded(reviewed)), records);
    }

    /**
     * A team consents by making the change itself: if all who had a hand in it belong to it. One stranger among them, and
     * somebody of the team has to say so, since nobody knows who pushed which part.
     */
    private Optional<String> byAuthorship(Reviewed reviewed, String team, LiveTeams live) {
        List<Actor> hands = Stream.concat(
                        Stream.of(reviewed.pull().author()),
                        People.PUSHERS.of(ledgers.facts(), reviewed.conversation()).stream())
                .toList();
        boolean all = hands.stream()
                .allMatch(person -> !person.bot() && live.membership(team, person.login()) == Membership.ACTIVE);
        return all ? Optional.of(reviewed.pull().author().login()) : Optional.empty();
    }

    /** The failed gates that enough approvers let pass. */
    Map<GateName, Waiver> waivers(Reviewed reviewed) {
        Map<GateName, Waiver> waivers = new EnumMap<>(GateName.class);
        reviewed.gates().gates().stream()
                .filter(GateVerdict::failed)
                .map(GateVerdict::gate)
                .filter(gate -> !NEVER_WAIVED.contains(gate))
                .forEach(gate -> waiver(reviewed, gate).ifPresent(waiver -> waivers.put(gate, waiver)));
        return waivers;
    }

    private Optional<Waiver> waiver(Reviewed reviewed, GateName gate) {
        Tally tally = holding(reviewed, new Aim.Gate(gate), List.of());
        return tally.enough()
                ? Optional.of(new Waiver(logins(tally), tally.holding().get(0).note()))
                : Optional.empty();
    }
}
