package dev.registrar.gate;

import com.google.re2j.Pattern;
import dev.registrar.catalog.CatalogChange;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RegistryId;
import dev.registrar.config.Configuration.Placement.Naming;
import dev.registrar.gate.Findings.Told;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Excerpt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether people and ECR can tell registries apart by their names and ids. */
final class NamingGate implements Gate {
    private static final RuleId CONVENTION = new RuleId("POL-ECR-002-R01");
    private static final RuleId ECR = new RuleId("POL-ECR-002-R02");
    private static final RuleId DERIVED = new RuleId("POL-ECR-002-R03");
    private static final RuleId UNIQUE = new RuleId("POL-ECR-002-R04");
    private static final RuleId CONFUSABLE = new RuleId("POL-ECR-002-R05");
    private static final RuleId ENVIRONMENT = new RuleId("POL-ECR-002-R06");
    private static final RuleId RESERVED = new RuleId("POL-ECR-002-R07");

    // ECR, CreateRepository: repositoryName.
    private static final int ECR_SHORTEST = 2;
    private static final int ECR_LONGEST = 256;

    @Override
    public GateName name() {
        return GateName.NAMING;
    }

    @Override
    public void state(State state, Findings findings) {
        Naming naming = state.configuration().placement().naming();
        Optional<Pattern> convention = state.policies()
                .rule(CONVENTION)
                .flatMap(rule -> rule.parameter(naming.name().toLowerCase(Locale.ROOT)))
                .map(Pattern::compile);
        List<String> environments = state.policies()
                .rule(ENVIRONMENT)
                .map(rule -> rule.list("words"))
                .orElse(List.of());
        List<String> reserved =
                state.policies().rule(RESERVED).map(rule -> rule.list("names")).orElse(List.of());
        for (Registry registry : state.text().catalog().registries().values()) {
            form(registry, naming, convention, findings);
            if (!state.touched().renamed().contains(registry.name())) {
                derived(registry, findings);
            }
            words(environments, reserved, registry, findings);
        }
        unique(state, findings);
        confusable(state, findings);
    }

    @Override
    public void change(Proposal proposal, CatalogChange change, Findings findings) {
        for (CatalogChange.Step step : change.steps()) {
            if (step.added()
                    && proposal.tip().flatMap(tip -> tip.registry(step.name())).isPresent()) {
                findings.atKey(
                        UNIQUE,
                        step.name(),
                        Field.ENTRY,
                        Told.that("The base branch has got an entry `" + step.name() + "` of its own meanwhile.")
                                .remedy("Merge the base branch into yours, and keep one of the two entries."));
            }
        }
    }

    private static void form(Registry registry, Naming naming, Optional<Pattern> convention, Findings findings) {
        String name = registry.name();
        if (convention.filter(pattern -> !pattern.matches(name)).isPresent()) {
            Optional<String> better = Optional.of(Names.normalized(name))
                    .filter(normal -> convention.get().matches(normal) && ecrTakes(normal));
            String wanted = naming == Naming.PRODUCT ? "product or product-component" : "project/image";
            findings.atKey(
                    CONVENTION,
                    name,
                    Field.ENTRY,
                    Told.that("“" + Excerpt.of(name) + "” is not a name of the form " + wanted
                                    + " in lower-case letters, digits and hyphens.")
                            .remedy(better.map(normal -> "Rename it to `" + normal + "`.")
                                    .orElse("Rename it to the form " + wanted + "."))
                            .suggestion(better));
            return;
        }
        if (!ecrTakes(name)) {
            boolean length = name.length() < ECR_SHORTEST || name.length() > ECR_LONGEST;
            findings.atKey(
                    ECR,
                    name,
                    Field.ENTRY,
                    Told.that(
                            length
                                    ? "ECR takes names of " + ECR_SHORTEST + " to " + ECR_LONGEST
                                            + " characters; this has " + name.length() + "."
                                    : "ECR does not take the name “" + Excerpt.of(name) + "”."));
        }
    }

