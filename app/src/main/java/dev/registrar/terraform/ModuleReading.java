package dev.registrar.terraform;

import dev.registrar.hcl.Body;
import dev.registrar.hcl.Expression;
import dev.registrar.terraform.Instances.Instance;
import dev.registrar.terraform.Sources.Located;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.terraform.Value.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one instance of a module: its resources, and the modules that it calls. */
final class ModuleReading implements Names {
    /** Real configurations stack three or four. */
    private static final int DEEPEST = 10;

    static final Set<String> WANTED = Set.of(
            "aws_ecr_repository",
            "aws_ecr_lifecycle_policy",
            "aws_ecr_repository_policy",
            "aws_ecr_registry_scanning_configuration",
            "aws_iam_role");

    private static final Set<String> META = Set.of("source", "version", "for_each", "count", "providers", "depends_on");

    private final RootReading root;
    private final String folder;
    private final String prefix;
    private final int depth;
    /** Where people change this instance of the module; null in the root. */
    private final @Nullable Place place;

    private final Map<String, Value> given;
    private final Map<String, Value> evaluated = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> called = new HashSet<>();
    private final Map<String, Map<String, ModuleReading>> children = new LinkedHashMap<>();

    private ModuleReading(
            RootReading root,
            String folder,
            String prefix,
            int depth,
            @Nullable Place place,
            Map<String, Value> given) {
        this.root = root;
        this.folder = folder;
        this.prefix = prefix;
        this.depth = depth;
        this.place = place;
        this.given = given;
    }

    static void readRoot(RootReading root, Map<String, Value> variables) {
        new ModuleReading(root, root.folder, "", 0, null, variables).read();
    }

    private void read() {
        for (Located call : root.sources.blocks(folder, "module")) {
            called(call);
        }
        for (Located located : root.sources.blocks(folder, "resource")) {
            if (WANTED.contains(located.block().label(0).orElse(""))) {
                resources(located);
            }
        }
        moves();
    }

    private void resources(Located located) {
        Scope scope = scope(located.path());
        String type = located.block().label(0).orElse("");
        String address = prefix + type + "." + located.block().label(1).orElse("");
        for (Instance instance : Instances.of(located.block().body(), scope)) {
            root.instance();
            root.resources.add(new Resource(
                    type,
                    address + instance.suffix(),
                    placeOf(instance, located),
                    located.header(),
                    Instances.values(located.block().body(), instance.scope(), located.header())));
        }
    }

    private Place placeOf(Instance instance, Located located) {
        return instance.key()
                .filter(root::own)
                .or(() -> Optional.ofNullable(place))
                .orElseGet(located::header);
    }

    /** Once: another block may have asked for its outputs before. */
    private void called(Located call) {
        if (called.add(call.block().label(0).orElse(""))) {
            calls(call);
        }
    }

    private void calls(Located call) {
        String name = call.block().label(0).orElse("");
        Optional<String> source = Sources.source(call.block());
        Optional<String> local = Sources.localSource(folder, call.block()).filter(root.sources::has);
        boolean opaque =
                local.isEmpty() && source.filter(root::makesRepositories).isPresent();
        if (local.isEmpty() && !opaque) {
            return;
        }
        if (depth >= DEEPEST) {
            throw new Budget.Exceeded();
        }
        for (Instance instance : Instances.of(call.block().body(), scope(call.path()))) {
            root.instance();
            String address = prefix + "module." + name + instance.suffix();
            Mapping values = Instances.values(call.block().body(), instance.scope(), call.header());
            Place where = placeOf(instance, call);
            if (opaque) {
                root.calls.add(new Resource("module", address, where, call.header(), values));
                continue;
            }
            Map<String, Value> arguments = new HashMap<>();
            values.entries().forEach((key, entry) -> arguments.put(key, entry.value()));
            META.forEach(arguments::remove);
            ModuleReading child =
                    new ModuleReading(root, local.orElseThrow(), address + ".", depth + 1, where, arguments);
            children.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(instance.suffix(), child);
            child.read();
        }
    }

