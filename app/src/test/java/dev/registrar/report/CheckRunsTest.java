package dev.registrar.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.registrar.gate.Finding;
import dev.registrar.gate.GateName;
import dev.registrar.gate.Verdict;
import dev.registrar.policy.Action;
import dev.registrar.policy.RuleId;
import dev.registrar.pull.CheckRun;
import dev.registrar.pull.CheckRun.Annotation;
import dev.registrar.pull.HeadSha;
import dev.registrar.text.Places;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckRunsTest {
    private static CheckRun naming(String message) {
        Finding finding = new Finding(
                new RuleId("POL-ECR-002-R01"),
                Action.BLOCK,
                Optional.empty(),
                "catalog.yaml",
                Places.of("a: b\n").span(0, 1),
                message,
                "It matters.",
                "Repair it.",
                Optional.empty());
        Verdict verdict = new Verdict(List.of(new Verdict.GateVerdict(GateName.NAMING, List.of(finding))));
        return new CheckRuns(new HeadSha("1".repeat(40)), 7).of(verdict).get(0);
    }

    @Test
    void annotation_ofTextThatTurnsAround_namesWhatTurnsIt() {
        Annotation annotation =
                naming("“ab\u202Ecd\u200B” is wrong.").annotations().get(0);

        assertThat(annotation.message())
                .isEqualTo("“ab(U+202E)cd(U+200B)” is wrong.\n\nWhy: It matters.\nRepair: Repair it.");
    }

    @Test
    void run_ofSeventyThousandCharacters_isCutToWhatGitHubTakes() {
        CheckRun run = naming("@olga <b>|` 𝔸".repeat(5_400));

        assertThat(run.summary().length()).isLessThanOrEqualTo(65_535);
        assertThat(run.text().length()).isLessThanOrEqualTo(65_535);
        assertThat(run.summary()).doesNotContain("@olga", " <b>");
        String message = run.annotations().get(0).message();
        assertThat(message).hasSizeLessThanOrEqualTo(8_001).endsWith("…");
        assertThat(message.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
