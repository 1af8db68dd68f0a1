package dev.registrar.terraform;

import dev.registrar.hcl.Expression;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Literal;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Tuple;
import dev.registrar.hcl.HclReader;
import dev.registrar.terraform.Value.Entry;
import dev.registrar.terraform.Value.Mapping;
import dev.registrar.terraform.Value.Scalar;
import dev.registrar.terraform.Value.Sequence;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON and YAML texts as values; with places of their own where the text is a file's. */
final class Documents {
    private Documents() {}

    static Optional<Value> json(String text, Place place, boolean ownPlaces) {
        return HclReader.jsonValue(text).map(expression -> value(expression, place, ownPlaces));
    }

    static Value value(Expression expression, Place place, boolean ownPlaces) {
        Place here = ownPlaces ? new Place(place.path(), expression.span()) : place;
        if (expression instanceof Items items) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            items.items()
                    .forEach(item -> entries.put(
                            item.key() instanceof Template key ? key.plain().orElse("") : "",
                            new Entry(
                                    ownPlaces
                                            ? new Place(place.path(), item.key().span())
                                            : place,
                                    value(item.value(), place, ownPlaces))));
            return new Mapping(entries, here);
        }
        if (expression instanceof Tuple tuple) {
            return new Sequence(
                    tuple.items().stream()
                            .map(item -> value(item, place, ownPlaces))
                            .toList(),
                    here);
        }
        if (expression instanceof Template template) {
            return Value.string(template.plain().orElse(""), here);
        }
        if (expression instanceof Literal literal && literal.type() != Literal.Type.NULL) {
            boolean number = literal.type() == Literal.Type.NUMBER;
            return new Scalar(number ? Value.Type.NUMBER : Value.Type.BOOLEAN, literal.text(), here);
        }
        return Value.nothing(here);
    }

    static Optional<Value> yaml(String text, Place place, boolean ownPlaces) {
        YamlDocument document = YamlReader.read(text);
        return document.problems().isEmpty()
                ? document.root().map(root -> value(root, place, ownPlaces))
                : Optional.empty();
    }

    private static Value value(YamlNode node, Place place, boolean ownPlaces) {
        Place here = ownPlaces ? new Place(place.path(), node.span()) : place;
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach(entry -> entries.put(
                            entry.key(),
                            new Entry(
                                    ownPlaces ? new Place(place.path(), entry.keySpan()) : place,
                                    value(entry.value(), place, ownPlaces))));
            return new Mapping(entries, here);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return new Sequence(
                    sequence.items().stream()
                            .map(item -> value(item, place, ownPlaces))
                            .toList(),
                    here);
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return switch (scalar.type()) {
            case STRING -> Value.string(scalar.text(), here);
            case INTEGER, NUMBER -> new Scalar(Value.Type.NUMBER, scalar.text(), here);
            case BOOLEAN -> Value.bool(scalar.text().equalsIgnoreCase("true"), here);
            case NULL -> Value.nothing(here);
        };
    }
}
