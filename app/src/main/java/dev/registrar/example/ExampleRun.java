package dev.registrar.example;

import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.config.Configuration;
import dev.registrar.config.ConfigurationRead;
import dev.registrar.config.ConfigurationReader;
import dev.registrar.gate.ChecklistGate;
import dev.registrar.gate.ConfigurationGate;
import dev.registrar.gate.Description;
import dev.registrar.gate.Finding;
import dev.registrar.gate.Judge;
import dev.registrar.gate.Proposal;
import dev.registrar.gate.TeamFacts;
import dev.registrar.gate.TerraformGate;
import dev.registrar.gate.TerraformProposal;
import dev.registrar.policy.Action;
import dev.registrar.policy.Policies;
import dev.registrar.policy.PolicyFile;
import dev.registrar.policy.Rule;
import dev.registrar.snapshot.PolicyFolder;
import dev.registrar.terraform.Configurations;
import dev.registrar.terraform.TerraformPaths;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One case, held against the gates in a small world of its own. */
final class ExampleRun {
    /** In force unless the case has one. */
    private static final String CONFIGURATION = """
            version: 1
            role: catalog
            approvals: {teams: [platform-team]}
            aws:
              accounts:
                prod: {id: "111111111111", regions: [eu-west-2]}
            """;

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 10);

    /** Every other team does not exist, and has no members. */
    private static final Map<String, List<String>> TEAMS = Map.of(
            "platform-team", List.of("paula"),
            "app-team-payments", List.of("ana"),
            "app-team-media", List.of("mia"));

    private final Example example;
    private final Policies policies;

    ExampleRun(Example example, Policies policies) {
        this.example = example;
        this.policies = policies;
    }

    /** What does not hold; empty when all of it does. */
    String failure() {
        Optional<Rule> rule = policies.rule(example.rule());
        if (rule.isEmpty()) {
            return "there is no rule " + example.rule() + " in force";
        }
        List<Finding> told = findings().stream()
                .filter(finding -> finding.action() != Action.LOG
                        || finding.rule().equals(example.rule()) && rule.get().action() == Action.LOG)
                .toList();
        if (example.expected().isEmpty()) {
            return told.isEmpty() ? "" : "expected no finding, but got " + shown(told);
        }
        if (told.size() != 1 || !told.get(0).rule().equals(example.rule())) {
            return "expected one finding of " + example.rule() + ", but got " + shown(told);
        }
        return difference(told.get(0), example.expected().get());
    }

    private static String difference(Finding finding, Example.Expected expected) {
        if (expected.path().filter(path -> !path.equals(finding.path())).isPresent()) {
            return "expected it in " + expected.path().get() + ", but it is in " + finding.path() + ": "
                    + finding.message();
        }
        String place = finding.span().line() + ":" + finding.span().column();
        String wanted = expected.line() + ":" + expected.column();
        if (!place.equals(wanted)) {
            return "expected it at " + wanted + ", but it is at " + place + ": " + finding.message();
        }
        if (!finding.suggestion().equals(expected.suggestion())) {
            return "expected the suggestion " + expected.suggestion().orElse("none") + ", but got "
                    + finding.suggestion().orElse("none");
        }
        return "";
    }

    private static String shown(List<Finding> findings) {
        return findings.isEmpty()
                ? "none"
                : String.join(
                        "; ",
                        findings.stream()
                                .map(finding ->
                                        finding.rule() + " at " + finding.span().line() + ":"
                                                + finding.span().column() + ", " + finding.message())
                                .toList());
    }

    private List<Finding> findings() {
        if (example.terraform().isPresent()) {
            return TerraformGate.judge(terraform(example.terraform().get())).findings();
        }
        if (example.after().isPresent()) {
            return Judge.judge(proposal(example.after().get())).findings().toList();
        }
        if (example.description().isPresent()) {
            return ChecklistGate.judge(
                            new Description(
                                    configuration().checklist(),
                                    example.description().get()),
                            policies)
                    .findings();
        }
        ConfigurationRead read = example.policy()
                .<ConfigurationRead>map(text -> new ConfigurationRead.Broken(PolicyFolder.faults(Policies.withOverlay(
                        List.of(new PolicyFile("policies/mine.yaml", text.getBytes(StandardCharsets.UTF_8)))))))
                .orElseGet(() -> read(example.configuration().orElse("")));
        return ConfigurationGate.judge(read, policies).findings();
    }

    private TerraformProposal terraform(Example.Terraform terraform) {
        Catalog catalog = CatalogReader.read(terraform.catalog()).catalog();
        return new TerraformProposal(
                configuration(),
                policies,
                terraform.before().map(files -> side(catalog, files)),
                side(catalog, terraform.files()),
                Optional.empty());
    }

    private TerraformProposal.Side side(Catalog catalog, Map<String, String> files) {
        Map<String, byte[]> terraform = new HashMap<>();
        files.forEach((path, text) -> {
            if (TerraformPaths.isTerraform(path)) {
                terraform.put(path, text.getBytes(StandardCharsets.UTF_8));
            }
        });
        Configurations read =
                Configurations.of(terraform, configuration().terraform().modules(), List.of());
        return new TerraformProposal.Side(
                Optional.of(catalog), read.declared(path -> Optional.ofNullable(files.get(path))));
    }

    private static ConfigurationRead read(String text) {
        return ConfigurationReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Configuration configuration() {
        return read(example.configuration().orElse(CONFIGURATION))
                .match(
                        Optional.<Configuration>empty(),
                        broken -> Optional.<Configuration>empty(),
                        valid -> Optional.of(valid.configuration()))
                .orElseThrow(() -> new Examples.Unreadable(
                        example.file() + ":" + example.line() + ": the configuration of the case cannot be read"));
    }

    private Proposal proposal(String after) {
        Optional<CatalogText> before = example.before().map(CatalogReader::read);
        Proposal proposal = new Proposal(
                configuration(),
                policies,
                "ecr-catalog.yaml",
                before,
                CatalogReader.read(after),
                before.map(CatalogText::catalog),
                Optional.of(List.of(example.author())),
                TeamFacts.UNKNOWN,
                TODAY);
        return proposal.with(facts(proposal.questions()));
    }

    private static TeamFacts facts(TeamFacts.Questions questions) {
        Map<String, Boolean> exists = new HashMap<>();
        questions.teams().forEach(team -> exists.put(team, TEAMS.containsKey(team)));
        Map<TeamFacts.Seat, Boolean> members = new HashMap<>();
        Set<TeamFacts.Seat> seats = new HashSet<>(questions.seats());
        seats.forEach(seat ->
                members.put(seat, TEAMS.getOrDefault(seat.team(), List.of()).contains(seat.login())));
        return new TeamFacts(exists, members);
    }
}
