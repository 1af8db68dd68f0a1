package dev.registrar.gate;

import dev.registrar.policy.Action;
import dev.registrar.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the mechanical repairs of Terraform: another value where one stands in the text. */
public final class TerraformFixes {
    private TerraformFixes() {}

    /**
     * What came of it.
     *
     * @param texts the repaired files by path; every byte that no repair is about stands as it did
     * @param repaired the findings, with the places that they had before
     */
    public record Outcome(Map<String, String> texts, List<Finding> repaired) {
        public Outcome {
            texts = Map.copyOf(texts);
            repaired = List.copyOf(repaired);
        }
    }

    /** @param texts the files of the change, as they were judged */
    public static Outcome of(TerraformProposal proposal, Function<String, Optional<String>> texts) {
        Map<String, List<Finding>> byPath = new TreeMap<>();
        TerraformGate.judge(proposal).findings().stream()
                .filter(finding -> finding.suggestion().isPresent() && finding.action() != Action.LOG)
                .forEach(finding -> byPath.computeIfAbsent(finding.path(), path -> new ArrayList<>())
                        .add(finding));
        Map<String, String> after = new TreeMap<>();
        List<Finding> repaired = new ArrayList<>();
        byPath.forEach((path, findings) -> texts.apply(path).ifPresent(text -> {
            after.put(path, TextEdit.apply(text, edits(findings)));
            repaired.addAll(findings);
        }));
        return new Outcome(after, repaired);
    }

    /** Several registries may share a value; it is written once. */
    private static List<TextEdit> edits(List<Finding> findings) {
        return findings.stream()
                .map(finding ->
                        TextEdit.replace(finding.span(), finding.suggestion().orElseThrow()))
                .distinct()
                .toList();
    }
}
