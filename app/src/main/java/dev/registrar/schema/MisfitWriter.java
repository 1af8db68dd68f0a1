package dev.registrar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.registrar.text.Excerpt;
import dev.registrar.text.Nearest;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Turns the library's errors into sentences for people, at the place of the key or value. */
final class MisfitWriter {
    private final YamlDocument document;
    private final JsonNode schema;
    private final boolean catalog;

    MisfitWriter(YamlDocument document, JsonNode schema, boolean catalog) {
        this.document = document;
        this.schema = schema;
        this.catalog = catalog;
    }

    Optional<Misfit> misfit(Error error) {
        Pointer at = Schemas.pointer(error.getInstanceLocation());
        return switch (error.getKeyword()) {
            case "required" -> Optional.of(missing(at, error.getProperty()));
            case "additionalProperties" -> Optional.of(unknown(at, error));
            case "type" -> Optional.of(type(at, error));
            case "enum", "const" -> Optional.of(choice(at, error));
            default -> Optional.of(form(at, error));
        };
    }

    private Misfit missing(Pointer at, String property) {
        Pointer field = at.child(property);
        return new Misfit(
                Misfit.Kind.MISSING,
                field,
                at.segments().isEmpty() ? firstKey() : key(at),
                name(field) + " is missing" + (at.segments().isEmpty() ? "" : " from " + place(at)) + ".",
                "Add " + name(field) + ".",
                Optional.empty());
    }

    private Misfit unknown(Pointer at, Error error) {
        String property = error.getProperty();
        Pointer field = at.child(property);
        Optional<String> meant = Nearest.to(property, knownKeys(error)).filter(known -> absent(at, known));
        return new Misfit(
                Misfit.Kind.UNKNOWN_KEY,
                field,
                key(field),
                "“" + Excerpt.of(property) + "” is not a field of " + place(at) + ".",
                meant.map(known -> "Did you mean `" + known + "`?")
                        .orElseGet(() -> "Remove it. Known here: " + String.join(", ", knownKeys(error)) + "."),
                meant);
    }

    private boolean absent(Pointer at, String key) {
        return document.at(at.child(key)).isEmpty();
    }

    /** The siblings of the keyword say which keys there are. */
    private List<String> knownKeys(Error error) {
        TreeSet<String> keys = new TreeSet<>();
        subschema(error).path("properties").fieldNames().forEachRemaining(keys::add);
        return List.copyOf(keys);
    }

    /** That the keyword which found the error stands in. */
    private JsonNode subschema(Error error) {
        JsonNode object = schema;
        NodePath keyword = error.getSchemaLocation().getFragment();
        for (int i = 0; i < keyword.getNameCount() - 1; i++) {
            object = object.path(String.valueOf(keyword.getElement(i)));
        }
        return object;
    }

    private Misfit type(Pointer at, Error error) {
        List<String> wanted = words(error.getSchemaNode());
        Optional<YamlNode> node = document.at(at);
        Optional<String> quoted = node.filter(value -> wanted.contains("string"))
                .filter(YamlNode.Scalar.class::isInstance)
                .map(value -> ((YamlNode.Scalar) value).text())
                .filter(text -> !text.isEmpty() && !text.equals("~") && !text.equalsIgnoreCase("null"))
                .map(text -> '"' + text + '"');
        Optional<String> truth = wanted.contains("boolean") ? node.flatMap(MisfitWriter::truth) : Optional.empty();
        Optional<String> number =
                wanted.contains("integer") ? node.flatMap(MisfitWriter::unquotedNumber) : Optional.empty();
        Optional<String> suggestion = quoted.or(() -> truth).or(() -> number);
        return new Misfit(
                Misfit.Kind.TYPE,
                at,
                value(at),
                name(at) + " must be " + describe(wanted) + ", but is " + actual(node) + ".",
                suggestion.map(text -> "Write `" + text + "`.").orElse("Give it " + describe(wanted) + "."),
                suggestion);
    }

