package dev.registrar.terraform;

import dev.registrar.hcl.Body;
import dev.registrar.hcl.Expression;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.terraform.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code for_each}, {@code count} and {@code dynamic} make of a block. */
final class Instances {
    private static final Set<String> META = Set.of("lifecycle", "provisioner", "connection", "timeouts");

    private Instances() {}

    /**
     * One instance of a block.
     *
     * @param suffix of its address, such as {@code ["a"]}
     * @param key where its key stands, in a map or set that is known
     */
    record Instance(String suffix, Scope scope, Optional<Place> key) {}

    static List<Instance> of(Body body, Scope scope) {
        Optional<Expression> each = body.value("for_each");
        if (each.isPresent()) {
            return each(Evaluator.evaluate(each.get(), scope), scope);
        }
        Optional<Expression> count = body.value("count");
        return count.isPresent()
                ? counted(Evaluator.evaluate(count.get(), scope), scope)
                : List.of(new Instance("", scope, Optional.empty()));
    }

    private static List<Instance> each(Value collection, Scope scope) {
        List<Instance> instances = new ArrayList<>();
        if (collection instanceof Mapping mapping) {
            mapping.entries().forEach((key, entry) -> instances.add(instance(key, entry.key(), entry.value(), scope)));
            return instances;
        }
        boolean set = collection instanceof Sequence
                && collection.members().stream().allMatch(item -> item.text().isPresent());
        if (set) {
            for (Value item : collection.members()) {
                instances.add(instance(item.text().orElseThrow(), item.place(), item, scope));
            }
            return instances;
        }
        Value unknown = Unknown.because(Evaluator.why(collection), collection.place());
        return List.of(new Instance("[*]", scope.with(Map.of("each", pair(unknown, unknown))), Optional.empty()));
    }

    private static Instance instance(String key, Place place, Value value, Scope scope) {
        return new Instance(
                "[\"" + key + "\"]",
                scope.with(Map.of("each", pair(Value.string(key, place), value))),
                Optional.of(place));
    }

    private static Value pair(Value key, Value value) {
        return new Mapping(
                Map.of("key", new Entry(key.place(), key), "value", new Entry(value.place(), value)), key.place());
    }

    private static List<Instance> counted(Value count, Scope scope) {
        Optional<Integer> number = count.count().filter(n -> n >= 0);
        if (number.isEmpty()) {
            Value unknown = Unknown.because(Evaluator.why(count), count.place());
            return List.of(new Instance("[*]", scope.with(Map.of("count", index(unknown))), Optional.empty()));
        }
        if (number.get() > Budget.INSTANCES) {
            throw new Budget.Exceeded();
        }
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < number.get(); i++) {
            Value at = new Value.Scalar(Value.Type.NUMBER, String.valueOf(i), count.place());
            instances.add(new Instance("[" + i + "]", scope.with(Map.of("count", index(at))), Optional.empty()));
        }
        return instances;
    }

    private static Value index(Value at) {
        return new Mapping(Map.of("index", new Entry(at.place(), at)), at.place());
    }

    /** A body's attributes, and its nested blocks as lists of objects. */
    static Mapping values(Body body, Scope scope, Place place) {
        Map<String, Entry> values = new LinkedHashMap<>();
        for (Body.Attribute attribute : body.attributes()) {
            values.put(
                    attribute.name(),
                    new Entry(
                            new Place(scope.path(), attribute.nameSpan()),
                            Evaluator.evaluate(attribute.value(), scope)));
        }
        for (Body.Block block : body.blocks()) {
            Place header = new Place(scope.path(), block.header());
            if (block.type().equals("dynamic")) {
                dynamic(block, scope, header, values);
            } else if (!META.contains(block.type())) {
                add(values, block.type(), header, values(block.body(), scope, header));
            }
        }
        return new Mapping(values, place);
    }

    private static void dynamic(Body.Block block, Scope scope, Place header, Map<String, Entry> values) {
        String type = block.label(0).orElse("");
        Optional<Body.Block> content = block.body().blocks("content").findFirst();
        Value collection = block.body()
                .value("for_each")
                .map(each -> Evaluator.evaluate(each, scope))
                .orElseGet(() -> Value.nothing(header));
        if (!collection.known() || content.isEmpty()) {
            values.put(type, new Entry(header, Unknown.because(Evaluator.why(collection), header)));
            return;
        }
        String iterator = block.body()
                .value("iterator")
                .filter(Expression.Name.class::isInstance)
                .map(name -> ((Expression.Name) name).name())
                .orElse(type);
        for (Evaluator.Pair pair : Evaluator.pairs(collection)) {
            Scope inner = scope.with(Map.of(iterator, pair(pair.key(), pair.value())));
            add(values, type, header, values(content.get().body(), inner, header));
        }
    }

    private static void add(Map<String, Entry> values, String type, Place header, Mapping block) {
        List<Value> all = new ArrayList<>();
        Entry before = values.get(type);
        if (before != null) {
            if (!before.value().known()) {
                return;
            }
            all.addAll(before.value().members());
        }
        all.add(block);
        values.put(type, new Entry(header, new Sequence(all, header)));
    }
}
