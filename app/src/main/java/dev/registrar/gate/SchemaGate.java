package dev.registrar.gate;

import dev.registrar.gate.Findings.Told;
import dev.registrar.policy.RuleId;
import dev.registrar.schema.Misfit;
import dev.registrar.schema.Schemas;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.ScalarWriter;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the catalog is a well-formed file of the agreed form. */
final class SchemaGate implements Gate {
    private static final RuleId READABLE = new RuleId("POL-ECR-001-R01");
    private static final RuleId DUPLICATE = new RuleId("POL-ECR-001-R02");
    private static final RuleId MISSING = new RuleId("POL-ECR-001-R03");
    private static final RuleId TYPE = new RuleId("POL-ECR-001-R04");
    private static final RuleId CHOICE = new RuleId("POL-ECR-001-R05");
    private static final RuleId UNKNOWN = new RuleId("POL-ECR-001-R06");
    private static final Pointer REPOSITORIES = Pointer.of("repositories");
    private static final SoundEntries SOUND = new SoundEntries();
    private static final Map<String, String> ELSEWHERE = Map.of(
            "KMS_DSSE", "KMS",
            "IMMUTABLE_WITH_EXCLUSION", "IMMUTABLE",
            "MUTABLE_WITH_EXCLUSION", "MUTABLE");

    @Override
    public GateName name() {
        return GateName.SCHEMA;
    }

    @Override
    public void state(State state, Findings findings) {
        YamlDocument document = state.text().document();
        for (YamlDocument.Problem problem : document.problems()) {
            findings.at(
                    problem.kind() == YamlDocument.Kind.DUPLICATE_KEY ? DUPLICATE : READABLE,
                    registry(problem.pointer()),
                    problem.span(),
                    Told.that(problem.message()).remedy(problem.remedy()));
        }
        if (document.root().isEmpty() && document.problems().isEmpty()) {
            findings.at(
                    READABLE,
                    Optional.empty(),
                    Span.FIRST,
                    Told.that("The catalog is empty.").remedy("Write at least `repositories: {}`."));
        }
        names(document, findings);
        SoundEntries.Entries entries = SOUND.of(document);
        List<Misfit> misfits = Schemas.CATALOG.misfits(document, entries.sound());
        entries.remember(misfits);
        for (Misfit misfit : misfits) {
            findings.at(rule(misfit.kind()), registry(misfit.pointer()), misfit.span(), told(misfit, document));
        }
    }

    /** A name is text; some that stand there without quotes are numbers or truth values to this reader or to others. */
    private static void names(YamlDocument document, Findings findings) {
        document.at(REPOSITORIES)
                .filter(YamlNode.Mapping.class::isInstance)
                .ifPresent(all -> ((YamlNode.Mapping) all)
                        .entries().stream()
                                .filter(entry -> !ScalarWriter.readsAsText(entry.key()))
                                .filter(entry -> document.text()
                                        .startsWith(entry.key(), entry.keySpan().start()))
                                .forEach(entry -> findings.at(
                                        TYPE,
                                        Optional.of(entry.key()),
                                        entry.keySpan(),
                                        Told.that("The name `" + entry.key()
                                                        + "` stands without quotes, and many tools read it as something"
                                                        + " else than text.")
                                                .remedy("Put it in quotes, or choose another name.")
                                                .suggestion(Optional.of('"' + entry.key() + '"')))));
    }

    /** What Terraform and AWS know and the catalog does not (contract, section 5) has a word of its own here. */
    private static Told told(Misfit misfit, YamlDocument document) {
        Optional<String> known = document.at(misfit.pointer())
                .filter(node -> misfit.kind() == Misfit.Kind.CHOICE && node instanceof YamlNode.Scalar)
                .map(node -> ELSEWHERE.get(((YamlNode.Scalar) node).text()));
        return known.map(word -> Told.that(misfit.message())
                        .remedy("Write " + word + ": only Terraform and AWS tell the two apart.")
                        .suggestion(Optional.of(word)))
                .orElseGet(() ->
                        Told.that(misfit.message()).remedy(misfit.remedy()).suggestion(misfit.suggestion()));
    }

    private static RuleId rule(Misfit.Kind kind) {
        return switch (kind) {
            case MISSING -> MISSING;
            case UNKNOWN_KEY -> UNKNOWN;
            case TYPE, FORM -> TYPE;
            case CHOICE -> CHOICE;
        };
    }

    private static Optional<String> registry(Pointer at) {
        return at.segments().size() > 1 && at.segments().get(0).equals("repositories")
                ? Optional.of(at.segments().get(1))
                : Optional.empty();
    }
}
