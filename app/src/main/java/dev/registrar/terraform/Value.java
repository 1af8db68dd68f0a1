package dev.registrar.terraform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expression comes to, and where that was written: a value that goes through a variable keeps its place. */
public sealed interface Value {
    Place place();

    /** What sort of scalar. */
    enum Type {
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    record Scalar(Type type, String word, Place place) implements Value {}

    record Sequence(List<Value> items, Place place) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** @param entries in the text's order */
    record Mapping(Map<String, Entry> entries, Place place) implements Value {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public Optional<Value> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }
    }

    /** A value, and where its key stands. */
    record Entry(Place key, Value value) {}

    /** A string that is another value in JSON. */
    record Encoded(Value inner, Place place) implements Value {}

    /** The text of a file, which may be a YAML or JSON document with places of its own. */
    record FileText(String path, String content, Place place) implements Value {}

    /** A text in the configuration that is another value in JSON, with places of its own. */
    record JsonText(String content, Value inner, Place place) implements Value {}

    /**
     * What the texts do not tell.
     *
     * @param why to go on after “is not known: ”
     * @param link the address of the resource whose name or id it is
     */
    record Unknown(String why, Optional<String> link, Place place) implements Value {
        static Unknown because(String why, Place place) {
            return new Unknown(why, Optional.empty(), place);
        }
    }

    static Scalar string(String text, Place place) {
        return new Scalar(Type.STRING, text, place);
    }

    static Scalar bool(boolean truth, Place place) {
        return new Scalar(Type.BOOLEAN, String.valueOf(truth), place);
    }

    static Scalar nothing(Place place) {
        return new Scalar(Type.NULL, "", place);
    }

    /** Null, or as if it were not written. */
    default boolean isNull() {
        return this instanceof Scalar scalar && scalar.type() == Type.NULL;
    }

    default boolean known() {
        return !(this instanceof Unknown);
    }

    /** A scalar's text, or a file's. */
    default Optional<String> text() {
        if (this instanceof JsonText json) {
            return Optional.of(json.content());
        }
        if (this instanceof FileText file) {
            return Optional.of(file.content());
        }
        return this instanceof Scalar scalar && scalar.type() != Type.NULL
                ? Optional.of(scalar.word())
                : Optional.empty();
    }

    default Optional<Boolean> truth() {
        return text().filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    /** A number without a fraction, of a size that counts have. */
    default Optional<Integer> count() {
        return text().filter(text -> text.matches("-?[0-9]{1,9}(\\.0+)?"))
                .map(text -> Integer.valueOf(text.replaceFirst("\\..*", "")));
    }

    /** Members of a list, or values of a map. */
    default List<Value> members() {
        if (this instanceof Sequence sequence) {
            return sequence.items();
        }
        return this instanceof Mapping mapping
                ? mapping.entries().values().stream().map(Entry::value).toList()
                : List.of();
    }

    /** A list's members; a single value as a list of one, as policies allow. */
    default List<Value> oneOrMany() {
        return this instanceof Sequence sequence ? sequence.items() : isNull() ? List.of() : List.of(this);
    }
}
