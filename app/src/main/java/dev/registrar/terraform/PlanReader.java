package dev.registrar.terraform;

import dev.registrar.hcl.HclReader;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Unknown;
import dev.registrar.text.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what {@code terraform show -json} prints of a plan (Terraform, "JSON Output Format"). */
public final class PlanReader {
    private final Place file;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Mapping> later = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final Declarations texts;

    private PlanReader(String path, Declarations texts) {
        this.file = new Place(path, Span.FIRST);
        this.texts = texts;
    }

    /** A plan does not say which root it is of: the one that has most of its repositories. */
    private void places(List<Mapping> changes) {
        Set<String> planned = new HashSet<>();
        for (Mapping change : changes) {
            for (String side : List.of("before", "after")) {
                object(change, "change")
                        .flatMap(made -> object(made, side))
                        .flatMap(values -> values.get("name"))
                        .flatMap(Value::text)
                        .ifPresent(name -> planned.add(text(change, "address") + "|" + name));
            }
        }
        Map<String, Integer> hits = new TreeMap<>();
        texts.repositories()
                .forEach(repository -> hits.merge(
                        repository.root(),
                        planned.contains(repository.address() + "|"
                                        + repository.name().text().orElse(""))
                                ? 1
                                : 0,
                        Integer::sum));
        Optional<String> root =
                hits.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        texts.repositories().stream()
                .filter(repository -> root.filter(repository.root()::equals).isPresent())
                .forEach(repository -> places.putIfAbsent(repository.address(), repository.place()));
        Stream.concat(texts.policies().stream(), texts.roles().stream())
                .filter(document ->
                        root.filter(own -> !own.equals(document.root())).isEmpty())
                .forEach(document -> places.putIfAbsent(document.address(), document.place()));
    }

    private Set<String> written() {
        return texts.repositories().stream()
                .flatMap(repository -> repository.name().text().stream())
                .collect(Collectors.toSet());
    }

    /** @param texts what the configurations declare: they give the places, the plan the values */
    public static PlanRead read(String path, byte[] bytes, Declarations texts) {
        PlanReader reader = new PlanReader(path, texts);
        Optional<Mapping> root = HclReader.jsonValue(text(bytes))
                .map(json -> Documents.value(json, reader.file, false))
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .filter(plan -> plan.get("planned_values").isPresent());
        return root.map(reader::plan).orElseGet(() -> reader.unreadable());
    }

    /** PowerShell writes what it redirects as UTF-16. */
    private static String text(byte[] bytes) {
        boolean marked = bytes.length > 1
                && ((bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe
                        || (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff);
        return new String(bytes, marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    private PlanRead unreadable() {
        Trouble trouble = new Trouble(
                file,
                "This is no plan in JSON.",
                "Make it so: `terraform plan -out=plan.bin`, then `terraform show -json plan.bin > plan.json`.");
        return new PlanRead(
                EcrReader.read(List.of(), List.of(trouble), Set.of(file.path()), Set.of()),
                new PlanChanges(List.of(), List.of(), written()));
    }

    private PlanRead plan(Mapping plan) {
        List<Mapping> changes = objects(plan.get("resource_changes"));
        places(changes);
        for (Mapping change : changes) {
            object(change, "change")
                    .flatMap(made -> object(made, "after_unknown"))
                    .ifPresent(unknown -> later.put(text(change, "address"), unknown));
        }
        object(plan, "planned_values")
                .flatMap(values -> object(values, "root_module"))
                .ifPresent(this::module);
        Root root = new Root("", resources, List.of(), List.of(), List.of());
        return new PlanRead(EcrReader.read(List.of(root), List.of(), Set.of(file.path()), Set.of()), changes(changes));
    }

    private void module(Mapping module) {
        for (Mapping resource : objects(module.get("resources"))) {
            if (text(resource, "mode").equals("managed")) {
                String address = text(resource, "address");
                Place place = places.getOrDefault(address, file);
                Mapping values = object(resource, "values").orElse(new Mapping(Map.of(), place));
                resources.add(new Resource(
                        text(resource, "type"), address, place, place, placed(withUnknowns(values, address), place)));
            }
        }
        objects(module.get("child_modules")).forEach(this::module);
    }

    private Mapping withUnknowns(Mapping values, String address) {
        Mapping unknown = later.get(address);
        if (unknown == null) {
            return values;
        }
        Map<String, Entry> all = new LinkedHashMap<>(values.entries());
        unknown.entries().forEach((name, entry) -> {
            if (entry.value().truth().orElse(false)) {
                all.put(name, new Entry(file, Unknown.because("it is only known after the apply", file)));
            }
        });
        return new Mapping(all, values.place());
    }

    /** Everything stands where the resource does. */
    private static Mapping placed(Mapping mapping, Place place) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> entries.put(key, new Entry(place, placed(entry.value(), place))));
        return new Mapping(entries, place);
    }

    private static Value placed(Value value, Place place) {
        if (value instanceof Mapping mapping) {
            return placed(mapping, place);
        }
        if (value instanceof Value.Sequence list) {
            return new Value.Sequence(
                    list.items().stream().map(item -> placed(item, place)).toList(), place);
        }
        if (value instanceof Value.Scalar scalar) {
            return new Value.Scalar(scalar.type(), scalar.word(), place);
        }
        return Unknown.because(value instanceof Unknown unknown ? unknown.why() : "it is not in the plan", place);
    }

    private PlanChanges changes(List<Mapping> all) {
        List<PlanChanges.Change> destroyed = new ArrayList<>();
        List<PlanChanges.Change> replaced = new ArrayList<>();
        for (Mapping one : all) {
            Optional<Mapping> change = object(one, "change");
            if (change.isEmpty() || !text(one, "type").equals("aws_ecr_repository")) {
                continue;
            }
            List<String> actions = words(change.get(), "actions");
            if (actions.contains("delete")) {
                PlanChanges.Change found = new PlanChanges.Change(
                        text(one, "address"),
                        object(change.get(), "before")
                                .flatMap(before -> before.get("name"))
                                .flatMap(Value::text),
                        because(change.get()),
                        places.getOrDefault(text(one, "address"), file));
                (actions.contains("create") ? replaced : destroyed).add(found);
            }
        }
        return new PlanChanges(destroyed, replaced, written());
    }

    private static List<String> because(Mapping change) {
        return change.get("replace_paths").stream()
                .flatMap(paths -> paths.members().stream())
                .map(path -> String.join(
                        ".",
                        path.members().stream()
                                .flatMap(step -> step.text().stream())
                                .toList()))
                .toList();
    }

    private static List<String> words(Mapping of, String name) {
        return of.get(name).stream()
                .flatMap(list -> list.members().stream())
                .flatMap(word -> word.text().stream())
                .toList();
    }

    private static Optional<Mapping> object(Mapping of, String name) {
        return of.get(name).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    private static List<Mapping> objects(Optional<Value> list) {
        return list.stream()
                .flatMap(all -> all.members().stream())
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .toList();
    }

    private static String text(Mapping of, String name) {
        return of.get(name).flatMap(Value::text).orElse("");
    }
}
