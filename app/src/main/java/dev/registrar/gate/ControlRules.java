package dev.registrar.gate;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Encryption;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.catalog.Scanning;
import dev.registrar.catalog.TagMutability;
import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Declarations;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.Repository;
import dev.registrar.terraform.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mutability, encryption, scanning and deletion agree with the tier that the catalog gives. */
final class ControlRules {
    private static final RuleId MUTABILITY = new RuleId("POL-ECR-007-R06");
    private static final RuleId ENCRYPTION = new RuleId("POL-ECR-007-R07");
    private static final RuleId SCANNED = new RuleId("POL-ECR-007-R08");
    private static final RuleId SCAN_TYPE = new RuleId("POL-ECR-007-R09");
    private static final RuleId FORCE_DELETE = new RuleId("POL-ECR-007-R13");

    private final Policies policies;
    private final Side side;
    private final Catalog catalog;
    private final TerraformFindings findings;
    private final WrittenValues written;

    ControlRules(Policies policies, Side side, Catalog catalog, TerraformFindings findings) {
        this.policies = policies;
        this.side = side;
        this.catalog = catalog;
        this.findings = findings;
        this.written = new WrittenValues(side.declarations());
    }

    void judge() {
        side.declarations().repositories().forEach(this::wants);
        for (Repository repository : side.declarations().repositories()) {
            Optional<Registry> registry = registry(repository);
            registry.flatMap(Registry::risk).ifPresent(tier -> {
                Controls wanted = registry.get().effective(policies.controls(tier));
                mutability(repository, registry.get(), wanted.tagMutability());
                encryption(repository, registry.get(), wanted.encryption());
                scanned(repository, registry.get());
                forceDelete(repository, registry.get(), tier);
            });
        }
        side.declarations().scanning().forEach(this::scanType);
    }

    private Optional<Registry> registry(Repository repository) {
        return repository.name().text().flatMap(catalog::registry);
    }

    private void wants(Repository repository) {
        Optional<Registry> registry = registry(repository);
        Optional<RiskTier> tier = registry.flatMap(Registry::risk);
        written.wants(
                repository.mutability(),
                tier.map(policies::controls)
                        .map(ofTier ->
                                registry.get().effective(ofTier).tagMutability().word())
                        .orElse(WrittenValues.ANYTHING));
        written.wants(repository.scanOnPush(), tier.map(known -> "true").orElse(WrittenValues.ANYTHING));
        written.wants(
                repository.forceDelete(),
                tier.filter(known -> known != RiskTier.LOW)
                        .map(known -> "false")
                        .orElse(WrittenValues.ANYTHING));
    }

    private void mutability(Repository repository, Registry registry, TagMutability wanted) {
        Optional<String> seen = repository.mutability().text();
        // With exclusions the default still says what most tags do; IMMUTABLE with holes does not keep what is asked.
        boolean fits = seen.isEmpty()
                || seen.get().equals(wanted.word())
                || wanted == TagMutability.MUTABLE && seen.get().equals("MUTABLE_WITH_EXCLUSION");
        if (fits) {
            return;
        }
        mismatch(
                MUTABILITY,
                repository,
                registry,
                repository.mutability(),
                "Tags of `" + registry.name() + "` are " + seen.get(),
                wanted.word(),
                wanted == TagMutability.MUTABLE,
                // Filters for exclusions would have to go with it.
                seen.get().equals("MUTABLE")
                        ? written.instead(repository, repository.mutability(), wanted.word())
                        : Optional.empty());
    }

    private void encryption(Repository repository, Registry registry, Encryption wanted) {
        Optional<String> seen = repository.encryption().text();
        boolean kms = seen.filter(text -> text.startsWith("KMS")).isPresent();
        if (seen.isEmpty() || seen.get().equals(wanted.word()) || wanted == Encryption.KMS && kms) {
            return;
        }
        mismatch(
                ENCRYPTION,
                repository,
                registry,
                repository.encryption(),
                "`" + registry.name() + "` is encrypted with " + seen.get(),
                wanted.word(),
                kms,
                Optional.empty()); // another encryption is another repository
    }

    private void mismatch(
            RuleId rule,
            Repository repository,
            Registry registry,
            Value value,
            String what,
            String wanted,
            boolean stronger,
            Optional<String> instead) {
        Told told = Told.that(what + written(repository, value) + ", but the catalog asks for " + wanted + " (tier "
                        + registry.risk().map(RiskTier::word).orElse("?") + ").")
                .remedy(
                        stronger
                                ? "Write " + wanted + ", or change the catalog to what is meant."
                                : "Write " + wanted + ", or choose the tier in the catalog that fits.")
                .suggestion(instead);
        Optional<String> name = Optional.of(registry.name());
        if (stronger) {
            findings.alert(rule, name, repository.shown(value), told);
        } else {
            findings.at(rule, name, repository.shown(value), told);
        }
    }

