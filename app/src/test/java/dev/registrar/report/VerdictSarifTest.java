package dev.registrar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict;
import dev.registrar.policy.Action;
import dev.registrar.policy.Policies;
import dev.registrar.policy.RuleId;
import dev.registrar.text.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictSarifTest {
    private static final String TEXT = "repositories:\n  é𝔸: x\n";

    private static Finding finding(String rule, Action action, int start, int end, Optional<String> suggestion) {
        return new Finding(
                new RuleId(rule),
                action,
                Optional.of("é𝔸"),
                "docs/my catalog#1.yaml",
                Places.of(TEXT).span(start, end),
                "“é𝔸” is wrong.",
                "It matters.",
                "Repair it.",
                suggestion);
    }

    private static final Verdict VERDICT = new Verdict(List.of(
            new Verdict.GateVerdict(
                    GateName.NAMING,
                    List.of(
                            finding("POL-ECR-002-R05", Action.BLOCK, 16, 19, Optional.of("ea")),
                            finding("POL-ECR-002-R01", Action.ALERT, 16, 22, Optional.empty()))),
            new Verdict.GateVerdict(
                    GateName.SCHEMA, List.of(finding("POL-ECR-001-R01", Action.LOG, 0, 0, Optional.empty())))));

    private static JsonNode log(Verdict verdict) throws IOException {
        return new ObjectMapper().readTree(VerdictSarif.of(verdict, Policies.builtIn(), "1.0"));
    }

    @Test
    void sarif_anyVerdict_fitsTheStandard() throws IOException {
        try (var in = VerdictSarifTest.class.getResourceAsStream("/report/sarif-subset.schema.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            assertThat(schema.validate(log(VERDICT))).isEmpty();
            assertThat(schema.validate(log(new Verdict(List.of())))).isEmpty();
        }
    }

    @Test
    void sarif_results_areInOrderAndPointAtTheirRules() throws IOException {
        JsonNode run = log(VERDICT).at("/runs/0");

        for (JsonNode result : run.get("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
        }
        assertThat(run.get("results").findValuesAsText("level")).containsExactly("note", "warning", "error");
    }

    @Test
    void sarif_region_countsCodePointsAndEndsBehindTheLast() throws IOException {
        JsonNode run = log(VERDICT).at("/runs/0");
        JsonNode region = run.at("/results/2/locations/0/physicalLocation/region");

        assertThat(run.get("columnKind").asText()).isEqualTo("unicodeCodePoints");
        assertThat(region.toString()).isEqualTo("{\"startLine\":2,\"startColumn\":3,\"endLine\":2,\"endColumn\":5}");
        assertThat(run.at("/results/0/locations/0/physicalLocation/region").toString())
                .isEqualTo("{\"startLine\":1,\"startColumn\":1,\"endLine\":1,\"endColumn\":1}");
    }

    @Test
    void sarif_suggestion_isAFixOfThatRegion() throws IOException {
        JsonNode result = log(VERDICT).at("/runs/0/results/2");
        JsonNode replacement = result.at("/fixes/0/artifactChanges/0/replacements/0");

        assertThat(replacement.at("/insertedContent/text").asText()).isEqualTo("ea");
        assertThat(replacement.get("deletedRegion")).isEqualTo(result.at("/locations/0/physicalLocation/region"));
        assertThat(log(VERDICT).at("/runs/0/results/1").has("fixes")).isFalse();
    }

    @Test
    void sarif_path_isAUri() throws IOException {
        assertThat(log(VERDICT)
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("docs/my%20catalog%231.yaml");
    }
}
