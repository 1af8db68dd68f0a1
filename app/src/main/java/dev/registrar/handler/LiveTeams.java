package dev.registrar.handler;

import dev.registrar.pull.Repository;
import dev.registrar.pull.Teams;
import dev.registrar.snapshot.TeamLookup;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Teams as GitHub knows them now; each question is asked once in the life of this object, which is one delivery. */
final class LiveTeams implements TeamLookup {
    private final Teams teams;
    private final Repository repository;
    private final Map<String, Optional<Teams.Team>> asked = new HashMap<>();
    private final Map<String, Teams.Membership> memberships = new HashMap<>();

    LiveTeams(Teams teams, Repository repository) {
        this.teams = teams;
        this.repository = repository;
    }

    @Override
    public Optional<Boolean> exists(String team) {
        return Optional.of(team(team).isPresent());
    }

    @Override
    public Optional<Boolean> member(String team, String login) {
        return Optional.of(membership(team, login) == Teams.Membership.ACTIVE);
    }

    Optional<Teams.Team> team(String slug) {
        return asked.computeIfAbsent(slug, name -> teams.team(repository, name));
    }

    Teams.Membership membership(String slug, String login) {
        return memberships.computeIfAbsent(slug + " " + login, seat -> teams.membership(repository, slug, login));
    }
}
