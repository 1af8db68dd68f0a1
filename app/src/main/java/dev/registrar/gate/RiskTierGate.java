package dev.registrar.gate;

import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Scanning;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.gate.Findings.Told;
import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether controls agree with the risk tier (ADR-0092, section 4), and what ECR cannot change in place. */
final class RiskTierGate implements Gate {
    private static final RuleId MUTABILITY = new RuleId("POL-ECR-003-R01");
    private static final RuleId ENCRYPTION = new RuleId("POL-ECR-003-R02");
    private static final RuleId RETENTION = new RuleId("POL-ECR-003-R03");
    private static final RuleId SCANNING = new RuleId("POL-ECR-003-R04");
    private static final RuleId ENVIRONMENT = new RuleId("POL-ECR-003-R05");
    private static final RuleId IN_PLACE = new RuleId("POL-ECR-003-R06");
    private static final RuleId LOWERED = new RuleId("POL-ECR-003-R07");

    @Override
    public GateName name() {
        return GateName.RISK_TIER;
    }

    @Override
    public void state(State state, Findings findings) {
        Map<RiskTier, Controls> wanted = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            wanted.put(tier, state.policies().controls(tier));
        }
        for (Registry registry : state.text().catalog().registries().values()) {
            scanning(registry, findings);
            registry.risk().ifPresent(tier -> {
                controls(registry, tier, Objects.requireNonNull(wanted.get(tier)), findings);
                environment(registry, tier, state.policies(), findings);
            });
        }
    }

    private static void controls(Registry registry, RiskTier tier, Controls wanted, Findings findings) {
        Registry.Governance governance = registry.governance();
        governance
                .tagMutability()
                .filter(value -> value != wanted.tagMutability())
                .ifPresent(value -> mismatch(
                        findings,
                        MUTABILITY,
                        registry,
                        tier,
                        Field.TAG_MUTABILITY,
                        value.word(),
                        wanted.tagMutability().word()));
        governance
                .encryption()
                .filter(value -> value != wanted.encryption())
                .ifPresent(value -> mismatch(
                        findings,
                        ENCRYPTION,
                        registry,
                        tier,
                        Field.ENCRYPTION,
                        value.word(),
                        wanted.encryption().word()));
        governance
                .keepImageCount()
                .filter(value -> value != wanted.keepImageCount())
                .ifPresent(value -> mismatch(
                        findings,
                        RETENTION,
                        registry,
                        tier,
                        Field.KEEP_IMAGE_COUNT,
                        String.valueOf(value),
                        String.valueOf(wanted.keepImageCount())));
    }

    private static void mismatch(
            Findings findings, RuleId rule, Registry registry, RiskTier tier, Field field, String seen, String wanted) {
        findings.atValue(
                rule,
                registry.name(),
                field,
                Told.that("`" + field.dotted() + "` is " + seen + ", but the tier " + tier.word() + " asks for "
                                + wanted + ".")
                        .remedy("Write " + wanted + ", or set `metadata.risk` to the tier that fits.")
                        .suggestion(Optional.of(wanted)));
    }

    private static void scanning(Registry registry, Findings findings) {
        if (registry.governance().imageScanning().filter(on -> !on).isPresent()) {
            findings.atValue(
                    SCANNING,
                    registry.name(),
                    Field.IMAGE_SCANNING,
                    Told.that("`governance.image_scanning` is false, but every tier is scanned.")
                            .remedy("Write true.")
                            .suggestion(Optional.of("true")));
        }
    }

    private static void environment(Registry registry, RiskTier tier, Policies policies, Findings findings) {
        Optional<RiskTier> least = registry.environment()
                .flatMap(environment -> policies.rule(ENVIRONMENT).flatMap(rule -> rule.parameter(environment.word())))
                .flatMap(word -> Vocabulary.read(RiskTier.class, word));
        if (least.isPresent() && tier.compareTo(least.get()) < 0) {
            findings.atValue(
                    ENVIRONMENT,
                    registry.name(),
                    Field.RISK,
                    Told.that("The tier " + tier.word() + " is too low for the environment "
                                    + registry.environment().orElseThrow().word() + ", which needs at least "
                                    + least.get().word() + ".")
                            .remedy("Set `metadata.risk` to " + least.get().word()
                                    + " and the controls with it, or correct `metadata.environment`."));
        }
    }

    @Override
    public void change(Proposal proposal, CatalogChange change, Findings findings) {
        for (CatalogChange.Step step : change.steps()) {
            lowered(proposal.policies(), step, findings);
            Optional<Encryption> before = encryption(proposal, step.before().filter(RiskTierGate::exists));
            Optional<Encryption> after = encryption(proposal, step.after());
            if (before.isPresent() && after.isPresent() && before.get() != after.get()) {
                boolean stated =
                        step.after().orElseThrow().governance().encryption().isPresent();
                findings.atValue(
                        IN_PLACE,
                        step.name(),
                        stated ? Field.ENCRYPTION : Field.RISK,
                        Told.that("Encryption would go from " + before.get().word() + " to "
                                + after.get().word() + ", which ECR cannot do to a repository that exists."));
            }
        }
    }

    private static void lowered(Policies policies, CatalogChange.Step step, Findings findings) {
        Optional<RiskTier> from = step.before().flatMap(Registry::risk);
        Optional<RiskTier> to = step.after().flatMap(Registry::risk);
        if (from.isEmpty() || to.isEmpty() || to.get().compareTo(from.get()) >= 0) {
            return;
        }
        findings.atValue(
                LOWERED,
                step.name(),
                Field.RISK,
                Told.that("The tier goes from " + from.get().word() + " to "
                        + to.get().word() + " and loses "
                        + String.join(", ", lost(policies.controls(from.get()), policies.controls(to.get()))) + "."));
    }

    private static List<String> lost(Controls from, Controls to) {
        List<String> lost = new ArrayList<>();
        if (from.tagMutability() != to.tagMutability()) {
            lost.add(from.tagMutability().word() + " tags");
        }
        if (from.encryption() != to.encryption()) {
            lost.add("encryption by " + from.encryption().word());
        }
        if (from.keepImageCount() > to.keepImageCount()) {
            lost.add("the retention of " + (from.keepImageCount() - to.keepImageCount()) + " images");
        }
        if (from.scanning() != to.scanning()) {
            lost.add((from.scanning() == Scanning.CRITICAL ? "continuous" : "enhanced") + " scanning");
        }
        return lost.isEmpty() ? List.of("nothing") : lost;
    }

    /** A pending registry has not been made yet, so everything about it can still change. */
    private static boolean exists(Registry registry) {
        return registry.status().filter(status -> status != Status.PENDING).isPresent();
    }

    private static Optional<Encryption> encryption(Proposal proposal, Optional<Registry> registry) {
        return registry.flatMap(entry -> entry.risk()
                .map(tier -> entry.effective(proposal.policies().controls(tier)).encryption()));
    }
}
