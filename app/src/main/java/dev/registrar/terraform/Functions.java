package dev.registrar.terraform;

import dev.registrar.hcl.Expression;
import dev.registrar.hcl.Expression.Call;
import dev.registrar.hcl.HclReader;
import dev.registrar.terraform.Value.Encoded;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.FileText;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.terraform.Value.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** The functions that configurations of registries are made with; any other one's result is unknown. */
final class Functions {
    private final Call call;
    private final Scope scope;
    private final List<Value> arguments;
    private final Place place;

    private Functions(Call call, Scope scope, List<Value> arguments) {
        this.call = call;
        this.scope = scope;
        this.arguments = arguments;
        this.place = scope.place(call);
    }

    static Value call(Call call, Scope scope) {
        List<Value> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            arguments.add(Evaluator.evaluate(argument, scope));
        }
        if (call.expanded() && !arguments.isEmpty()) {
            Value last = arguments.remove(arguments.size() - 1);
            if (!(last instanceof Sequence)) {
                return Unknown.because(Evaluator.why(last), scope.place(call));
            }
            arguments.addAll(last.members());
        }
        arguments.forEach(argument -> scope.names()
                .budget()
                .charge(argument.members().size() + argument.text().orElse("").length() / 64));
        return new Functions(call, scope, arguments).result();
    }

    /** A scalar as it looks in a text; unfinished JSON is none. */
    static Optional<String> textOf(Value value) {
        return value.text();
    }

    private Value result() {
        if (arguments.isEmpty()) {
            return unknown();
        }
        Value first = arguments.get(0);
        return switch (call.name()) {
            case "try" -> arguments.stream().filter(Value::known).findFirst().orElse(first);
            case "coalesce" -> coalesce();
            case "can" -> first.known() ? Value.bool(true, place) : unknown();
            case "jsonencode" -> new Encoded(first, place);
            case "jsondecode" -> decoded(first, Documents::json);
            case "yamldecode" -> decoded(first, Documents::yaml);
            case "file" -> file(first);
            case "templatefile" -> templateFile(first);
            case "merge" -> merge();
            case "concat" -> concat();
            case "lookup" -> lookup(first);
            case "element" -> element(first);
            case "tostring", "tonumber", "tobool", "tolist", "tomap", "sensitive", "nonsensitive", "trimspace" ->
                converted(first);
            case "toset", "distinct" -> distinct(first);
            case "compact" -> compact(first);
            case "keys" -> keys(first);
            case "values" -> first instanceof Mapping ? new Sequence(first.members(), place) : unknown(first);
            case "length" -> length(first);
            case "flatten" -> flatten(first);
            case "contains" -> contains(first);
            case "one" -> one(first);
            case "zipmap" -> zipmap(first);
            default -> strings(first);
        };
    }

    private Value unknown() {
        return Unknown.because("the function `" + call.name() + "` is only known to Terraform", place);
    }

    private Value unknown(Value because) {
        return because.known() ? unknown() : Unknown.because(Evaluator.why(because), place);
    }

    private Optional<Value> argument(int index) {
        return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
    }

    private Optional<String> text(int index) {
        return argument(index).flatMap(Value::text);
    }

    private Value coalesce() {
        for (Value value : arguments) {
            if (!value.known()) {
                return value;
            }
            if (!value.isNull() && !value.text().filter(String::isEmpty).isPresent()) {
                return value;
            }
        }
        return unknown();
    }

    private interface Decoding {
        Optional<Value> decode(String text, Place place, boolean ownPlaces);
    }

    private Value decoded(Value text, Decoding decoding) {
        if (text instanceof Encoded encoded) {
            return encoded.inner();
        }
        if (text instanceof Value.JsonText json) {
            return json.inner();
        }
        Optional<Value> value = text instanceof FileText file
                ? decoding.decode(
                        file.content(), new Place(file.path(), file.place().span()), true)
                : text.text().flatMap(plain -> decoding.decode(plain, text.place(), false));
        return value.orElseGet(() -> unknown(text));
    }

    private Value file(Value named) {
        Optional<String> path = named.text().flatMap(text -> TerraformPaths.resolve(base(text), text));
        return path.flatMap(at -> scope.names().file(at).<Value>map(text -> new FileText(at, text, named.place())))
                .orElseGet(() -> named.known()
                        ? Unknown.because("the file `" + named.text().orElse("?") + "` cannot be read here", place)
                        : unknown(named));
    }

    /** {@code path.module} begins with a dot here; anything else is relative to where Terraform is started. */
    private String base(String text) {
        return text.startsWith("./" + scope.names().folder())
                        || text.startsWith("./" + scope.names().rootFolder())
                ? ""
                : scope.names().rootFolder();
    }

    private Value templateFile(Value named) {
        Value file = file(named);
        if (!(file instanceof FileText found) || arguments.size() < 2 || !(arguments.get(1) instanceof Mapping given)) {
            return file.known() ? unknown() : file;
        }
        Map<String, Value> names = new LinkedHashMap<>();
        given.entries().forEach((name, entry) -> names.put(name, entry.value()));
        return HclReader.template(found.content())
                .map(template -> Evaluator.template(template, new Scope(scope.names(), found.path(), names)))
                .orElseGet(this::unknown);
    }

    private Value merge() {
        Map<String, Entry> all = new LinkedHashMap<>();
        for (Value value : arguments) {
            if (value.isNull()) {
                continue;
            }
            if (!(value instanceof Mapping mapping)) {
                return unknown(value);
            }
            all.putAll(mapping.entries());
        }
        return new Mapping(all, place);
    }

    private Value concat() {
        List<Value> all = new ArrayList<>();
        for (Value value : arguments) {
            if (!(value instanceof Sequence)) {
                return unknown(value);
            }
            all.addAll(value.members());
        }
        return new Sequence(all, place);
    }

    private Value lookup(Value map) {
        Optional<String> key = text(1);
        if (!(map instanceof Mapping mapping) || key.isEmpty()) {
            return unknown(map.known() && arguments.size() > 1 ? arguments.get(1) : map);
        }
        return mapping.get(key.get()).or(() -> argument(2)).orElseGet(this::unknown);
    }

    private Value element(Value list) {
        Optional<Integer> at = argument(1).flatMap(Value::count);
        if (!(list instanceof Sequence sequence)
                || at.isEmpty()
                || at.get() < 0
                || sequence.items().isEmpty()) {
            return unknown(list);
        }
        return sequence.items().get(at.get() % sequence.items().size());
    }

    private Value converted(Value value) {
        if (call.name().equals("tolist") && value instanceof Mapping) {
            return unknown();
        }
        if (call.name().equals("trimspace")
                && value instanceof Value.Scalar scalar
                && value.text().isPresent()) {
            return Value.string(scalar.word().strip(), value.place());
        }
        return value;
    }

    private Value distinct(Value list) {
        if (!(list instanceof Sequence)) {
            return unknown(list);
        }
        Set<Object> seen = new LinkedHashSet<>();
        List<Value> kept = list.members().stream()
                .filter(item -> item.text().isEmpty() || seen.add(item.text().get()))
                .toList();
        return new Sequence(kept, list.place());
    }

    private Value compact(Value list) {
        if (!(list instanceof Sequence)) {
            return unknown(list);
        }
        return new Sequence(
                list.members().stream()
                        .filter(item -> !item.isNull()
                                && !item.text().filter(String::isEmpty).isPresent())
                        .toList(),
                place);
    }

    private Value keys(Value map) {
        return map instanceof Mapping mapping
                ? new Sequence(
                        mapping.entries().entrySet().stream()
                                .<Value>map(entry -> Value.string(
                                        entry.getKey(), entry.getValue().key()))
                                .toList(),
                        place)
                : unknown(map);
    }

    private Value length(Value value) {
        if (value instanceof Sequence || value instanceof Mapping) {
            return number(value.members().size());
        }
        return value.text()
                .<Value>map(text -> number(text.codePointCount(0, text.length())))
                .orElseGet(() -> unknown(value));
    }

    private Value number(int number) {
        return new Value.Scalar(Value.Type.NUMBER, String.valueOf(number), place);
    }

    private Value flatten(Value list) {
        if (!(list instanceof Sequence)) {
            return unknown(list);
        }
        List<Value> flat = new ArrayList<>();
        scope.names().budget().charge(list.members().size());
        for (Value item : list.members()) {
            if (!item.known()) {
                return unknown(item);
            }
            if (item instanceof Sequence) {
                flat.addAll(flatten(item).members());
            } else {
                flat.add(item);
            }
        }
        return new Sequence(flat, place);
    }

    private Value contains(Value list) {
        Optional<String> wanted = text(1);
        if (!(list instanceof Sequence) || wanted.isEmpty()) {
            return unknown(list);
        }
        if (list.members().stream().anyMatch(item -> item.text().equals(wanted))) {
            return Value.bool(true, place);
        }
        return list.members().stream().allMatch(Value::known) ? Value.bool(false, place) : unknown();
    }

    private Value one(Value list) {
        if (!(list instanceof Sequence sequence) || sequence.items().size() > 1) {
            return unknown(list);
        }
        return sequence.items().isEmpty()
                ? Value.nothing(place)
                : sequence.items().get(0);
    }

    private Value zipmap(Value names) {
        Optional<Value> values = argument(1);
        boolean fits = names instanceof Sequence
                && values.filter(Sequence.class::isInstance).isPresent()
                && names.members().size() == values.get().members().size()
                && names.members().stream().allMatch(name -> name.text().isPresent());
        if (!fits) {
            return unknown(names);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < names.members().size(); i++) {
            Value name = names.members().get(i);
            entries.put(
                    name.text().orElseThrow(),
                    new Entry(name.place(), values.orElseThrow().members().get(i)));
        }
        return new Mapping(entries, place);
    }

    private Value strings(Value first) {
        return switch (call.name()) {
            case "lower" -> mapped(first, text -> text.toLowerCase(Locale.ROOT));
            case "upper" -> mapped(first, text -> text.toUpperCase(Locale.ROOT));
            case "trimprefix" ->
                withSecond(first, (text, part) -> text.startsWith(part) ? text.substring(part.length()) : text);
            case "trimsuffix" ->
                withSecond(
                        first,
                        (text, part) -> text.endsWith(part) ? text.substring(0, text.length() - part.length()) : text);
            case "startswith" -> withSecond(first, (text, part) -> String.valueOf(text.startsWith(part)));
            case "endswith" -> withSecond(first, (text, part) -> String.valueOf(text.endsWith(part)));
            case "replace" -> replaced(first);
            case "join" -> joined(first);
            case "split" -> split(first);
            case "format" -> formatted(first);
            default -> unknown();
        };
    }

    private Value mapped(Value value, UnaryOperator<String> change) {
        return value.text()
                .<Value>map(text -> Value.string(change.apply(text), value.place()))
                .orElseGet(() -> unknown(value));
    }

    private interface Two {
        String of(String one, String other);
    }

    private Value withSecond(Value first, Two change) {
        Optional<String> second = text(1);
        return second.isPresent() ? mapped(first, text -> change.of(text, second.get())) : unknown(first);
    }

    private Value replaced(Value first) {
        Optional<String> from = text(1);
        Optional<String> to = text(2);
        boolean pattern = from.filter(text -> text.length() > 1 && text.startsWith("/") && text.endsWith("/"))
                .isPresent();
        if (from.isEmpty() || to.isEmpty() || pattern || from.get().isEmpty()) {
            return unknown(first);
        }
        return first.text()
                        .filter(text ->
                                (long) text.length() * Math.max(1, to.get().length()) < Evaluator.LONGEST)
                        .isPresent()
                ? mapped(first, text -> text.replace(from.get(), to.get()))
                : unknown(first);
    }

    private Value joined(Value separator) {
        Optional<Value> list = argument(1);
        if (separator.text().isEmpty()
                || list.isEmpty()
                || !list.get().known()
                || !list.get().members().stream().allMatch(item -> item.text().isPresent())) {
            return list.isPresent() ? unknown(list.get()) : unknown();
        }
        StringJoiner joined = new StringJoiner(separator.text().get());
        for (Value item : list.get().members()) {
            joined.add(item.text().orElseThrow());
            if (joined.length() > Evaluator.LONGEST) {
                return unknown();
            }
        }
        return Value.string(joined.toString(), place);
    }

    private Value split(Value separator) {
        Optional<String> text = text(1);
        if (separator.text().filter(by -> !by.isEmpty()).isEmpty() || text.isEmpty()) {
            return unknown(separator);
        }
        List<Value> parts = new ArrayList<>();
        String whole = text.get();
        String by = separator.text().get();
        Place from = arguments.get(1).place();
        int start = 0;
        for (int at = whole.indexOf(by); at >= 0; at = whole.indexOf(by, start)) {
            scope.names().budget().charge(1);
            parts.add(Value.string(whole.substring(start, at), from));
            start = at + by.length();
        }
        parts.add(Value.string(whole.substring(start), from));
        return new Sequence(parts, place);
    }

    /** With {@code %s}, {@code %d}, {@code %v} and {@code %%}, which is all that names are made with. */
    private Value formatted(Value pattern) {
        if (pattern.text().isEmpty()) {
            return unknown(pattern);
        }
        String text = pattern.text().get();
        StringBuilder built = new StringBuilder();
        int next = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                built.append(text.charAt(i));
                continue;
            }
            char verb = i + 1 < text.length() ? text.charAt(++i) : ' ';
            if (verb == '%') {
                built.append('%');
                continue;
            }
            Optional<Value> value = argument(next++);
            if ("sdv".indexOf(verb) < 0
                    || value.isEmpty()
                    || value.get().text().isEmpty()
                    || built.length() > Evaluator.LONGEST) {
                return value.filter(Value::known).isEmpty() && value.isPresent() ? unknown(value.get()) : unknown();
            }
            built.append(value.get().text().orElseThrow());
        }
        return Value.string(built.toString(), place);
    }
}
