package dev.registrar.terraform;

import dev.registrar.hcl.Expression;
import dev.registrar.hcl.Expression.Attr;
import dev.registrar.hcl.Expression.Binary;
import dev.registrar.hcl.Expression.Call;
import dev.registrar.hcl.Expression.Conditional;
import dev.registrar.hcl.Expression.For;
import dev.registrar.hcl.Expression.Index;
import dev.registrar.hcl.Expression.Item;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Literal;
import dev.registrar.hcl.Expression.Name;
import dev.registrar.hcl.Expression.Splat;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Tuple;
import dev.registrar.hcl.Expression.Unary;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Scalar;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.terraform.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions as far as the texts tell. */
final class Evaluator {
    /** What texts may grow to, put together of others. */
    static final int LONGEST = 1 << 20;

    private Evaluator() {}

    static Value evaluate(Expression expression, Scope scope) {
        Budget budget = scope.names().budget();
        budget.enter();
        try {
            return value(expression, scope);
        } finally {
            budget.leave();
        }
    }

    private static Value value(Expression expression, Scope scope) {
        Place place = scope.place(expression);
        if (expression instanceof Literal literal) {
            return literal(literal, place);
        }
        if (expression instanceof Template template) {
            return template(template, scope);
        }
        if (expression instanceof Tuple tuple) {
            return new Sequence(
                    tuple.items().stream().map(item -> evaluate(item, scope)).toList(), place);
        }
        if (expression instanceof Items items) {
            return items(items, scope);
        }
        if (expression instanceof Name name) {
            return name(name, scope);
        }
        if (expression instanceof Attr attr) {
            return attr(attr, scope);
        }
        if (expression instanceof Index index) {
            return index(index, scope);
        }
        if (expression instanceof Splat splat) {
            return splat(evaluate(splat.of(), scope), place);
        }
        if (expression instanceof Call call) {
            return Functions.call(call, scope);
        }
        if (expression instanceof Unary unary) {
            return Operators.unary(unary.operator(), evaluate(unary.operand(), scope), place);
        }
        if (expression instanceof Binary binary) {
            return Operators.binary(
                    binary.operator(), evaluate(binary.left(), scope), evaluate(binary.right(), scope), place);
        }
        if (expression instanceof Conditional conditional) {
            return conditional(conditional, scope);
        }
        return loop((For) expression, scope);
    }

    private static Value literal(Literal literal, Place place) {
        return new Scalar(
                switch (literal.type()) {
                    case NUMBER -> Value.Type.NUMBER;
                    case BOOLEAN -> Value.Type.BOOLEAN;
                    case NULL -> Value.Type.NULL;
                },
                literal.type() == Literal.Type.NULL ? "" : literal.text(),
                place);
    }

    static Value template(Template template, Scope scope) {
        Place place = scope.place(template);
        if (template.json().isPresent() && template.plain().isPresent()) {
            Value inner = Documents.value(template.json().get(), place, true);
            return new Value.JsonText(template.plain().get(), inner, place);
        }
        List<Expression.Part> parts = template.parts();
        if (parts.size() == 1 && parts.get(0) instanceof Expression.Interpolation only) {
            return evaluate(only.value(), scope);
        }
        StringBuilder text = new StringBuilder();
        for (Expression.Part part : parts) {
            if (part instanceof Expression.Text plain) {
                text.append(plain.text());
            } else if (part instanceof Expression.Interpolation inner) {
                Value value = evaluate(inner.value(), scope);
                Optional<String> known = Functions.textOf(value);
                if (known.isEmpty()) {
                    return Unknown.because(why(value), place);
                }
                text.append(known.get());
                if (text.length() > LONGEST) {
                    return Unknown.because("it is too long", place);
                }
            } else {
                return Unknown.because("it is put together with %{ }", place);
            }
        }
        return Value.string(text.toString(), place);
    }

    static String why(Value value) {
        return value instanceof Unknown unknown ? unknown.why() : "it is made of what is no text";
    }

