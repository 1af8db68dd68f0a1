package dev.registrar.approval;

import dev.registrar.pull.Teams.Membership;

/** A person's membership in one configured team, as GitHub says now. */
public record Seat(ApproverTeam team, Membership membership) {
    boolean approves() {
        return team.unchanged() && membership == Membership.ACTIVE;
    }
}
