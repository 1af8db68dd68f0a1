package dev.registrar.yaml;

import dev.registrar.text.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a YAML document. An alias is the node that its anchor marks, with that node's place. */
public sealed interface YamlNode {
    Span span();

    /** How a scalar reads by YAML 1.2's core schema. A quoted scalar is always a {@code STRING}. */
    enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /**
     * A single value.
     *
     * @param text the scalar's own text, unquoted: {@code 012345670123} stays as it was written
     * @param plain neither quoted nor a block scalar
     */
    record Scalar(String text, Type type, boolean plain, Span span) implements YamlNode {

        /** A whole number in any notation of the core schema; empty for anything else, and where it is out of range. */
        public Optional<Integer> wholeNumber() {
            return type == Type.INTEGER ? CoreSchema.wholeNumber(text) : Optional.empty();
        }
    }

    record Sequence(List<YamlNode> items, Span span) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * Entries in the text's order, each key once; what a merge key ({@code <<}) brings comes last. A value like a record,
     * but with an index, since {@code repositories} may hold thousands.
     */
    final class Mapping implements YamlNode {
        private static final int WORTH_AN_INDEX = 12;

        private final List<Entry> entries;
        private final boolean flow;
        private final Span span;
        private final Map<String, Entry> index;

        public Mapping(List<Entry> entries, boolean flow, Span span) {
            this.entries = List.copyOf(entries);
            this.flow = flow;
            this.span = span;
            this.index = this.entries.size() < WORTH_AN_INDEX ? Map.of() : indexOf(this.entries);
        }

        private static Map<String, Entry> indexOf(List<Entry> entries) {
            Map<String, Entry> byKey = new HashMap<>(entries.size() * 2);
            entries.forEach(entry -> byKey.putIfAbsent(entry.key(), entry));
            return byKey;
        }

        public List<Entry> entries() {
            return entries;
        }

        public boolean flow() {
            return flow;
        }

        @Override
        public Span span() {
            return span;
        }

        public Optional<Entry> entry(String key) {
            if (entries.size() >= WORTH_AN_INDEX) {
                return Optional.ofNullable(index.get(key));
            }
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mapping that
                    && flow == that.flow
                    && span.equals(that.span)
                    && entries.equals(that.entries);
        }

        @Override
        public int hashCode() {
            return span.hashCode() * 31 + entries.hashCode();
        }

        @Override
        public String toString() {
            return "Mapping[entries=" + entries + ", flow=" + flow + ", span=" + span + "]";
        }
    }

    /**
     * A key and its value.
     *
     * @param merged whether it came in through a merge key
     */
    record Entry(String key, Span keySpan, YamlNode value, boolean merged) {}
}
