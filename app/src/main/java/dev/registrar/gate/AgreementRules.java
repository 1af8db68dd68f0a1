package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Status;
import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.Rule;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.PlanChanges;
import dev.registrar.terraform.Repository;
import dev.registrar.terraform.Value;
import dev.registrar.text.Nearest;
import dev.registrar.text.Span;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What is declared is in the catalog, the reverse where a repository is to declare all, and both say the same of it. */
final class AgreementRules {
    private static final RuleId IN_CATALOG = new RuleId("POL-ECR-007-R03");
    private static final RuleId COMPLETE = new RuleId("POL-ECR-007-R04");
    private static final RuleId TAGS = new RuleId("POL-ECR-007-R05");

    private final TerraformProposal proposal;
    private final Side side;
    private final Catalog catalog;
    private final TerraformFindings findings;

    AgreementRules(TerraformProposal proposal, Side side, Catalog catalog, TerraformFindings findings) {
        this.proposal = proposal;
        this.side = side;
        this.catalog = catalog;
        this.findings = findings;
    }

    void judge() {
        Set<String> declared = new HashSet<>();
        for (Repository repository : side.declarations().repositories()) {
            Optional<String> name = repository.name().text();
            name.ifPresent(declared::add);
            name.ifPresent(text -> catalog.registry(text)
                    .ifPresentOrElse(registry -> agrees(repository, registry), () -> missing(repository, text)));
        }
        if (proposal.configuration().terraform().complete()) {
            proposal.plan().map(PlanChanges::written).ifPresent(declared::addAll);
            complete(declared);
        }
    }

    private void missing(Repository repository, String name) {
        Optional<String> meant = Nearest.to(name, catalog.registries().keySet());
        findings.at(
                IN_CATALOG,
                Optional.of(name),
                repository.shown(repository.name()),
                Told.that("`" + name + "` is not in the catalog.")
                        .remedy(meant.map(other -> "If `" + other + "` is meant, write that; otherwise request")
                                        .orElse("Request")
                                + " the registry first, and declare it once its entry is there."));
    }

    private void agrees(Repository repository, Registry registry) {
        if (registry.status().filter(Status.DECOMMISSIONED::equals).isPresent()) {
            findings.at(
                    IN_CATALOG,
                    Optional.of(registry.name()),
                    repository.shown(repository.name()),
                    Told.that("`" + registry.name() + "` is decommissioned in the catalog, and still declared.")
                            .remedy("Remove it here."));
        }
        tag(repository, registry, "id", registry.id());
        tag(repository, registry, "owner", registry.owner());
        tag(repository, registry, "risk", registry.risk().map(RiskTier::word));
    }

    private void tag(Repository repository, Registry registry, String field, Optional<String> wanted) {
        Optional<Value> stated =
                Optional.ofNullable(repository.stated().get(field)).or(() -> tagged(repository, field));
        Optional<String> seen = stated.flatMap(Value::text);
        if (wanted.isEmpty() || seen.isEmpty() || same(field, seen.get(), wanted.get())) {
            return;
        }
        findings.at(
                TAGS,
                Optional.of(registry.name()),
                repository.shown(stated.get()),
                Told.that("The " + field + " of `" + registry.name() + "` is " + seen.get() + " here and "
                                + wanted.get() + " in the catalog.")
                        .remedy("Write " + wanted.get() + ", or change the catalog first."));
    }

    private static boolean same(String field, String seen, String wanted) {
        return field.equals("risk") ? seen.equalsIgnoreCase(wanted) : seen.equals(wanted);
    }

    /** By the keys that the rule's parameters name for the field. */
    private Optional<Value> tagged(Repository repository, String field) {
        Optional<Rule> rule = proposal.policies().rule(TAGS);
        if (rule.isEmpty() || !(repository.tags() instanceof Value.Mapping tags)) {
            return Optional.empty();
        }
        return rule.get().list(field).stream()
                .map(key -> key.toLowerCase(Locale.ROOT))
                .flatMap(key -> tags.entries().entrySet().stream()
                        .filter(tag -> tag.getKey().toLowerCase(Locale.ROOT).equals(key))
                        .map(tag -> tag.getValue().value()))
                .findFirst();
    }

    /** Where names are not known, or files not read, what seems to be missing may be there. */
    private void complete(Set<String> declared) {
        boolean sure = side.declarations().whole()
                && side.declarations().repositories().stream()
                        .allMatch(repository -> repository.name().known());
        if (!sure) {
            return;
        }
        Place place = side.declarations().files().stream()
                .sorted()
                .reduce((one, other) -> one.endsWith(".tfvars") ? one : other)
                .map(path -> new Place(path, Span.FIRST))
                .orElseGet(() -> new Place(".github/registrar.yml", Span.FIRST));
        for (Registry registry : catalog.registries().values()) {
            boolean active = registry.status().filter(Status.ACTIVE::equals).isPresent();
            if (active && !declared.contains(registry.name())) {
                findings.at(
                        COMPLETE,
                        Optional.of(registry.name()),
                        place,
                        Told.that("`" + registry.name() + "` is active in the catalog, and not declared here.")
                                .remedy("Declare it, or set `terraform.complete` to false."));
            }
        }
    }
}