    private static Optional<String> truth(YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case "yes", "on", "true", "y" -> Optional.of("true");
            case "no", "off", "false", "n" -> Optional.of("false");
            default -> Optional.empty();
        };
    }

    private static Optional<String> unquotedNumber(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.text().matches("[1-9][0-9]{0,8}")
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private Misfit choice(Pointer at, Error error) {
        JsonNode allowed = error.getSchemaNode();
        List<String> words = allowed instanceof ArrayNode ? words(allowed) : List.of(allowed.asText());
        Optional<YamlNode> node = document.at(at);
        boolean scalar = node.filter(YamlNode.Scalar.class::isInstance).isPresent();
        String text = node.map(MisfitWriter::text).orElse("");
        Optional<String> meant =
                scalar ? sameButForCase(text, words).or(() -> Nearest.to(text, words)) : Optional.empty();
        return new Misfit(
                Misfit.Kind.CHOICE,
                at,
                value(at),
                scalar && !text.isEmpty()
                        ? "“" + Excerpt.of(text) + "” is not a value of " + name(at) + "."
                        : name(at) + " must be " + oneOf(words) + ", but is " + actual(node) + ".",
                meant.map(word -> "Did you mean `" + word + "`? Known: " + String.join(", ", words) + ".")
                        .orElse("Use " + oneOf(words) + "."),
                meant);
    }

    private static Optional<String> sameButForCase(String text, List<String> words) {
        return words.stream().filter(text::equalsIgnoreCase).findFirst();
    }

    private Misfit form(Pointer at, Error error) {
        String text = document.at(at).map(MisfitWriter::text).orElse("");
        String wanted = switch (error.getKeyword()) {
            case "format" -> "be a date of the calendar, written YYYY-MM-DD";
            case "minLength", "minItems" -> "not be empty";
            case "maxLength" -> "have at most " + error.getSchemaNode().asText() + " characters";
            case "minimum" -> "be a number of " + error.getSchemaNode().asText() + " or more";
            case "maximum" -> "be a number of " + error.getSchemaNode().asText() + " or less";
            case "pattern" -> "look like `" + subschema(error).at("/examples/0").asText() + "`";
            default -> "be something else (" + error.getKeyword() + ")";
        };
        String but = wanted.equals("not be empty")
                ? ""
                : ", but is " + (text.isEmpty() ? "empty" : "“" + Excerpt.of(text) + "”");
        return new Misfit(
                Misfit.Kind.FORM,
                at,
                value(at),
                name(at) + " must " + wanted + but + ".",
                but.isEmpty() ? "Give it a value." : "Correct the value.",
                Optional.empty());
    }

    /** What is missing from the file as a whole is told at its beginning, not all over it. */
    private Span firstKey() {
        return document.root()
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(root -> ((YamlNode.Mapping) root).entries().stream().findFirst())
                .map(YamlNode.Entry::keySpan)
                .orElse(Span.FIRST);
    }

    private Span key(Pointer at) {
        return document.keySpan(at).orElse(Span.FIRST);
    }

    private Span value(Pointer at) {
        return document.at(at)
                .filter(node ->
                        node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty())
                .map(YamlNode::span)
                .orElseGet(() -> key(at));
    }

    /** The field's name as people write it: without the way to the catalog's entry, which every finding names anyway. */
    private String name(Pointer at) {
        List<String> segments = new ArrayList<>(at.segments());
        if (catalog && segments.size() == 2) {
            return "The entry `" + Excerpt.of(segments.get(1)) + "`";
        }
        if (catalog && segments.size() > 2 && segments.get(0).equals("repositories")) {
            segments = segments.subList(2, segments.size());
        }
        return segments.isEmpty() ? "The file" : "`" + Excerpt.of(String.join(".", segments)) + "`";
    }

    private String place(Pointer at) {
        if (at.segments().isEmpty()) {
            return catalog ? "a catalog" : "this file";
        }
        boolean entry = catalog && at.segments().size() == 2;
        return entry ? "the entry `" + Excerpt.of(at.segments().get(1)) + "`" : name(at);
    }

    private static List<String> words(JsonNode node) {
        List<String> words = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(word -> words.add(word.asText()));
        } else {
            words.add(node.asText());
        }
        return words;
    }

    private static String describe(List<String> types) {
        return switch (types.get(0)) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> "a map of fields";
        };
    }

    private static String actual(Optional<YamlNode> node) {
        if (node.isEmpty()) {
            return "missing";
        }
        if (node.get() instanceof YamlNode.Mapping) {
            return "a map of fields";
        }
        if (node.get() instanceof YamlNode.Sequence) {
            return "a list";
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node.get();
        return switch (scalar.type()) {
            case NULL -> "empty";
            case STRING -> "the text “" + Excerpt.of(scalar.text()) + "”";
            case BOOLEAN -> "the truth value “" + Excerpt.of(scalar.text()) + "”";
            case INTEGER, NUMBER -> "the number " + Excerpt.of(scalar.text());
        };
    }

    private static String text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }

    private static String oneOf(List<String> words) {
        return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
    }
}
