package dev.registrar.terraform;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Environment;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.RiskTier;
import dev.registrar.hcl.Expression;
import dev.registrar.hcl.Expression.Item;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One registry as an object of a variable file, with the fields that others there have. */
final class TfvarsEntry {
    private final List<Field> fields;

    private TfvarsEntry(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** A field whose value is a text in HCL, or an object. */
    private record Field(String name, Optional<String> value, Optional<TfvarsEntry> object) {}

    /** It cannot be told what to write. */
    static final class NotPossible extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPossible(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** @param siblings other entries; with none it has id, owner and tier */
    static TfvarsEntry like(List<Item> siblings, Registry registry, Controls controls) {
        if (siblings.isEmpty()) {
            return new TfvarsEntry(List.of(
                    plain("id", registry.id().orElse("")),
                    plain("owner", registry.owner().orElse("")),
                    plain("risk", registry.risk().map(RiskTier::word).orElse(""))));
        }
        List<Items> objects = new ArrayList<>();
        for (Item sibling : siblings) {
            if (!(sibling.value() instanceof Items object)) {
                throw new NotPossible("Its map has more in it than objects.");
            }
            objects.add(object);
        }
        return like(objects, registry, controls, "");
    }

    private static Field plain(String name, String value) {
        return new Field(name, Optional.of(quoted(value)), Optional.empty());
    }

    private static TfvarsEntry like(List<Items> siblings, Registry registry, Controls controls, String within) {
        Map<String, List<Expression>> seen = new LinkedHashMap<>();
        siblings.forEach(sibling -> sibling.items()
                .forEach(item -> seen.computeIfAbsent(name(item), key -> new ArrayList<>())
                        .add(item.value())));
        List<Field> fields = new ArrayList<>();
        seen.forEach((name, values) -> {
            boolean always = values.size() == siblings.size();
            Optional<Field> field = field(name, values, registry, controls);
            if (always && field.isEmpty()) {
                throw new NotPossible("Every entry there has `" + within + name
                        + "`, and Registrar does not know what that is for a new one.");
            }
            field.filter(known -> always).ifPresent(fields::add);
        });
        return new TfvarsEntry(fields);
    }

    private static String name(Item item) {
        return item.key() instanceof Template key ? key.plain().orElse("") : "";
    }

    private static Optional<Field> field(String name, List<Expression> values, Registry registry, Controls controls) {
        List<Items> objects = values.stream()
                .filter(Items.class::isInstance)
                .map(Items.class::cast)
                .toList();
        if (objects.size() == values.size()) {
            TfvarsEntry inner = like(objects, registry, controls, name + ".");
            return Optional.of(new Field(name, Optional.empty(), Optional.of(inner)));
        }
        return Meaning.of(name)
                .flatMap(meaning -> written(meaning, registry, controls))
                .map(value -> new Field(name, Optional.of(value), Optional.empty()));
    }

    private static Optional<String> written(Meaning meaning, Registry registry, Controls controls) {
        return switch (meaning) {
            case NAME -> Optional.of(quoted(registry.name()));
            case ID -> registry.id().map(TfvarsEntry::quoted);
            case OWNER -> registry.owner().map(TfvarsEntry::quoted);
            case RISK -> registry.risk().map(RiskTier::word).map(TfvarsEntry::quoted);
            case ENVIRONMENT -> registry.environment().map(Environment::word).map(TfvarsEntry::quoted);
            case DOMAIN -> registry.domain().map(TfvarsEntry::quoted);
            case REQUESTED_BY -> registry.requestedBy().map(TfvarsEntry::quoted);
            case MUTABILITY -> Optional.of(quoted(controls.tagMutability().word()));
            case ENCRYPTION -> Optional.of(quoted(controls.encryption().word()));
            case SCAN -> Optional.of("true");
            case KEEP -> Optional.of(String.valueOf(controls.keepImageCount()));
            case FORCE_DELETE -> Optional.of("false");
            case KMS_KEY, LIFECYCLE, TAGS, POLICY -> Optional.empty();
        };
    }

    /** Over several lines. */
    String block(String indent, String key) {
        StringBuilder text = new StringBuilder(indent).append(key).append(" = {\n");
        int from = 0;
        while (from < fields.size()) {
            int to = from;
            while (to < fields.size() && fields.get(to).object().isEmpty()) {
                to++;
            }
            aligned(fields.subList(from, to), indent + "  ", text);
            if (to < fields.size()) {
                Field nested = fields.get(to);
                text.append(nested.object().orElseThrow().block(indent + "  ", nested.name()))
                        .append('\n');
                to++;
            }
            from = to;
        }
        return text.append(indent).append('}').toString();
    }

    private static void aligned(List<Field> run, String indent, StringBuilder text) {
        int width = run.stream().mapToInt(field -> field.name().length()).max().orElse(0);
        for (Field field : run) {
            text.append(indent)
                    .append(field.name())
                    .append(" ".repeat(width - field.name().length()))
                    .append(" = ")
                    .append(field.value().orElse(""))
                    .append('\n');
        }
    }

    /** On one line. */
    String line() {
        if (fields.isEmpty()) {
            return "{}";
        }
        List<String> parts = fields.stream()
                .map(field -> field.name() + " = "
                        + field.value()
                                .orElseGet(() -> field.object().orElseThrow().line()))
                .toList();
        return "{ " + String.join(", ", parts) + " }";
    }

    static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                        .replace("${", "$${")
                        .replace("%{", "%%{")
                + '"';
    }
}