    private void moves() {
        for (Located move : root.sources.blocks(folder, "moved")) {
            Optional<String> from = move.block().body().value("from").flatMap(ModuleReading::address);
            Optional<String> to = move.block().body().value("to").flatMap(ModuleReading::address);
            if (from.isPresent() && to.isPresent()) {
                root.moves.add(new Root.Move(prefix + from.get(), prefix + to.get()));
            }
        }
        for (Located removed : root.sources.blocks(folder, "removed")) {
            boolean kept = removed.block()
                    .body()
                    .blocks("lifecycle")
                    .flatMap(block -> block.body().value("destroy").stream())
                    .anyMatch(value -> value instanceof Expression.Literal literal
                            && literal.text().equals("false"));
            removed.block()
                    .body()
                    .value("from")
                    .flatMap(ModuleReading::address)
                    .filter(address -> kept)
                    .ifPresent(address -> root.forgotten.add(prefix + address));
        }
    }

    private static Optional<String> address(Expression expression) {
        if (expression instanceof Expression.Name name) {
            return Optional.of(name.name());
        }
        if (expression instanceof Expression.Attr attr) {
            return address(attr.of()).map(of -> of + "." + attr.name());
        }
        if (expression instanceof Expression.Index index) {
            Optional<String> key = index.key() instanceof Expression.Template template
                    ? template.plain().map(text -> "\"" + text + "\"")
                    : index.key() instanceof Expression.Literal literal
                            ? Optional.of(literal.text())
                            : Optional.empty();
            return address(index.of()).flatMap(of -> key.map(at -> of + "[" + at + "]"));
        }
        return Optional.empty();
    }

    private Scope scope(String path) {
        return new Scope(this, path, Map.of());
    }

    @Override
    public String folder() {
        return folder;
    }

    @Override
    public String rootFolder() {
        return root.folder;
    }

    @Override
    public Budget budget() {
        return root.budget;
    }

    @Override
    public Optional<String> file(String path) {
        return root.texts.apply(path);
    }

    /** Once, and unknown while it is being asked for itself. */
    private Value once(String key, Place at, Supplier<Value> evaluation) {
        Value known = evaluated.get(key);
        if (known != null) {
            return known;
        }
        if (!underWay.add(key)) {
            return Unknown.because("`" + key + "` refers to itself", at);
        }
        Value value = evaluation.get();
        underWay.remove(key);
        evaluated.put(key, value);
        return value;
    }

    @Override
    public Value variable(String name, Place at) {
        return once("var." + name, at, () -> {
            Optional<Located> declared = root.sources.blocks(folder, "variable").stream()
                    .filter(block -> block.block().label(0).orElse("").equals(name))
                    .findFirst();
            Value value = given.get(name);
            if (value == null && declared.isPresent()) {
                value = declared.get()
                        .block()
                        .body()
                        .value("default")
                        .map(initial ->
                                Evaluator.evaluate(initial, scope(declared.get().path())))
                        .orElse(null);
            }
            if (value == null) {
                return Unknown.because("the variable `" + name + "` has no value here", at);
            }
            Value found = value;
            return declared.flatMap(block -> block.block()
                            .body()
                            .value("type")
                            .map(type -> TypeDefaults.applied(found, type, scope(block.path()))))
                    .orElse(found);
        });
    }

    @Override
    public Value local(String name, Place at) {
        return once("local." + name, at, () -> {
            for (Located locals : root.sources.blocks(folder, "locals")) {
                Optional<Expression> value = locals.block().body().value(name);
                if (value.isPresent()) {
                    return Evaluator.evaluate(value.get(), scope(locals.path()));
                }
            }
            return Unknown.because("there is no local value `" + name + "`", at);
        });
    }

    @Override
    public Value resource(String type, String name, Place at) {
        return once(type + "." + name, at, () -> {
            Optional<Located> block = labelled("resource", type, name);
            if (block.isEmpty() || !WANTED.contains(type)) {
                return Unknown.because("`" + type + "." + name + "` is only known once it exists", at);
            }
            return instances(block.get(), instance -> attributes(block.get(), instance));
        });
    }

    private Optional<Located> labelled(String kind, String type, String name) {
        return root.sources.blocks(folder, kind).stream()
                .filter(block -> block.block().labels().equals(List.of(type, name)))
                .findFirst();
    }

