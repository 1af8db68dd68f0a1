package dev.registrar.gate;

import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.CatalogChange.Step;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.config.Configuration;
import dev.registrar.config.Configuration.Approvals.Needed;
import dev.registrar.gate.ApprovalNeeds.Need;
import dev.registrar.gate.Verdict.GateVerdict;
import dev.registrar.policy.Action;
import dev.registrar.policy.Policies;
import dev.registrar.policy.Rule;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which approvals a change needs (contract, section 6), and whether it has them. Who has approved is found out beforehand:
 * it is people's doing, not the change's.
 */
public final class ApprovalGate {
    private static final RuleId WEAKENED = new RuleId("POL-ECR-008-R01");
    private static final RuleId HIGH = new RuleId("POL-ECR-008-R02");
    private static final RuleId HANDOVER = new RuleId("POL-ECR-008-R03");
    private static final RuleId GOVERNANCE = new RuleId("POL-ECR-008-R04");
    private static final RuleId ANY = new RuleId("POL-ECR-008-R05");

    private final Configuration configuration;
    private final Policies policies;

    public ApprovalGate(Configuration configuration, Policies policies) {
        this.configuration = configuration;
        this.policies = policies;
    }

    /**
     * What the change needs; nothing outside of catalog repositories.
     *
     * @param proposal to the catalog, where it is touched
     * @param governing paths of touched files that govern the repository: its configuration and its policies
     */
    public ApprovalNeeds needs(Optional<Proposal> proposal, List<String> governing) {
        Needed needed = configuration.approvals().pullRequests();
        if (needed == Needed.NONE) {
            return ApprovalNeeds.NONE;
        }
        List<Need> needs = new ArrayList<>();
        governing.forEach(path -> governance(path, needs));
        proposal.filter(one -> !one.audit()).ifPresent(one -> {
            one.change().steps().forEach(step -> step(one, step, needs));
            if (needed == Needed.ALL) {
                everything(one, needs);
            }
        });
        needs.sort(Comparator.comparing(Need::path)
                .thenComparing(need -> need.span().start())
                .thenComparing(Need::rule));
        return new ApprovalNeeds(needs);
    }

    private void governance(String path, List<Need> needs) {
        add(
                needs,
                GOVERNANCE,
                Optional.empty(),
                path,
                Span.FIRST,
                "`" + path + "` governs this repository.",
                required(RiskTier.HIGH),
                Set.of());
    }

    private void everything(Proposal proposal, List<Need> needs) {
        if (proposal.change().isEmpty()) {
            add(
                    needs,
                    ANY,
                    Optional.empty(),
                    proposal.path(),
                    Span.FIRST,
                    "The text of the catalog changes.",
                    required(RiskTier.LOW),
                    Set.of());
        }
        for (Step step : proposal.change().steps()) {
            boolean told = needs.stream()
                    .anyMatch(need -> need.registry().equals(Optional.of(step.name())) && need.approvers() > 0);
            if (!told) {
                String what = step.added() ? "is added" : step.removed() ? "is removed" : "is changed";
                add(
                        needs,
                        ANY,
                        Optional.of(step.name()),
                        proposal.path(),
                        place(proposal, step.name(), Field.ENTRY),
                        "`" + step.name() + "` " + what + ".",
                        required(higher(step)),
                        Set.of());
            }
        }
    }

    private void step(Proposal proposal, Step step, List<Need> needs) {
        if (step.removed()) {
            return;
        }
        Registry after = step.after().orElseThrow();
        Optional<Registry> before =
                step.before().or(() -> proposal.change().renamedFrom(step).flatMap(Step::before));
        boolean high = after.risk().equals(Optional.of(RiskTier.HIGH));
        if (high && !before.flatMap(Registry::risk).equals(Optional.of(RiskTier.HIGH))) {
            String what = before.isEmpty() ? "is added with the tier high." : "is raised to the tier high.";
            add(
                    needs,
                    HIGH,
                    Optional.of(step.name()),
                    proposal.path(),
                    place(proposal, step.name(), Field.RISK),
                    "`" + step.name() + "` " + what,
                    required(RiskTier.HIGH),
                    Set.of());
        }
        before.ifPresent(old -> {
            weakened(proposal, step.name(), old, after, needs);
            handover(proposal, step.name(), old, after, needs);
        });
    }