    private static Value items(Items items, Scope scope) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Item item : items.items()) {
            Value key = evaluate(item.key(), scope);
            Optional<String> text = key.text();
            if (text.isEmpty()) {
                return Unknown.because(why(key), scope.place(items));
            }
            entries.put(text.get(), new Entry(key.place(), evaluate(item.value(), scope)));
        }
        return new Mapping(entries, scope.place(items));
    }

    private static Value name(Name name, Scope scope) {
        Value bound = scope.bound().get(name.name());
        return bound != null
                ? bound
                : Unknown.because("`" + name.name() + "` by itself says nothing", scope.place(name));
    }

    private static Value attr(Attr attr, Scope scope) {
        Place place = scope.place(attr);
        if (attr.of() instanceof Name root && !scope.bound().containsKey(root.name())) {
            Optional<Value> reserved = reserved(root.name(), attr.name(), scope, place);
            return reserved.orElseGet(() -> scope.names().resource(root.name(), attr.name(), place));
        }
        if (attr.of() instanceof Attr inner
                && inner.of() instanceof Name root
                && root.name().equals("data")
                && !scope.bound().containsKey("data")) {
            return scope.names().data(inner.name(), attr.name(), place);
        }
        Value of = evaluate(attr.of(), scope);
        if (of instanceof Sequence list && ofSplat(attr.of())) {
            return new Sequence(
                    list.items().stream()
                            .map(item -> member(item, attr.name(), place))
                            .toList(),
                    place);
        }
        return member(of, attr.name(), place);
    }

    private static boolean ofSplat(Expression expression) {
        return expression instanceof Splat || expression instanceof Attr attr && ofSplat(attr.of());
    }

    private static Optional<Value> reserved(String root, String name, Scope scope, Place place) {
        return switch (root) {
            case "var" -> Optional.of(scope.names().variable(name, place));
            case "local" -> Optional.of(scope.names().local(name, place));
            case "module" -> Optional.of(scope.names().module(name, place));
            case "path" -> Optional.of(path(name, scope, place));
            case "each", "count", "self", "terraform", "data", "ephemeral" ->
                Optional.of(Unknown.because("`" + root + "." + name + "` is only known to Terraform", place));
            default -> Optional.empty();
        };
    }

    private static Value path(String name, Scope scope, Place place) {
        return switch (name) {
            case "module" -> Value.string("./" + scope.names().folder(), place);
            case "root", "cwd" -> Value.string("./" + scope.names().rootFolder(), place);
            default -> Unknown.because("`path." + name + "` says nothing", place);
        };
    }

    static Value member(Value of, String name, Place place) {
        if (of instanceof Mapping mapping) {
            return mapping.get(name).orElseGet(() -> Unknown.because("there is no `" + name + "`", place));
        }
        if (of instanceof Unknown unknown) {
            // The id of an ECR repository is its name.
            boolean names = unknown.link().isPresent() && (name.equals("name") || name.equals("id"));
            return new Unknown(unknown.why(), names ? unknown.link() : Optional.empty(), place);
        }
        return Unknown.because("`" + name + "` is asked of what is no object", place);
    }

    private static Value index(Index index, Scope scope) {
        Place place = scope.place(index);
        Value of = evaluate(index.of(), scope);
        Value key = evaluate(index.key(), scope);
        if (key.text().isEmpty()) {
            return Unknown.because(why(key), place);
        }
        if (of instanceof Sequence sequence) {
            return key.count()
                    .filter(at -> at >= 0 && at < sequence.items().size())
                    .map(at -> sequence.items().get(at))
                    .orElseGet(() -> Unknown.because("the list has no such item", place));
        }
        return member(of, key.text().get(), place);
    }

    private static Value splat(Value of, Place place) {
        if (of instanceof Unknown || of instanceof Sequence) {
            return of;
        }
        return new Sequence(of.isNull() ? List.of() : List.of(of), place);
    }

    private static Value conditional(Conditional conditional, Scope scope) {
        Value condition = evaluate(conditional.condition(), scope);
        return condition
                .truth()
                .map(truth -> evaluate(truth ? conditional.yes() : conditional.no(), scope))
                .orElseGet(() -> Unknown.because(why(condition), scope.place(conditional)));
    }

    private static Value loop(For loop, Scope scope) {
        Place place = scope.place(loop);
        Value collection = evaluate(loop.collection(), scope);
        if (!(collection instanceof Mapping) && !(collection instanceof Sequence)) {
            return Unknown.because(why(collection), place);
        }
        List<Value> items = new ArrayList<>();
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Pair pair : pairs(collection)) {
            Map<String, Value> bound = new LinkedHashMap<>();
            bound.put(loop.valueName(), pair.value());
            loop.keyName().ifPresent(name -> bound.put(name, pair.key()));
            Scope inner = scope.with(bound);
            if (loop.condition().isPresent()) {
                Value condition = evaluate(loop.condition().get(), inner);
                if (condition.truth().isEmpty()) {
                    return Unknown.because(why(condition), place);
                }
                if (!condition.truth().get()) {
                    continue;
                }
            }
            Value value = evaluate(loop.value(), inner);
            if (loop.key().isEmpty()) {
                items.add(value);
                continue;
            }
            Value key = evaluate(loop.key().get(), inner);
            if (key.text().isEmpty()) {
                return Unknown.because(why(key), place);
            }
            put(entries, key, value, loop.grouped());
        }
        return loop.key().isEmpty() ? new Sequence(items, place) : new Mapping(entries, place);
    }

    private static void put(Map<String, Entry> entries, Value key, Value value, boolean grouped) {
        String name = key.text().orElseThrow();
        if (!grouped) {
            entries.put(name, new Entry(key.place(), value));
            return;
        }
        List<Value> all = new ArrayList<>();
        Entry before = entries.get(name);
        if (before != null) {
            all.addAll(before.value().members());
        }
        all.add(value);
        entries.put(name, new Entry(key.place(), new Sequence(all, key.place())));
    }

    /** A key, or the position in a list, and its value. */
    record Pair(Value key, Value value) {}

    static List<Pair> pairs(Value collection) {
        List<Pair> pairs = new ArrayList<>();
        if (collection instanceof Mapping mapping) {
            mapping.entries()
                    .forEach((key, entry) -> pairs.add(new Pair(Value.string(key, entry.key()), entry.value())));
        }
        if (collection instanceof Sequence sequence) {
            for (Value item : sequence.items()) {
                pairs.add(new Pair(new Scalar(Value.Type.NUMBER, String.valueOf(pairs.size()), item.place()), item));
            }
        }
        return pairs;
    }
}
