package dev.registrar.approval;

import dev.registrar.approval.Decision.Enough;
import dev.registrar.approval.Decision.Granted;
import dev.registrar.approval.Decision.Refused;
import dev.registrar.approval.Decision.Why;
import dev.registrar.approval.Matter.Published;
import dev.registrar.approval.Tally.Cause;
import dev.registrar.approval.Tally.Lapse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an approval counts, and whether there are enough (contract, section 7). Requests and pull requests, approvals and
 * the consent of another team to a change of owner: all are a {@link Matter}, with the teams that may decide it.
 */
public final class ApprovalRules {
    private ApprovalRules() {}

    /** One person's attempt, given what is on record for the same matter. */
    public static Decision decide(Matter matter, Attempt attempt, List<OnRecord> onRecord) {
        return refusal(matter, attempt).map(Decision.class::cast).orElseGet(() -> counted(matter, attempt, onRecord));
    }

    /** How a matter stands without anybody asking; also tells which approvals have lapsed. */
    public static Tally tally(Matter matter, List<OnRecord> onRecord) {
        List<Approval> holding = new ArrayList<>();
        List<Lapse> lapsed = new ArrayList<>();
        Set<Long> people = new HashSet<>();
        List<OnRecord> oldestFirst = onRecord.stream()
                .sorted(Comparator.comparing(
                                (OnRecord record) -> record.approval().at())
                        .thenComparing(record -> record.approval().commentId()))
                .toList();
        for (OnRecord record : oldestFirst) {
            Approval approval = record.approval();
            Optional<Cause> lapse = lapse(matter, record);
            if (lapse.isPresent()) {
                lapsed.add(new Lapse(approval, lapse.get()));
                continue;
            }
            if (people.add(approval.approver().id())) {
                holding.add(approval);
            }
        }
        return new Tally(holding, lapsed, matter.required());
    }

    private static Optional<Cause> lapse(Matter matter, OnRecord record) {
        Approval approval = record.approval();
        boolean sameContent = approval.digest().equals(matter.digest());
        if (!sameContent
                || !matter.published()
                        .filter(shown -> covers(shown, matter, approval.at()))
                        .isPresent()) {
            return Optional.of(Cause.CONTENT_CHANGED);
        }
        if (matter.teams().isEmpty() || !Approvers.has(record.seats())) {
            return Optional.of(Cause.NO_LONGER_APPROVER);
        }
        boolean excluded =
                matter.excluded().stream().anyMatch(one -> one.person().samePerson(approval.approver()));
        return excluded ? Optional.of(Cause.HAS_A_PART_IN_IT) : Optional.empty();
    }

    private static Decision counted(Matter matter, Attempt attempt, List<OnRecord> onRecord) {
        Tally before = tally(matter, onRecord);
        Optional<Approval> earlier = before.holding().stream()
                .filter(approval -> approval.approver().samePerson(attempt.actor()))
                .findFirst();
        List<Approval> holding = new ArrayList<>(before.holding());
        Approval approval = earlier.orElseGet(() ->
                new Approval(attempt.actor(), matter.digest(), attempt.commentId(), attempt.at(), attempt.note()));
        if (earlier.isEmpty()) {
            holding.add(approval);
        }
        // Another try of the same comment is not a second approval.
        boolean again = earlier.isPresent() && approval.commentId() != attempt.commentId();
        return holding.size() >= matter.required()
                ? new Enough(holding)
                : new Granted(approval, again, holding.size(), matter.required());
    }

    /** The first thing in the way, in the order in which it helps to know them. */
    private static Optional<Refused> refusal(Matter matter, Attempt attempt) {
        if (attempt.actor().bot()) {
            return refused(Why.NOT_A_PERSON, "Only people can approve.", others(matter) + " can.");
        }
        if (!matter.open()) {
            return refused(
                    Why.CLOSED,
                    "This " + matter.kind().word() + " is closed.",
                    "Reopen it first if it is still wanted.");
        }
        return Approvers.refusal(matter.teams(), attempt.seats())
                .or(() -> ownWork(matter, attempt))
                .or(() -> notReady(matter, attempt));
    }

    private static Optional<Refused> ownWork(Matter matter, Attempt attempt) {
        return matter.excluded().stream()
                .filter(one -> one.person().samePerson(attempt.actor()))
                .findFirst()
                .flatMap(one -> refused(
                        Why.HAS_A_PART_IN_IT,
                        one.ground().sentence() + ", and nobody approves their own.",
                        "Another member of " + Approvers.named(matter.teams()) + " can."));
    }

    private static Optional<Refused> notReady(Matter matter, Attempt attempt) {
        if (matter.blocked()) {
            return refused(
                    Why.BLOCKED,
                    "A finding blocks this " + matter.kind().word() + ", and an approval does not lift it.",
                    "Once it is repaired, comment again.");
        }
        if (matter.published().isEmpty()) {
            return refused(
                    Why.NOT_PUBLISHED,
                    "What you would approve had not been shown yet when you wrote.",
                    "Wait for it, look at it, and comment again.");
        }
        if (!attempt.sawCurrent() || !covers(matter.published().get(), matter, attempt.at())) {
            return refused(
                    Why.CHANGED,
                    "You wrote before the present state was shown: "
                            + matter.kind().content() + " is new.",
                    "Look at what is shown now, and comment again.");
        }
        return Optional.empty();
    }

    /**
     * Whether the present content was on show when something was written. It also keeps an approval lapsed when the content
     * is changed and then changed back. GitHub dates comments in whole seconds, so what was shown in the second of the
     * comment may well have been seen.
     */
    private static boolean covers(Published published, Matter matter, Instant written) {
        return published.digest().equals(matter.digest())
                && !published.since().truncatedTo(ChronoUnit.SECONDS).isAfter(written);
    }

    private static String others(Matter matter) {
        return matter.teams().isEmpty()
                ? "Members of the teams that `approvals.teams` names"
                : "Members of " + Approvers.named(matter.teams());
    }

    private static Optional<Refused> refused(Why why, String reason, String next) {
        return Optional.of(new Refused(why, reason, next));
    }
}
