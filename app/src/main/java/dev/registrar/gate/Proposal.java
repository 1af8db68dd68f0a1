package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.inventory.Evidence;
import dev.registrar.policy.Policies;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a verdict on a catalog rests on, read beforehand.
 *
 * @param path of the catalog, from the repository's root
 * @param before the catalog at the merge base; empty for an audit of the whole catalog
 * @param after the proposed text
 * @param tip what the base branch's catalog says now; empty for an audit
 * @param contributors logins of the author and of everybody who pushed; empty when it is not known who they are, an empty
 *     list when there is nobody to judge (a request, whose approvers answer for it)
 * @param today the day of judging, in UTC
 * @param usage what speaks for or against ending a registry, by name; of one that is not in it nothing is known
 */
public record Proposal(
        Configuration configuration,
        Policies policies,
        String path,
        Optional<CatalogText> before,
        CatalogText after,
        Optional<Catalog> tip,
        Optional<List<String>> contributors,
        TeamFacts teams,
        LocalDate today,
        Map<String, Evidence> usage) {
    public Proposal {
        contributors = contributors.map(List::copyOf);
        usage = Map.copyOf(usage);
    }

    /** Nothing is known of the use of any registry. */
    public Proposal(
            Configuration configuration,
            Policies policies,
            String path,
            Optional<CatalogText> before,
            CatalogText after,
            Optional<Catalog> tip,
            Optional<List<String>> contributors,
            TeamFacts teams,
            LocalDate today) {
        this(configuration, policies, path, before, after, tip, contributors, teams, today, Map.of());
    }

    /**
     * From the merge base to the proposed text, as it comes to what the base branch says now; everything is new in an audit.
     */
    public CatalogChange change() {
        CatalogChange own =
                CatalogChange.between(before.map(CatalogText::catalog).orElse(Catalog.EMPTY), after.catalog());
        return tip.map(own::over).orElse(own);
    }

    public boolean audit() {
        return before.isEmpty();
    }

    /** What has to be known of teams to judge this; pure, so that it can be asked in one go and only once. */
    public TeamFacts.Questions questions() {
        Set<String> teams = new HashSet<>();
        Set<List<TeamFacts.Seat>> seats = new HashSet<>();
        for (CatalogChange.Step step : change().steps()) {
            step.after().flatMap(Registry::owner).ifPresent(teams::add);
            if (!audit()) {
                Set<String> answerable = answerable(step);
                contributors
                        .orElse(List.of())
                        .forEach(login -> seats.add(answerable.stream()
                                .map(team -> new TeamFacts.Seat(team, login))
                                .toList()));
            }
        }
        return new TeamFacts.Questions(teams, seats);
    }

    /** The teams whose members may make this step: the owner before and after, and the approvers; the likeliest first. */
    Set<String> answerable(CatalogChange.Step step) {
        Set<String> teams = new LinkedHashSet<>();
        step.before().flatMap(Registry::owner).ifPresent(teams::add);
        step.after().flatMap(Registry::owner).ifPresent(teams::add);
        teams.addAll(configuration.approvals().teams());
        return teams;
    }

    public Proposal with(TeamFacts facts) {
        return new Proposal(configuration, policies, path, before, after, tip, contributors, facts, today, usage);
    }

    /** The same change with another outcome. */
    public Proposal with(CatalogText other) {
        return new Proposal(configuration, policies, path, before, other, tip, contributors, teams, today, usage);
    }

    /** The same, with what is known of the use of registries. */
    public Proposal using(Map<String, Evidence> facts) {
        return new Proposal(configuration, policies, path, before, after, tip, contributors, teams, today, facts);
    }

    /** Registries that it ends, as they were before. */
    public List<Registry> ended() {
        return change().steps().stream()
                .filter(step -> step.after()
                        .flatMap(Registry::status)
                        .filter(Status.DECOMMISSIONED::equals)
                        .isPresent())
                .flatMap(step -> step.before().stream())
                .filter(registry ->
                        registry.status().filter(Status.DEPRECATED::equals).isPresent())
                .toList();
    }
}