    private void weakened(Proposal proposal, String name, Registry before, Registry after, List<Need> needs) {
        List<String> lost = lost(before, after);
        if (lost.isEmpty()) {
            return;
        }
        boolean byTier = !before.risk().equals(after.risk());
        RiskTier tier = Stream.of(before, after)
                .flatMap(registry -> registry.risk().stream())
                .max(Comparator.naturalOrder())
                .orElse(RiskTier.HIGH);
        add(
                needs,
                WEAKENED,
                Optional.of(name),
                proposal.path(),
                place(proposal, name, byTier ? Field.RISK : Field.GOVERNANCE),
                "`" + name + "` gets weaker controls: " + String.join(", ", lost) + ".",
                required(tier),
                Set.of());
    }

    /** What a change takes away from a registry; empty where either side has no tier, which the schema gate tells. */
    private List<String> lost(Registry before, Registry after) {
        if (before.risk().isEmpty() || after.risk().isEmpty()) {
            return List.of();
        }
        Controls had = before.effective(policies.controls(before.risk().get()));
        Controls has = after.effective(policies.controls(after.risk().get()));
        List<String> lost = new ArrayList<>();
        if (has.encryption().compareTo(had.encryption()) < 0) {
            lost.add("encryption " + had.encryption().word() + " → "
                    + has.encryption().word());
        }
        if (has.tagMutability().compareTo(had.tagMutability()) < 0) {
            lost.add("tags " + had.tagMutability().word() + " → "
                    + has.tagMutability().word());
        }
        if (has.keepImageCount() < had.keepImageCount()) {
            lost.add("images kept " + had.keepImageCount() + " → " + has.keepImageCount());
        }
        if (has.scanning().compareTo(had.scanning()) < 0) {
            lost.add(
                    "scanning " + had.scanning().word() + " → " + has.scanning().word());
        }
        if (scanned(before) && !scanned(after)) {
            lost.add("scanning switched off");
        }
        return lost;
    }

    private static boolean scanned(Registry registry) {
        return registry.governance().imageScanning().orElse(true);
    }

    private void handover(Proposal proposal, String name, Registry before, Registry after, List<Need> needs) {
        if (before.owner().isEmpty()
                || after.owner().isEmpty()
                || before.owner().equals(after.owner())) {
            return;
        }
        String from = before.owner().get();
        String to = after.owner().get();
        // A team that is gone cannot consent; the approvers then answer for what it leaves behind.
        boolean gone = proposal.teams().exists(from) == TeamFacts.Known.NO;
        Set<String> consents = new LinkedHashSet<>();
        if (!gone) {
            consents.add(from);
        }
        consents.add(to);
        RiskTier tier = after.risk().orElse(RiskTier.HIGH);
        add(
                needs,
                HANDOVER,
                Optional.of(name),
                proposal.path(),
                place(proposal, name, Field.OWNER),
                "`" + name + "` goes from " + from + " to " + to + ".",
                gone ? required(tier) : 0,
                consents);
    }

    private static RiskTier higher(Step step) {
        return Stream.of(step.before(), step.after())
                .flatMap(side -> side.flatMap(Registry::risk).stream())
                .max(Comparator.naturalOrder())
                .orElse(RiskTier.HIGH);
    }

    /** How many approvals letting a gate pass takes: what a change to the highest tier involved takes. */
    public int toWaive(Optional<Proposal> proposal) {
        CatalogChange change = proposal.map(Proposal::change).orElse(new CatalogChange(List.of()));
        RiskTier tier = change.steps().stream()
                .map(ApprovalGate::higher)
                .max(Comparator.naturalOrder())
                .orElse(RiskTier.HIGH);
        return required(tier);
    }