    private static boolean ecrTakes(String name) {
        return name.length() >= ECR_SHORTEST && name.length() <= ECR_LONGEST && Names.formedForEcr(name);
    }

    private static void derived(Registry registry, Findings findings) {
        String wanted = RegistryId.of(registry.name());
        registry.id()
                .filter(id -> !id.equals(wanted))
                .ifPresent(id -> findings.atValue(
                        DERIVED,
                        registry.name(),
                        Field.ID,
                        Told.that("`metadata.id` is “" + Excerpt.of(id) + "”, but the name `" + registry.name()
                                        + "` gives " + wanted + ".")
                                .remedy("Write " + wanted + ".")
                                .suggestion(Optional.of(wanted))));
    }

    private static void words(List<String> environments, List<String> reserved, Registry registry, Findings findings) {
        Optional<String> environment = Names.atAnEdge(registry.name(), environments);
        environment.ifPresent(word -> findings.atKey(
                ENVIRONMENT,
                registry.name(),
                Field.ENTRY,
                Told.that("The name has the environment “" + word + "” in it.")));
        if (reserved.contains(registry.name().toLowerCase(Locale.ROOT))) {
            findings.atKey(
                    RESERVED,
                    registry.name(),
                    Field.ENTRY,
                    Told.that("The name `" + registry.name() + "` is reserved.").remedy("Name the product instead."));
        }
    }

    private static void unique(State state, Findings findings) {
        Map<String, List<Registry>> byId = new HashMap<>();
        for (Registry registry : state.all().registries().values()) {
            registry.id()
                    .ifPresent(id ->
                            byId.computeIfAbsent(id, key -> new ArrayList<>()).add(registry));
        }
        byId.values().stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> blamed(state, same)
                        .forEach(registry -> findings.atValue(
                                UNIQUE,
                                registry.name(),
                                Field.ID,
                                Told.that("`metadata.id` " + registry.id().orElseThrow() + " is that of "
                                        + others(same, registry) + " too."))));
    }

    private static void confusable(State state, Findings findings) {
        Map<String, List<Registry>> buckets = new HashMap<>();
        for (Registry registry : state.all().registries().values()) {
            buckets.computeIfAbsent(Names.bucket(registry.name()), key -> new ArrayList<>())
                    .add(registry);
        }
        for (List<Registry> bucket : buckets.values()) {
            for (Registry registry : bucket.size() > 1 ? blamed(state, bucket) : List.<Registry>of()) {
                List<Registry> like = bucket.stream()
                        .filter(other -> other.equals(registry) || Names.confusable(other.name(), registry.name()))
                        .toList();
                if (like.size() > 1 && blamed(state, like).contains(registry)) {
                    findings.atKey(
                            CONFUSABLE,
                            registry.name(),
                            Field.ENTRY,
                            Told.that("The name is easily taken for that of " + others(like, registry) + "."));
                }
            }
        }
    }

    /** Those that the change brought; where it brought none, or all of them, every one but the first by name. */
    private static List<Registry> blamed(State state, List<Registry> clashing) {
        List<Registry> here = clashing.stream()
                .filter(registry -> state.text().catalog().registries().containsKey(registry.name()))
                .toList();
        for (Set<String> names :
                List.of(state.touched().added(), state.touched().all())) {
            List<Registry> touched = here.stream()
                    .filter(registry -> names.contains(registry.name()))
                    .toList();
            if (!touched.isEmpty() && touched.size() < clashing.size()) {
                return touched;
            }
        }
        List<Registry> byName =
                here.stream().sorted(Comparator.comparing(Registry::name)).toList();
        return byName.isEmpty() ? byName : byName.subList(1, byName.size());
    }

    private static String others(List<Registry> same, Registry registry) {
        return String.join(
                ", ",
                same.stream()
                        .filter(other -> !other.equals(registry))
                        .map(other -> "`" + other.name() + "`")
                        .sorted()
                        .toList());
    }
}
