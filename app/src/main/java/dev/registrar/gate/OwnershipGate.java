package dev.registrar.gate;

import com.google.re2j.Pattern;
import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.gate.Findings.Told;
import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Excerpt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a registry has an owner who exists, and who knows about the change. */
final class OwnershipGate implements Gate {
    private static final RuleId FORM = new RuleId("POL-ECR-004-R01");
    private static final RuleId EXISTS = new RuleId("POL-ECR-004-R02");
    private static final RuleId AUTHOR = new RuleId("POL-ECR-004-R03");
    private static final RuleId HANDOVER = new RuleId("POL-ECR-004-R04");

    @Override
    public GateName name() {
        return GateName.OWNERSHIP;
    }

    @Override
    public void state(State state, Findings findings) {
        Optional<Pattern> form = form(state.policies());
        Map<String, Boolean> odd = new HashMap<>(); // thousands of registries have a few owners
        for (Registry registry : state.text().catalog().registries().values()) {
            registry.owner()
                    .filter(owner -> odd.computeIfAbsent(
                            owner,
                            name -> form.filter(pattern -> !pattern.matches(name))
                                    .isPresent()))
                    .ifPresent(owner -> findings.atValue(
                            FORM,
                            registry.name(),
                            Field.OWNER,
                            Told.that("“" + Excerpt.of(owner)
                                    + "” is not a team name of the agreed form, such as app-team-payments.")));
        }
    }

    private static Optional<Pattern> form(Policies policies) {
        return policies.rule(FORM).flatMap(rule -> rule.parameter("pattern")).map(Pattern::compile);
    }

    @Override
    public void audit(Proposal proposal, Findings findings) {
        Optional<Pattern> form = form(proposal.policies());
        Set<String> unknown = new HashSet<>();
        for (Registry registry : proposal.after().catalog().registries().values()) {
            Optional<String> owner = registry.owner()
                    .filter(name -> form.map(pattern -> pattern.matches(name)).orElse(true));
            boolean known = owner.filter(team -> proposal.teams().exists(team) != TeamFacts.Known.UNKNOWN)
                    .isPresent();
            // Once for each team is enough to say that nobody could look.
            if (known || owner.filter(unknown::add).isPresent()) {
                exists(proposal, registry.name(), owner.orElseThrow(), findings);
            }
        }
    }

    @Override
    public void change(Proposal proposal, CatalogChange change, Findings findings) {
        Optional<Pattern> form = form(proposal.policies());
        for (CatalogChange.Step step : change.steps()) {
            Optional<String> owner = step.after().flatMap(Registry::owner);
            boolean wellFormed = owner.filter(
                            name -> form.map(pattern -> pattern.matches(name)).orElse(true))
                    .isPresent();
            boolean real = !wellFormed || exists(proposal, step.name(), owner.orElseThrow(), findings);
            if (real && (wellFormed || step.removed())) {
                contributors(proposal, step, findings);
                handover(step, findings);
            }
        }
    }

    private static boolean exists(Proposal proposal, String registry, String owner, Findings findings) {
        TeamFacts.Known exists = proposal.teams().exists(owner);
        if (exists == TeamFacts.Known.NO) {
            findings.atValue(
                    EXISTS,
                    registry,
                    Field.OWNER,
                    Told.that("The organization has no team “" + Excerpt.of(owner) + "”."));
        }
        if (exists == TeamFacts.Known.UNKNOWN) {
            findings.note(
                    EXISTS,
                    registry,
                    Field.OWNER,
                    Told.that("Whether the team “" + Excerpt.of(owner) + "” exists could not be looked up here.")
                            .remedy("Give the teams with --teams, or open a pull request and let Registrar look."));
        }
        return exists != TeamFacts.Known.NO;
    }

    private static void contributors(Proposal proposal, CatalogChange.Step step, Findings findings) {
        Set<String> answerable = proposal.answerable(step);
        if (proposal.contributors().isEmpty()) {
            findings.note(
                    AUTHOR,
                    step.name(),
                    Field.OWNER,
                    Told.that("Whether the author belongs to the owner could not be looked up: no author is named.")
                            .remedy("Name the author with --author."));
        }
        for (String login : proposal.contributors().orElse(List.of())) {
            contributor(login, answerable, proposal, step, findings);
        }
    }

    private static void contributor(
            String login, Set<String> answerable, Proposal proposal, CatalogChange.Step step, Findings findings) {
        TeamFacts.Known member = proposal.teams().memberOfAny(answerable, login);
        String teams = String.join(" or ", answerable.stream().sorted().toList());
        if (member == TeamFacts.Known.NO) {
            findings.atValue(
                    AUTHOR,
                    step.name(),
                    Field.OWNER,
                    Told.that("“" + login + "” is not a member of " + teams + ".")
                            .remedy("Let a member of " + teams + " open the pull request."));
        }
        if (member == TeamFacts.Known.UNKNOWN) {
            findings.note(
                    AUTHOR,
                    step.name(),
                    Field.OWNER,
                    Told.that("Whether “" + login + "” is a member of " + teams + " could not be looked up here.")
                            .remedy("Give the teams with --teams, or open a pull request and let Registrar look."));
        }
    }

    private static void handover(CatalogChange.Step step, Findings findings) {
        Optional<String> from = step.before().flatMap(Registry::owner);
        Optional<String> to = step.after().flatMap(Registry::owner);
        if (from.isPresent() && to.isPresent() && !from.equals(to)) {
            findings.atValue(
                    HANDOVER,
                    step.name(),
                    Field.OWNER,
                    Told.that("The owner changes from " + Excerpt.of(from.get()) + " to " + Excerpt.of(to.get()) + ".")
                            .remedy("Have a member of " + Excerpt.of(from.get()) + " and one of " + Excerpt.of(to.get())
                                    + " agree to it."));
        }
    }
}