    static String written(Repository repository, Value value) {
        return repository.elsewhere(value).map(path -> " (by `" + path + "`)").orElse("");
    }

    /** A setting for the whole registry goes before that of the repository (ECR, "Image scanning"). */
    private void scanned(Repository repository, Registry registry) {
        boolean off = repository.scanOnPush().truth().filter(on -> !on).isPresent();
        if (!off || side.declarations().scanning().stream().anyMatch(scanning -> mayCover(scanning, registry.name()))) {
            return;
        }
        findings.at(
                SCANNED,
                Optional.of(registry.name()),
                repository.shown(repository.scanOnPush()),
                Told.that("Images of `" + registry.name() + "` are not scanned"
                                + written(repository, repository.scanOnPush()) + ".")
                        .remedy("Set `scan_on_push = true` in `image_scanning_configuration`.")
                        .suggestion(written.instead(repository, repository.scanOnPush(), "true")));
    }

    private static boolean mayCover(Declarations.Scanning scanning, String name) {
        if (!scanning.rules().known()) {
            return true;
        }
        return scanning.rules().members().stream()
                .anyMatch(rule -> !text(rule, "scan_frequency").equals("MANUAL") && covers(rule, name));
    }

    private static boolean covers(Value rule, String name) {
        Value filters = member(rule, "repository_filter");
        return !filters.known() || filters.members().stream().anyMatch(filter -> filter(text(filter, "filter"), name));
    }

    /** Without a star a filter holds for names that have it in them (ECR, "Filters"). */
    private static boolean filter(String filter, String name) {
        if (!filter.contains("*")) {
            return name.contains(filter);
        }
        int at = 0;
        String[] parts = filter.split("\\*", -1);
        for (int i = 0; i < parts.length; i++) {
            int found = i == parts.length - 1 && !parts[i].isEmpty()
                    ? (name.endsWith(parts[i]) ? Math.max(at, name.length() - parts[i].length()) : -1)
                    : name.indexOf(parts[i], at);
            if (found < at || i == 0 && found != 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return true;
    }

    private static Value member(Value of, String name) {
        return of instanceof Value.Mapping mapping ? mapping.get(name).orElse(of) : of;
    }

    private static String text(Value of, String name) {
        return of instanceof Value.Mapping mapping
                ? mapping.get(name).flatMap(Value::text).orElse("")
                : "";
    }

    /** ECR knows one type of scanning for an account and region, so this is about all registries that are declared there. */
    private void scanType(Declarations.Scanning scanning) {
        Optional<String> type = scanning.type().text();
        if (type.isEmpty() || !type.get().equals("BASIC")) {
            return;
        }
        List<String> higher = new ArrayList<>();
        for (Repository repository : side.declarations().repositories()) {
            repository
                    .name()
                    .text()
                    .flatMap(catalog::registry)
                    .filter(registry -> repository.root().equals(scanning.root()))
                    .filter(registry -> registry.risk()
                            .filter(tier -> policies.controls(tier).scanning() != Scanning.STANDARD)
                            .isPresent())
                    .ifPresent(registry -> higher.add(registry.name()));
        }
        if (!higher.isEmpty()) {
            Place place = scanning.type().place();
            findings.at(
                    SCAN_TYPE,
                    Optional.empty(),
                    place,
                    Told.that("Scanning is BASIC, but " + higher.size()
                                    + (higher.size() == 1 ? " registry that is" : " registries that are")
                                    + " declared here should have ENHANCED: " + some(higher) + ".")
                            .remedy("Set `scan_type = \"ENHANCED\"`."));
        }
    }

    private static String some(List<String> names) {
        List<String> shown = names.subList(0, Math.min(5, names.size()));
        return "`" + String.join("`, `", shown) + "`" + (names.size() > shown.size() ? " and more" : "");
    }

    private void forceDelete(Repository repository, Registry registry, RiskTier tier) {
        boolean on = repository.forceDelete().truth().orElse(false);
        if (on && tier != RiskTier.LOW) {
            findings.at(
                    FORCE_DELETE,
                    Optional.of(registry.name()),
                    repository.shown(repository.forceDelete()),
                    Told.that("`force_delete` is on for `" + registry.name() + "`"
                                    + written(repository, repository.forceDelete()) + ", whose tier is " + tier.word()
                                    + ".")
                            .remedy("Remove `force_delete`, or set it to false.")
                            .suggestion(written.instead(repository, repository.forceDelete(), "false")));
        }
    }
}
