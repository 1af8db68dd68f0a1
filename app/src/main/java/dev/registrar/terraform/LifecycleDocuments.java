package dev.registrar.terraform;

import dev.registrar.terraform.Value.Encoded;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.terraform.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code data "aws_ecr_lifecycle_policy_document"}: a life-cycle policy as blocks. */
final class LifecycleDocuments {
    /** The JSON that AWS takes, by the arguments that stand for it (hashicorp/aws). */
    private static final Map<String, String> WORDS = Map.of(
            "tag_status", "tagStatus",
            "tag_prefix_list", "tagPrefixList",
            "tag_pattern_list", "tagPatternList",
            "count_type", "countType",
            "count_unit", "countUnit",
            "count_number", "countNumber");

    private LifecycleDocuments() {}

    static Value json(Mapping values) {
        Value written = values.get("rule").orElseGet(() -> new Sequence(List.of(), values.place()));
        if (!written.known()) {
            return Unknown.because(Evaluator.why(written), values.place());
        }
        List<Value> rules = new ArrayList<>();
        for (Value rule : written.members()) {
            rules.add(rule instanceof Mapping block ? rule(block) : rule);
        }
        Mapping document = new Mapping(
                Map.of("rules", new Entry(values.place(), new Sequence(rules, values.place()))), values.place());
        return new Encoded(document, values.place());
    }

    private static Mapping rule(Mapping block) {
        Map<String, Entry> rule = new LinkedHashMap<>();
        rule.put(
                "selection",
                new Entry(
                        block.place(),
                        first(block, "selection")
                                .map(LifecycleDocuments::selection)
                                .orElse(block)));
        Value type = first(block, "action")
                .flatMap(action -> action.get("type"))
                .orElseGet(() -> Value.string("expire", block.place()));
        rule.put(
                "action",
                new Entry(block.place(), new Mapping(Map.of("type", new Entry(type.place(), type)), type.place())));
        return new Mapping(rule, block.place());
    }

    private static Optional<Mapping> first(Mapping of, String name) {
        return of.get(name).stream()
                .flatMap(blocks -> blocks.members().stream())
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .findFirst();
    }

    private static Mapping selection(Mapping block) {
        Map<String, Entry> selection = new LinkedHashMap<>();
        block.entries().forEach((name, entry) -> selection.put(WORDS.getOrDefault(name, name), entry));
        return new Mapping(selection, block.place());
    }
}
