package dev.registrar.gate;

import dev.registrar.gate.Findings.Told;
import dev.registrar.gate.TerraformProposal.Side;
import dev.registrar.policy.RuleId;
import dev.registrar.terraform.Declarations.Document;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.Repository;
import dev.registrar.terraform.TerraformPaths;
import dev.registrar.terraform.Value;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the texts do not tell is said, and never taken for right. */
final class UnknownRules {
    private static final RuleId KNOWN = new RuleId("POL-ECR-007-R02");
    private static final String REMEDY =
            "Give the value in the text, or have the plan judged: `registrar check --plan plan.json`.";

    private final Side side;
    private final TerraformFindings findings;

    UnknownRules(Side side, TerraformFindings findings) {
        this.side = side;
        this.findings = findings;
    }

    void judge() {
        side.declarations().repositories().forEach(this::repository);
        side.declarations().policies().forEach(document -> document(document, "The policy of "));
        side.declarations().unwatched().stream().sorted().forEach(this::unwatched);
    }

    private void unwatched(String path) {
        String folder = TerraformPaths.folderOf(path);
        findings.at(
                KNOWN,
                Optional.empty(),
                new Place(path, Span.FIRST),
                Told.that("Terraform reads `" + path
                                + "`, but a change of nothing else is not judged: it is no JSON, YAML"
                                + " or template in a folder that `terraform.paths` names.")
                        .remedy("Give it such an ending, and name `" + (folder.isEmpty() ? path : folder + "/**")
                                + "` in `terraform.paths`, too."));
    }

    private void repository(Repository repository) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        note(reasons, "name", repository.name());
        note(reasons, "tag mutability", repository.mutability());
        note(reasons, "encryption", repository.encryption());
        note(reasons, "scanning", repository.scanOnPush());
        note(reasons, "`force_delete`", repository.forceDelete());
        repository.lifecycle().ifPresent(value -> note(reasons, "life-cycle policy", value));
        reasons.forEach((why, what) -> findings.at(
                KNOWN,
                Optional.empty(),
                repository.place(),
                Told.that(capital(String.join(", ", what)) + " of `" + general(repository) + "` cannot be told from the"
                                + " text: " + why + ".")
                        .remedy(REMEDY)));
    }

    /** The same module, called many times, is told of once. */
    private static String general(Repository repository) {
        return repository.address().replaceAll("\\[\"[^\"]*\"]", "[*]");
    }

    private static void note(Map<String, List<String>> reasons, String what, Value value) {
        if (value instanceof Value.Unknown unknown) {
            reasons.computeIfAbsent(unknown.why(), why -> new ArrayList<>()).add(what);
        }
    }

    private void document(Document document, String what) {
        if (document.content() instanceof Value.Unknown unknown) {
            findings.at(
                    KNOWN,
                    document.subject(),
                    document.place(),
                    Told.that(what + "`" + document.subject().orElse(document.address())
                                    + "` cannot be told from the text: " + unknown.why() + ".")
                            .remedy(REMEDY));
        }
    }

    private static String capital(String text) {
        return text.startsWith("`") ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
