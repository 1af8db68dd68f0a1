package dev.registrar.approval;

import dev.registrar.approval.Decision.Refused;
import dev.registrar.approval.Decision.Why;
import dev.registrar.pull.Teams.Membership;
import dev.registrar.text.Markdown;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Who is an approver: an active member of a configured team that is still the team that was configured. */
public final class Approvers {
    private Approvers() {}

    /** Whether a person with these seats is an approver. */
    public static boolean has(List<Seat> seats) {
        return seats.stream().anyMatch(Seat::approves);
    }

    /**
     * Why a person is no approver, for any command that takes one; empty if they are.
     *
     * @param teams the configured slugs
     */
    public static Optional<Refused> refusal(List<String> teams, List<Seat> seats) {
        if (teams.isEmpty()) {
            return refused(
                    Why.NO_TEAMS,
                    "Nobody can approve here: the configuration names no team.",
                    "Name the teams under `approvals.teams` in `.github/registrar.yml` of the catalog repository.");
        }
        if (has(seats)) {
            return Optional.empty();
        }
        Optional<String> pending =
                slug(seats, seat -> seat.team().unchanged() && seat.membership() == Membership.PENDING);
        if (pending.isPresent()) {
            return refused(
                    Why.PENDING_MEMBER,
                    "You are invited to " + pending.get() + ", but not a member yet.",
                    "Accept the invitation and comment again, or ask another member of " + named(teams) + ".");
        }
        Optional<String> changed =
                slug(seats, seat -> !seat.team().unchanged() && seat.membership() == Membership.ACTIVE);
        if (changed.isPresent()) {
            return refused(
                    Why.TEAM_CHANGED,
                    "The name " + changed.get() + " no longer means the team that the configuration meant.",
                    "Whoever administers the catalog has to confirm it by changing `.github/registrar.yml`.");
        }
        return refused(Why.NOT_AN_APPROVER, "You are not a member of a team that may approve.", whoCan(teams, seats));
    }

    private static String whoCan(List<String> teams, List<Seat> seats) {
        List<String> gone = seats.stream()
                .map(Seat::team)
                .filter(team -> !team.unchanged())
                .map(ApproverTeam::slug)
                .toList();
        List<String> meant = teams.stream().filter(slug -> !gone.contains(slug)).toList();
        if (meant.isEmpty()) {
            return "Nobody is: " + named(teams)
                    + " is no team of the organization that the configuration can have meant."
                    + " Whoever administers the catalog has to correct `approvals.teams` in `.github/registrar.yml`.";
        }
        return "Members of " + named(meant) + " can.";
    }

    /** The teams as code, so that nobody is mentioned: {@code `a` or `b`}. */
    static String named(List<String> teams) {
        return teams.stream().map(Markdown::code).collect(Collectors.joining(" or "));
    }

    private static Optional<String> slug(List<Seat> seats, Predicate<Seat> wanted) {
        return seats.stream()
                .filter(wanted)
                .findFirst()
                .map(seat -> Markdown.code(seat.team().slug()));
    }

    private static Optional<Refused> refused(Why why, String reason, String next) {
        return Optional.of(new Refused(why, reason, next));
    }
}
