package dev.registrar.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.catalog.Catalog;
import dev.registrar.catalog.Field;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.yaml.CatalogEdit;
import dev.registrar.catalog.yaml.CatalogReader;
import dev.registrar.catalog.yaml.CatalogText;
import dev.registrar.catalog.yaml.EditResult;
import dev.registrar.inventory.Drift;
import dev.registrar.inventory.DriftKind;
import dev.registrar.inventory.DriftReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Edits of the catalog that follow from what AWS has. */
final class CatalogEdits {
    private CatalogEdits() {}

    /**
     * What one registry is given.
     *
     * @param from the status that it has to have, or else the edit no longer holds
     */
    record Edit(String registry, Optional<Status> from, Map<Field, String> values) {
        Edit {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        static List<Edit> read(JsonNode list) {
            List<Edit> edits = new ArrayList<>();
            for (JsonNode node : list) {
                Map<Field, String> values = new LinkedHashMap<>();
                node.get("values")
                        .properties()
                        .forEach(value -> values.put(
                                Field.valueOf(value.getKey()), value.getValue().asText()));
                edits.add(new Edit(
                        node.get("registry").asText(),
                        Optional.ofNullable(node.path("from").textValue()).map(Status::valueOf),
                        values));
            }
            return edits;
        }

        static ArrayNode write(List<Edit> edits) {
            ArrayNode list = new ObjectMapper().createArrayNode();
            for (Edit edit : edits) {
                ObjectNode node = list.addObject().put("registry", edit.registry());
                edit.from().ifPresent(status -> node.put("from", status.name()));
                ObjectNode values = node.putObject("values");
                edit.values().forEach((field, value) -> values.put(field.name(), value));
            }
            return list;
        }
    }

    /** An approved entry becomes active once its repository is there. */
    static List<Edit> activations(DriftReport report) {
        return report.of(DriftKind.PENDING_BUT_EXISTING).stream()
                .map(drift -> {
                    Map<Field, String> values = new LinkedHashMap<>();
                    values.put(Field.STATUS, Status.ACTIVE.word());
                    values.put(Field.REPOSITORY_URL, drift.aws().orElseThrow());
                    return new Edit(drift.registry(), Optional.of(Status.PENDING), values);
                })
                .toList();
    }

    /** What else could be repaired by an edit of the catalog; whether it should be is for people. */
    static List<Edit> repairs(DriftReport report, Catalog catalog) {
        Map<String, Edit> edits = new LinkedHashMap<>();
        for (Drift drift : report.drift()) {
            repair(drift, catalog)
                    .ifPresent(values -> edits.merge(
                            drift.registry(), new Edit(drift.registry(), Optional.empty(), values), (one, more) -> {
                                Map<Field, String> both = new LinkedHashMap<>(one.values());
                                more.values().forEach(both::putIfAbsent);
                                return new Edit(one.registry(), one.from(), both);
                            }));
        }
        return List.copyOf(edits.values());
    }

    private static Optional<Map<Field, String>> repair(Drift drift, Catalog catalog) {
        Optional<Status> status = catalog.registry(drift.registry()).flatMap(Registry::status);
        return switch (drift.kind()) {
            case MISPLACED ->
                status.filter(Status.PENDING::equals).isEmpty() && drift.field().isPresent()
                        ? drift.aws().map(url -> Map.of(Field.REPOSITORY_URL, url))
                        : Optional.empty();
            case STRENGTHENED -> raised(drift);
            case CATALOG_ONLY ->
                status.filter(Status.DEPRECATED::equals)
                        .map(deprecated -> Map.of(Field.STATUS, Status.DECOMMISSIONED.word()));
            case AWS_ONLY, WEAKENED, PENDING_BUT_EXISTING, DECOMMISSIONED_BUT_EXISTING, OWNER_GONE -> Optional.empty();
        };
    }

    /** Only what a catalog has words for. */
    private static Optional<Map<Field, String>> raised(Drift drift) {
        String value =
                drift.aws().map(word -> word.equals("KMS_DSSE") ? "KMS" : word).orElse("");
        for (Field field : List.of(Field.TAG_MUTABILITY, Field.ENCRYPTION, Field.KEEP_IMAGE_COUNT)) {
            boolean sayable = List.of("IMMUTABLE", "KMS").contains(value) || value.matches("[0-9]{1,6}");
            if (drift.field().filter(field.dotted()::equals).isPresent() && sayable) {
                return Optional.of(Map.of(field, value));
            }
        }
        return Optional.empty();
    }

    /**
     * Those edits that hold and that the gates let pass: all at once, else one by one.
     *
     * @param passes whether the gates let the second text follow on the first
     */
    static Applied apply(CatalogText before, List<Edit> edits, BiPredicate<CatalogText, CatalogText> passes) {
        Applied all = applied(before, edits);
        if (all.edits().isEmpty() || passes.test(before, all.after())) {
            return all;
        }
        Applied some = new Applied(before, List.of());
        for (Edit edit : edits) {
            Applied next = applied(some.after(), List.of(edit));
            if (!next.edits().isEmpty() && passes.test(some.after(), next.after())) {
                List<Edit> more = new ArrayList<>(some.edits());
                more.add(edit);
                some = new Applied(next.after(), more);
            }
        }
        return some;
    }

    record Applied(CatalogText after, List<Edit> edits) {
        Applied {
            edits = List.copyOf(edits);
        }

        List<String> registries() {
            return edits.stream().map(Edit::registry).toList();
        }
    }

    private static Applied applied(CatalogText before, List<Edit> edits) {
        CatalogText text = before;
        List<Edit> done = new ArrayList<>();
        for (Edit edit : edits) {
            Optional<CatalogText> after = applied(text, edit);
            if (after.isPresent()) {
                text = after.get();
                done.add(edit);
            }
        }
        return new Applied(text, done);
    }

    private static Optional<CatalogText> applied(CatalogText before, Edit edit) {
        Optional<Registry> registry = before.catalog().registry(edit.registry());
        boolean holds = registry.isPresent()
                && (edit.from().isEmpty() || registry.get().status().equals(edit.from()));
        if (!holds) {
            return Optional.empty();
        }
        CatalogText text = before;
        for (Map.Entry<Field, String> value : edit.values().entrySet()) {
            EditResult result = CatalogEdit.setField(text, edit.registry(), value.getKey(), value.getValue());
            if (!(result instanceof EditResult.Edited edited)) {
                return Optional.empty();
            }
            text = CatalogReader.read(edited.text());
        }
        return text.catalog().equals(before.catalog()) ? Optional.empty() : Optional.of(text);
    }
}
