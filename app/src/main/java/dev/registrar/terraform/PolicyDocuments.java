package dev.registrar.terraform;

import dev.registrar.terraform.Value.Encoded;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.JsonText;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.terraform.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON documents in arguments: written out, encoded, in a file, or made by a data source. */
final class PolicyDocuments {
    private static final String LIFECYCLE = "aws_ecr_lifecycle_policy_document";

    /** Data sources that say no more than what is written in them. */
    static final Set<String> DATA = Set.of("aws_iam_policy_document", LIFECYCLE);

    private PolicyDocuments() {}

    /** What the JSON says; unknown where it cannot be read. */
    static Value decoded(Value value) {
        if (value instanceof Encoded encoded) {
            return encoded.inner();
        }
        if (value instanceof JsonText json) {
            return json.inner();
        }
        Optional<Value> read = value instanceof Value.FileText file
                ? Documents.json(
                        file.content(), new Place(file.path(), file.place().span()), true)
                : value.text().flatMap(text -> Documents.json(text, value.place(), false));
        return read.orElseGet(
                () -> value.known() && !value.isNull() ? Unknown.because("it is no JSON", value.place()) : value);
    }

    /** A data source with its {@code json}, in the form that AWS gives it. */
    static Value ofData(String type, Mapping values) {
        Map<String, Entry> all = new LinkedHashMap<>(values.entries());
        Value json = type.equals(LIFECYCLE) ? LifecycleDocuments.json(values) : access(values);
        all.put("json", new Entry(values.place(), json));
        return new Mapping(all, values.place());
    }

    private static Value access(Mapping values) {
        boolean more = values.entries().keySet().stream()
                .anyMatch(name -> name.endsWith("_policy_documents") || name.endsWith("_json"));
        Value statements = values.get("statement").orElseGet(() -> new Sequence(List.of(), values.place()));
        return more || !statements.known()
                ? Unknown.because("it is put together from other documents", values.place())
                : new Encoded(document(statements, values.place()), values.place());
    }

    private static Mapping document(Value statements, Place place) {
        List<Value> all = statements.members().stream()
                .map(statement -> statement instanceof Mapping mapping ? statement(mapping) : statement)
                .toList();
        return new Mapping(Map.of("Statement", new Entry(place, new Sequence(all, place))), place);
    }

    private static Value statement(Mapping block) {
        Place place = block.place();
        Map<String, Entry> statement = new LinkedHashMap<>();
        statement.put("Effect", new Entry(place, block.get("effect").orElseGet(() -> Value.string("Allow", place))));
        block.get("actions").ifPresent(actions -> statement.put("Action", new Entry(actions.place(), actions)));
        grouped(block.get("principals"), "type", "identifiers", statement, "Principal");
        grouped(block.get("not_principals"), "type", "identifiers", statement, "NotPrincipal");
        conditions(block.get("condition"), statement);
        return new Mapping(statement, place);
    }

    private static void grouped(
            Optional<Value> blocks, String key, String members, Map<String, Entry> statement, String name) {
        if (blocks.isEmpty()) {
            return;
        }
        Map<String, Entry> grouped = new LinkedHashMap<>();
        Value all = blocks.get();
        for (Value one : all.members()) {
            Optional<Mapping> block = one instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
            Optional<String> group = block.flatMap(mapping -> mapping.get(key)).flatMap(Value::text);
            if (group.isEmpty()) {
                statement.put(name, new Entry(all.place(), Unknown.because("a part of it is not known", all.place())));
                return;
            }
            add(
                    grouped,
                    group.get(),
                    block.flatMap(mapping -> mapping.get(members)).orElse(one));
        }
        statement.put(name, new Entry(all.place(), all.known() ? new Mapping(grouped, all.place()) : all));
    }

    private static void add(Map<String, Entry> grouped, String key, Value more) {
        List<Value> all = new ArrayList<>();
        Entry before = grouped.get(key);
        if (before != null) {
            all.addAll(before.value().oneOrMany());
        }
        all.addAll(more.oneOrMany());
        grouped.put(key, new Entry(more.place(), new Sequence(all, more.place())));
    }

    private static void conditions(Optional<Value> blocks, Map<String, Entry> statement) {
        if (blocks.isEmpty()) {
            return;
        }
        Map<String, Map<String, Entry>> tests = new LinkedHashMap<>();
        Place place = blocks.get().place();
        for (Value one : blocks.get().members()) {
            Mapping block = one instanceof Mapping mapping ? mapping : new Mapping(Map.of(), one.place());
            Optional<String> test = block.get("test").flatMap(Value::text);
            Optional<String> variable = block.get("variable").flatMap(Value::text);
            if (test.isEmpty() || variable.isEmpty()) {
                statement.put("Condition", new Entry(place, Unknown.because("a part of it is not known", place)));
                return;
            }
            add(
                    tests.computeIfAbsent(test.get(), key -> new LinkedHashMap<>()),
                    variable.get(),
                    block.get("values").orElse(one));
        }
        Map<String, Entry> all = new LinkedHashMap<>();
        tests.forEach((test, variables) -> all.put(test, new Entry(place, new Mapping(variables, place))));
        statement.put("Condition", new Entry(place, blocks.get().known() ? new Mapping(all, place) : blocks.get()));
    }
}
