package dev.registrar.approval;

import java.util.OptionalLong;

/**
 * A team that the configuration names.
 *
 * @param slug as configured
 * @param pinned the id that the slug meant when the configuration in force was first seen; empty if it meant no team
 * @param current the id that the slug means now; empty if it means no team
 */
public record ApproverTeam(String slug, OptionalLong pinned, OptionalLong current) {
    /** Whether the slug still means the team that the configuration meant. */
    public boolean unchanged() {
        return pinned.isPresent() && pinned.equals(current);
    }
}