    private int required(RiskTier tier) {
        return configuration.approvals().required(tier);
    }

    private void add(
            List<Need> needs,
            RuleId rule,
            Optional<String> registry,
            String path,
            Span span,
            String what,
            int approvers,
            Set<String> consents) {
        if (policies.rule(rule).isPresent()) {
            needs.add(new Need(rule, registry, path, span, what, approvers, consents));
        }
    }

    private static Span place(Proposal proposal, String registry, Field field) {
        Pointer at = field.of(registry);
        return proposal.after()
                .document()
                .at(at)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode::span)
                .or(() -> proposal.after().document().keySpan(at))
                .or(() -> proposal.after().document().keySpan(Field.ENTRY.of(registry)))
                .orElse(Span.FIRST);
    }

    /**
     * What has been given so far.
     *
     * @param approvers logins of those whose approval counts, the first one first
     * @param consents by team, who gave it
     */
    public record Given(List<String> approvers, Map<String, String> consents) {
        public static final Given NOTHING = new Given(List.of(), Map.of());

        public Given {
            approvers = List.copyOf(approvers);
            consents = Map.copyOf(consents);
        }

        public boolean enoughFor(ApprovalNeeds needs) {
            return needs.needs().stream().allMatch(this::covers);
        }

        boolean covers(Need need) {
            return approvers.size() >= need.approvers() && consents.keySet().containsAll(need.consents());
        }
    }

    /** What one pull request of a merge queue brings along. */
    public record Carried(ApprovalNeeds needs, Given given) {
        boolean covers(Need need) {
            return needs.has(need) && given.covers(need);
        }
    }

    /**
     * The verdict on the commit of a merge queue: each need has to be one of a queued pull request that has been met there.
     */
    public GateVerdict judge(ApprovalNeeds needs, List<Carried> carried) {
        return new GateVerdict(
                GateName.APPROVAL,
                needs.needs().stream()
                        .map(need ->
                                finding(need, Given.NOTHING, carried.stream().anyMatch(pull -> pull.covers(need))))
                        .toList());
    }

    /** The verdict: what is still missing blocks, the rest is noted. */
    public GateVerdict judge(ApprovalNeeds needs, Given given) {
        return new GateVerdict(
                GateName.APPROVAL,
                needs.needs().stream()
                        .map(need -> finding(need, given, given.covers(need)))
                        .toList());
    }

    private Finding finding(Need need, Given given, boolean covered) {
        Rule rule = policies.rule(need.rule()).orElseThrow();
        return new Finding(
                need.rule(),
                covered ? Action.LOG : rule.action(),
                need.registry(),
                need.path(),
                need.span(),
                need.what() + " " + (covered ? "Approved." : missing(need, given)),
                rule.description(),
                covered ? "Nothing is left to do." : remedy(need, given, rule),
                Optional.empty());
    }

    private static String missing(Need need, Given given) {
        List<String> parts = new ArrayList<>();
        if (given.approvers().size() < need.approvers()) {
            parts.add(
                    need.approvers() == 1
                            ? "It needs an approval."
                            : "It needs " + need.approvers() + " approvals, and has "
                                    + given.approvers().size() + ".");
        }
        need.consents().stream()
                .sorted()
                .filter(team -> !given.consents().containsKey(team))
                .forEach(team -> parts.add("It needs the consent of " + team + "."));
        return String.join(" ", parts);
    }

    private String remedy(Need need, Given given, Rule rule) {
        if (given.approvers().size() >= need.approvers()) {
            return rule.remediation();
        }
        List<String> teams = configuration.approvals().teams();
        return teams.isEmpty()
                ? "Nobody can approve here: name the teams under approvals.teams in " + Configuration.PATH + "."
                : "Have " + (need.approvers() == 1 ? "a member" : need.approvers() + " members") + " of "
                        + String.join(" or ", teams) + " comment /approve-registry here, or approve in a review.";
    }
}