    private interface Attributes {
        Value of(Instance instance);
    }

    /** An object; for {@code for_each} a map of them, for {@code count} a list. */
    private Value instances(Located located, Attributes attributes) {
        Body body = located.block().body();
        List<Instance> all = Instances.of(body, scope(located.path()));
        if (all.size() == 1 && all.get(0).suffix().equals("[*]")) {
            return Unknown.because("it is not known how many there are", located.header());
        }
        if (body.value("for_each").isPresent()) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (Instance instance : all) {
                String key = instance.suffix().substring(2, instance.suffix().length() - 2);
                entries.put(key, new Entry(instance.key().orElseGet(located::header), attributes.of(instance)));
            }
            return new Mapping(entries, located.header());
        }
        if (body.value("count").isPresent()) {
            return new Sequence(all.stream().map(attributes::of).toList(), located.header());
        }
        return attributes.of(all.get(0));
    }

    private Value attributes(Located located, Instance instance) {
        String type = located.block().label(0).orElse("");
        String address = prefix + type + "." + located.block().label(1).orElse("") + instance.suffix();
        Mapping values = Instances.values(located.block().body(), instance.scope(), located.header());
        Map<String, Entry> all = new LinkedHashMap<>(values.entries());
        Value name = values.get("name").orElseGet(() -> Value.nothing(located.header()));
        boolean repository = type.equals("aws_ecr_repository");
        if (!name.known()) {
            name = new Unknown(Evaluator.why(name), Optional.of(address), name.place());
        }
        Value later = new Unknown("it is only known once it exists", Optional.empty(), located.header());
        for (String attribute : List.of("arn", "repository_url", "registry_id", "unique_id")) {
            all.putIfAbsent(attribute, new Entry(located.header(), later));
        }
        all.put("name", new Entry(name.place(), name));
        all.put("id", new Entry(name.place(), repository ? name : later));
        return new Mapping(all, located.header());
    }

    @Override
    public Value data(String type, String name, Place at) {
        return once("data." + type + "." + name, at, () -> {
            Optional<Located> block = labelled("data", type, name);
            if (block.isEmpty() || !PolicyDocuments.DATA.contains(type)) {
                return Unknown.because("`data." + type + "." + name + "` is only known to AWS", at);
            }
            return instances(
                    block.get(),
                    instance -> PolicyDocuments.ofData(
                            type,
                            Instances.values(
                                    block.get().block().body(),
                                    instance.scope(),
                                    block.get().header())));
        });
    }

    @Override
    public Value module(String name, Place at) {
        return once("module." + name, at, () -> {
            root.sources.blocks(folder, "module").stream()
                    .filter(call -> call.block().label(0).orElse("").equals(name))
                    .forEach(this::called);
            Map<String, ModuleReading> calls = children.get(name);
            if (calls == null) {
                return Unknown.because("`module." + name + "` cannot be looked into here", at);
            }
            ModuleReading only = calls.get("");
            if (only != null) {
                return only.outputs(at);
            }
            boolean keyed = calls.keySet().stream().allMatch(suffix -> suffix.startsWith("[\""));
            Map<String, Entry> entries = new LinkedHashMap<>();
            List<Value> items = new ArrayList<>();
            calls.forEach((suffix, child) -> {
                Value outputs = child.outputs(at);
                items.add(outputs);
                entries.put(keyed ? suffix.substring(2, suffix.length() - 2) : suffix, new Entry(at, outputs));
            });
            if (calls.containsKey("[*]")) {
                return Unknown.because("it is not known how many there are", at);
            }
            return keyed ? new Mapping(entries, at) : new Sequence(items, at);
        });
    }

    private Value outputs(Place at) {
        Map<String, Entry> outputs = new LinkedHashMap<>();
        for (Located output : root.sources.blocks(folder, "output")) {
            output.block()
                    .body()
                    .value("value")
                    .ifPresent(value -> outputs.put(
                            output.block().label(0).orElse(""),
                            new Entry(output.header(), Evaluator.evaluate(value, scope(output.path())))));
        }
        return new Mapping(outputs, at);
    }
}
