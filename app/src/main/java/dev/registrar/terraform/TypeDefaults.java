package dev.registrar.terraform;

import dev.registrar.hcl.Expression;
import dev.registrar.hcl.Expression.Call;
import dev.registrar.hcl.Expression.Item;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fills in what a variable's type says of attributes that are left out: {@code optional(string, "MUTABLE")}. */
final class TypeDefaults {
    private TypeDefaults() {}

    static Value applied(Value value, Expression type, Scope scope) {
        if (!(type instanceof Call call) || call.arguments().isEmpty()) {
            return value;
        }
        scope.names().budget().charge(1 + value.members().size());
        Expression inner = call.arguments().get(0);
        return switch (call.name()) {
            case "optional" -> applied(value, inner, scope);
            case "map" -> value instanceof Mapping mapping ? all(mapping, inner, scope) : value;
            case "list", "set" ->
                value instanceof Sequence list
                        ? new Sequence(
                                list.items().stream()
                                        .map(item -> applied(item, inner, scope))
                                        .toList(),
                                list.place())
                        : value;
            case "object" ->
                value instanceof Mapping mapping && inner instanceof Items items
                        ? object(mapping, items, scope)
                        : value;
            default -> value;
        };
    }

    private static Mapping all(Mapping mapping, Expression type, Scope scope) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        mapping.entries()
                .forEach((key, entry) -> entries.put(key, new Entry(entry.key(), applied(entry.value(), type, scope))));
        return new Mapping(entries, mapping.place());
    }

    private static Mapping object(Mapping mapping, Items type, Scope scope) {
        Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
        for (Item item : type.items()) {
            String name = item.key() instanceof Template key ? key.plain().orElse("") : "";
            Entry present = entries.get(name);
            if (present != null && !(present.value().isNull() && optional(item.value()))) {
                entries.put(name, new Entry(present.key(), applied(present.value(), item.value(), scope)));
            } else if (optional(item.value())) {
                Call optional = (Call) item.value();
                Value initial = optional.arguments().size() > 1
                        ? Evaluator.evaluate(optional.arguments().get(1), scope)
                        : Value.nothing(mapping.place());
                entries.put(
                        name,
                        new Entry(
                                mapping.place(),
                                applied(initial, optional.arguments().get(0), scope)));
            }
        }
        return new Mapping(entries, mapping.place());
    }

    private static boolean optional(Expression type) {
        return type instanceof Call call
                && call.name().equals("optional")
                && !call.arguments().isEmpty();
    }
}
