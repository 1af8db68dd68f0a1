package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Repository;
import dev.registrar.terraform.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A life-cycle policy is there, keeps what the tier keeps, and lets untagged images go. */
final class RetentionRules {
    private static final RuleId PRESENT = new RuleId("POL-ECR-007-R10");
    private static final RuleId KEEPS = new RuleId("POL-ECR-007-R11");
    private static final RuleId UNTAGGED = new RuleId("POL-ECR-007-R12");

    private final Policies policies;
    private final Side side;
    private final Catalog catalog;
    private final TerraformFindings findings;
    private final WrittenValues written;

    RetentionRules(Policies policies, Side side, Catalog catalog, TerraformFindings findings) {
        this.policies = policies;
        this.side = side;
        this.catalog = catalog;
        this.findings = findings;
        this.written = new WrittenValues(side.declarations());
    }

    /**
     * A rule of a life-cycle policy that lets images expire (ECR, "Lifecycle policy properties").
     *
     * @param tags {@code any}, {@code tagged} or {@code untagged}
     * @param narrow whether it holds for some tags only
     * @param count how many images stay; empty where they go by their age
     */
    private record Expiry(String tags, boolean narrow, boolean byCount, Optional<Integer> count, Value place) {
        boolean keepsTagged(int keep) {
            return byCount && count.orElse(keep) >= keep;
        }
    }

    void judge() {
        side.declarations().repositories().forEach(this::wants);
        for (Repository repository : side.declarations().repositories()) {
            Optional<String> name = repository.name().text();
            Optional<Value> policy = repository.lifecycle().filter(value -> !value.isNull());
            if (name.isEmpty()) {
                continue;
            }
            if (policy.isEmpty()) {
                absent(repository, name.get());
            } else if (policy.get() instanceof Value.Mapping document) {
                judge(repository, name.get(), document);
            }
        }
    }

    private Optional<Integer> keep(Repository repository) {
        return repository
                .name()
                .text()
                .flatMap(catalog::registry)
                .flatMap(registry -> registry.risk()
                        .map(tier -> registry.effective(policies.controls(tier)).keepImageCount()));
    }

    private void wants(Repository repository) {
        String keep = keep(repository).map(String::valueOf).orElse(WrittenValues.ANYTHING);
        repository
                .lifecycle()
                .filter(Value.Mapping.class::isInstance)
                .flatMap(document -> ((Value.Mapping) document).get("rules"))
                .stream()
                .flatMap(rules -> rules.members().stream())
                .filter(Value.Mapping.class::isInstance)
                .map(rule -> expiry((Value.Mapping) rule))
                .forEach(rule ->
                        written.wants(rule.place(), rule.tags().equals("untagged") ? WrittenValues.ANYTHING : keep));
    }

    private void absent(Repository repository, String name) {
        if (!side.declarations().whole(repository.root())) {
            return; // it may be in what could not be read
        }
        findings.at(
                PRESENT,
                Optional.of(name),
                repository.place(),
                Told.that("`" + name + "` has no life-cycle policy.")
                        .remedy("Add an `aws_ecr_lifecycle_policy` that keeps what the tier keeps."));
    }

    private void judge(Repository repository, String name, Value.Mapping document) {
        Optional<Value> rules = document.get("rules").filter(Value::known);
        if (rules.isEmpty()) {
            return;
        }
        List<Expiry> expiries = new ArrayList<>();
        boolean all = true;
        for (Value rule : rules.get().members()) {
            all &= rule instanceof Value.Mapping;
            if (rule instanceof Value.Mapping mapping
                    && text(mapping, "action", "type").equals("expire")) {
                expiries.add(expiry(mapping));
            }
        }
        keep(repository).ifPresent(keep -> keeps(repository, name, expiries, keep));
        if (all && expiries.stream().noneMatch(rule -> !rule.tags().equals("tagged"))) {
            findings.at(
                    UNTAGGED,
                    Optional.of(name),
                    repository.shown(document),
                    Told.that("Untagged images of `" + name + "` never expire.")
                            .remedy("Add a rule with `tagStatus = \"untagged\"`, such as one of 14 days."));
        }
    }

    private static Expiry expiry(Value.Mapping rule) {
        Value.Mapping selection = rule.get("selection")
                .filter(Value.Mapping.class::isInstance)
                .map(Value.Mapping.class::cast)
                .orElse(rule);
        boolean narrow = selection.get("tagPrefixList").isPresent()
                || selection
                        .get("tagPatternList")
                        .filter(patterns -> patterns.members().stream()
                                .noneMatch(pattern ->
                                        pattern.text().filter("*"::equals).isPresent()))
                        .isPresent();
        Optional<Value> count = selection.get("countNumber");
        boolean byCount = selection
                .get("countType")
                .flatMap(Value::text)
                .orElse("imageCountMoreThan")
                .equals("imageCountMoreThan");
        return new Expiry(
                selection.get("tagStatus").flatMap(Value::text).orElse("any"),
                narrow,
                byCount,
                byCount ? count.flatMap(Value::count) : Optional.empty(),
                count.orElse(rule));
    }

    private static String text(Value.Mapping of, String outer, String inner) {
        return of.get(outer)
                .filter(Value.Mapping.class::isInstance)
                .flatMap(value -> ((Value.Mapping) value).get(inner))
                .flatMap(Value::text)
                .orElse("");
    }

    private void keeps(Repository repository, String name, List<Expiry> expiries, int keep) {
        boolean rest = expiries.stream()
                .anyMatch(rule -> !rule.narrow() && !rule.tags().equals("untagged") && rule.keepsTagged(keep));
        for (Expiry rule : expiries) {
            if (rule.tags().equals("untagged")) {
                continue;
            }
            if (!rule.keepsTagged(keep)) {
                weaker(repository, name, rule, keep, rule.narrow() && rest);
            } else if (!rule.narrow() && rule.count().orElse(keep) > keep) {
                findings.alert(
                        KEEPS,
                        Optional.of(name),
                        repository.shown(rule.place()),
                        Told.that(rule.count().orElseThrow() + " images of `" + name + "` are kept"
                                        + ControlRules.written(repository, rule.place()) + ", but the catalog asks for "
                                        + keep + ".")
                                .remedy("Write " + keep + ", or change the catalog to what is meant."));
            }
        }
    }

    /** Where some tags are kept for less while all others are kept as they should be, that may well be meant. */
    private void weaker(Repository repository, String name, Expiry rule, int keep, boolean meant) {
        String what = rule.byCount()
                ? "Only " + rule.count().orElse(0) + " images of `" + name + "` are kept"
                : "Images of `" + name + "` expire by their age";
        Told told = Told.that(what + (rule.narrow() ? " for some tags" : "")
                        + ControlRules.written(repository, rule.place()) + ", but the catalog asks for " + keep + ".")
                .remedy(
                        rule.byCount()
                                ? "Write " + keep + "."
                                : "Keep by number: `countType = \"imageCountMoreThan\"` and `countNumber = " + keep
                                        + "`.")
                .suggestion(
                        rule.byCount()
                                ? written.instead(repository, rule.place(), String.valueOf(keep))
                                : Optional.empty());
        if (meant) {
            findings.alert(KEEPS, Optional.of(name), repository.shown(rule.place()), told);
        } else {
            findings.at(KEEPS, Optional.of(name), repository.shown(rule.place()), told);
        }
    }
}
