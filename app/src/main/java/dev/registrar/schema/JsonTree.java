package dev.registrar.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.yaml.YamlNode;
import java.math.BigInteger;
import java.util.Set;

/** A YAML tree as the JSON tree that the schema library reads. */
final class JsonTree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /**
     * For whatever is written with a point or an exponent. JSON Schema takes 30.0 for an integer; readers of the catalog do
     * not, and no schema of ours asks for a fraction. Within every range, so that it is told once.
     */
    private static final JsonNode NO_WHOLE_NUMBER = JSON.numberNode(1.5);

    private JsonTree() {}

    /** The whole, but for some entries of the mapping that stands under a key of the root. */
    static JsonNode of(YamlNode root, String below, Set<String> leaveOut) {
        if (leaveOut.isEmpty() || !(root instanceof YamlNode.Mapping mapping)) {
            return of(root);
        }
        ObjectNode object = JSON.objectNode();
        for (YamlNode.Entry entry : mapping.entries()) {
            boolean thinned = entry.key().equals(below) && entry.value() instanceof YamlNode.Mapping;
            object.set(entry.key(), thinned ? thinned((YamlNode.Mapping) entry.value(), leaveOut) : of(entry.value()));
        }
        return object;
    }

    private static JsonNode thinned(YamlNode.Mapping mapping, Set<String> leaveOut) {
        ObjectNode object = JSON.objectNode();
        mapping.entries().stream()
                .filter(entry -> !leaveOut.contains(entry.key()))
                .forEach(entry -> object.set(entry.key(), of(entry.value())));
        return object;
    }

    static JsonNode of(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key(), of(entry.value())));
            return object;
        }
        if (node instanceof YamlNode.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return scalar((YamlNode.Scalar) node);
    }

    private static JsonNode scalar(YamlNode.Scalar scalar) {
        return switch (scalar.type()) {
            case STRING -> JSON.textNode(scalar.text());
            case NULL -> JSON.nullNode();
            case BOOLEAN -> JSON.booleanNode(scalar.text().equalsIgnoreCase("true"));
            case INTEGER -> JSON.numberNode(integer(scalar.text()));
            case NUMBER -> NO_WHOLE_NUMBER;
        };
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    }
}
