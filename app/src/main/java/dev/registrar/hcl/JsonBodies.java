package dev.registrar.hcl;

import dev.registrar.hcl.Body.Attribute;
import dev.registrar.hcl.Body.Block;
import dev.registrar.hcl.Expression.Item;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Tuple;
import dev.registrar.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bodies in JSON ({@code .tf.json}; HCL JSON specification). JSON does not tell blocks from attributes, so the blocks that
 * Terraform has, and those of the resources that matter here, are named.
 */
final class JsonBodies {
    /** The blocks of the top level, with the number of their labels (Terraform, "JSON Configuration Syntax"). */
    private static final Map<String, Integer> TOP = Map.of(
            "resource",
            2,
            "data",
            2,
            "module",
            1,
            "variable",
            1,
            "output",
            1,
            "provider",
            1,
            "locals",
            0,
            "terraform",
            0,
            "moved",
            0,
            "removed",
            0);

    private static final Set<String> NESTED = Set.of(
            "encryption_configuration",
            "image_scanning_configuration",
            "image_tag_mutability_exclusion_filter",
            "rule",
            "repository_filter",
            "statement",
            "principals",
            "condition",
            "lifecycle");

    private JsonBodies() {}

    static Body of(Expression root, Span whole) {
        List<Attribute> attributes = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (Item item : items(root)) {
            Integer labels = TOP.get(key(item));
            if (labels == null) {
                attributes.add(attribute(item));
            } else {
                blocks(key(item), labels, List.of(), item.key().span(), item.value(), blocks);
            }
        }
        return new Body(attributes, blocks, whole);
    }

    private static void blocks(
            String type, int labels, List<String> path, Span header, Expression value, List<Block> blocks) {
        for (Expression one : value instanceof Tuple tuple ? tuple.items() : List.of(value)) {
            if (labels == 0) {
                blocks.add(new Block(type, path, body(one), header, one.span()));
                continue;
            }
            for (Item item : items(one)) {
                List<String> longer = new ArrayList<>(path);
                longer.add(key(item));
                blocks(type, labels - 1, longer, item.key().span(), item.value(), blocks);
            }
        }
    }

    private static Body body(Expression value) {
        List<Attribute> attributes = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        for (Item item : items(value)) {
            if (NESTED.contains(key(item))) {
                blocks(key(item), 0, List.of(), item.key().span(), item.value(), blocks);
            } else {
                attributes.add(attribute(item));
            }
        }
        return new Body(attributes, blocks, value.span());
    }

    private static Attribute attribute(Item item) {
        return new Attribute(key(item), item.key().span(), item.value());
    }

    private static List<Item> items(Expression value) {
        return value instanceof Items object ? object.items() : List.of();
    }

    private static String key(Item item) {
        return item.key() instanceof Template key ? key.plain().orElse("") : "";
    }
}
