package dev.registrar.config;

import dev.registrar.catalog.RiskTier;
import dev.registrar.config.Configuration.Account;
import dev.registrar.config.Configuration.Approvals;
import dev.registrar.config.Configuration.CatalogFiles;
import dev.registrar.config.Configuration.Checklist;
import dev.registrar.config.Configuration.Commits;
import dev.registrar.config.Configuration.Placement;
import dev.registrar.config.Configuration.Requests;
import dev.registrar.config.Configuration.Role;
import dev.registrar.config.Configuration.Sync;
import dev.registrar.config.Configuration.Terraform;
import dev.registrar.config.ConfigurationRead.Fault;
import dev.registrar.pull.RepositoryName;
import dev.registrar.schema.Schemas;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code .github/registrar.yml}. */
public final class ConfigurationReader {
    private static final List<String> OF_THE_CATALOG_REPOSITORY =
            List.of("approvals", "policies", "requests", "aws", "placement", "commits");

    private final YamlDocument document;

    private ConfigurationReader(YamlDocument document) {
        this.document = document;
    }

    /** Reads the file's bytes; everything that is wrong is found at once. */
    public static ConfigurationRead read(byte[] bytes) {
        return new ConfigurationReader(YamlReader.read(bytes)).read();
    }

    private ConfigurationRead read() {
        List<Fault> faults = new ArrayList<>();
        document.problems()
                .forEach(problem -> faults.add(
                        new Fault(Fault.Kind.UNREADABLE, problem.span(), problem.message(), problem.remedy())));
        if (document.root().isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(
                    Fault.Kind.UNREADABLE,
                    Span.FIRST,
                    "The file is empty.",
                    "Write at least `version: 1` and `role: catalog` or `role: infra`."));
        }
        Schemas.CONFIGURATION
                .misfits(document)
                .forEach(misfit ->
                        faults.add(new Fault(Fault.Kind.SETTING, misfit.span(), misfit.message(), misfit.remedy())));
        if (!faults.isEmpty()) {
            return new ConfigurationRead.Broken(faults);
        }
        Configuration configuration = configuration();
        List<Fault> paths = new PathRules(document).faults(configuration);
        return paths.isEmpty()
                ? new ConfigurationRead.Valid(configuration, notices(configuration.role()))
                : new ConfigurationRead.Broken(paths);
    }

    private Configuration configuration() {
        return new Configuration(
                Role.valueOf(text("role").orElseThrow().toUpperCase(Locale.ROOT)),
                new CatalogFiles(
                        text("catalog", "repository").flatMap(RepositoryName::parse),
                        text("catalog", "path").orElse("docs/20-contracts/resource-catalogs/ecr-catalog.yaml"),
                        text("catalog", "docs"),
                        text("catalog", "backstage")),
                terraform(),
                text("policies").orElse("policies/"),
                new Requests(
                        text("requests", "label").orElse(Configuration.USUAL_LABEL),
                        Duration.ofHours(number(24, "requests", "sla", "remind_after_hours")),
                        Duration.ofHours(number(48, "requests", "sla", "breach_after_hours"))),
                approvals(),
                new Commits(
                        text("commits", "mode").orElse("direct").equals("pull-request"),
                        truth(false, "commits", "merge_pull_requests")),
                accounts(),
                new Sync(
                        Duration.ofMinutes(number(60, "aws", "sync", "every_minutes")),
                        number(30, "aws", "sync", "decommission_after_unpulled_days")),
                new Placement(
                        Placement.Strategy.valueOf(
                                constant(text("placement", "strategy").orElse("prod-account"))),
                        Placement.Naming.valueOf(
                                constant(text("placement", "naming").orElse("product")))),
                text("backstage", "resources").orElse("mirror").equals("per-repository"),
                new Checklist(truth(false, "checklist", "enabled"), lists("checklist", "sections")));
    }

    private Terraform terraform() {
        List<String> paths = list("terraform", "paths");
        List<String> modules = list("terraform", "modules");
        return new Terraform(
                paths.isEmpty() ? List.of("envs/**/*.tf", "envs/**/*.tfvars", "modules/**/*.tf") : paths,
                text("terraform", "tfvars"),
                text("terraform", "repository").flatMap(RepositoryName::parse),
                modules.isEmpty() ? List.of("**/modules/aws_ecr") : modules,
                truth(false, "terraform", "complete"));
    }

    private Approvals approvals() {
        Map<RiskTier, Integer> required = new EnumMap<>(RiskTier.class);
        required.put(RiskTier.LOW, number(1, "approvals", "required", "low"));
        required.put(RiskTier.MEDIUM, number(1, "approvals", "required", "medium"));
        required.put(RiskTier.HIGH, number(2, "approvals", "required", "high"));
        return new Approvals(
                list("approvals", "teams"),
                required,
                Approvals.Needed.valueOf(
                        constant(text("approvals", "pull_requests").orElse("sensitive"))));
    }

    private Map<String, Account> accounts() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (String name : keys("aws", "accounts")) {
            accounts.put(
                    name,
                    new Account(
                            name,
                            text("aws", "accounts", name, "id").orElseThrow(),
                            list("aws", "accounts", name, "regions"),
                            text("aws", "accounts", name, "role_arn")));
        }
        return accounts;
    }

    private List<Fault> notices(Role role) {
        if (role == Role.CATALOG) {
            return List.of();
        }
        return OF_THE_CATALOG_REPOSITORY.stream()
                .flatMap(key -> document.keySpan(Pointer.of(key)).stream()
                        .map(span -> new Fault(
                                Fault.Kind.SETTING,
                                span,
                                "`" + key
                                        + "` has no effect in an infra repository; the catalog repository's is in force.",
                                "Remove it here, or set it in the catalog repository.")))
                .toList();
    }

    private static String constant(String word) {
        return word.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private Optional<String> text(String... path) {
        return document.at(Pointer.of(path)).flatMap(ConfigurationReader::text);
    }

    private static Optional<String> text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() != YamlNode.Type.NULL
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private int number(int otherwise, String... path) {
        return document.at(Pointer.of(path))
                .flatMap(node -> node instanceof YamlNode.Scalar scalar ? scalar.wholeNumber() : Optional.empty())
                .orElse(otherwise);
    }

    private boolean truth(boolean otherwise, String... path) {
        return text(path).map(word -> word.equalsIgnoreCase("true")).orElse(otherwise);
    }

    private List<String> list(String... path) {
        return document.at(Pointer.of(path)).map(ConfigurationReader::texts).orElse(List.of());
    }

    private static List<String> texts(YamlNode node) {
        return node instanceof YamlNode.Sequence sequence
                ? sequence.items().stream().flatMap(item -> text(item).stream()).toList()
                : List.of();
    }

    private List<String> keys(String... path) {
        return document.at(Pointer.of(path))
                .filter(YamlNode.Mapping.class::isInstance)
                .map(node -> ((YamlNode.Mapping) node)
                        .entries().stream().map(YamlNode.Entry::key).toList())
                .orElse(List.of());
    }

    private Map<String, List<String>> lists(String... path) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Pointer at = Pointer.of(path);
        for (String key : keys(path)) {
            lists.put(
                    key,
                    document.at(at.child(key)).map(ConfigurationReader::texts).orElse(List.of()));
        }
        return lists;
    }
}
