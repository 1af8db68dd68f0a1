package dev.registrar.yaml;

import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * A text that was read as YAML.
 *
 * @param text the decoded text, a byte-order mark included; offsets of spans count in it
 * @param root empty when there is nothing, or nothing that can be read
 * @param problems in the order of their places
 */
public record YamlDocument(String text, Optional<YamlNode> root, List<Problem> problems) {
    public YamlDocument {
        problems = List.copyOf(problems);
    }

    /** Something that is not as it should be; {@code remedy} says how to repair it. Both are sentences. */
    public record Problem(Kind kind, Pointer pointer, Span span, String message, String remedy) {
        public Problem {
            message = Words.sentence(message);
            remedy = Words.sentence(remedy);
        }
    }

    /** What sort of problem it is. */
    public enum Kind {
        /** Not UTF-8: binary, UTF-16, a stray byte. */
        ENCODING,
        SYNTAX,
        DUPLICATE_KEY,
        /** Over a limit of size, depth or aliases. */
        LIMIT,
        /** Something YAML allows and a catalog does not: several documents, keys that are not text, tags, cycles. */
        SHAPE
    }

    /** Where a value stands; empty when there is none. */
    public Optional<YamlNode> at(Pointer pointer) {
        Optional<YamlNode> node = root;
        for (String segment : pointer.segments()) {
            node = node.flatMap(parent -> child(parent, segment));
        }
        return node;
    }

    /** The place of a value's key; of the value itself where it has none (the root, a list's item). */
    public Optional<Span> keySpan(Pointer pointer) {
        if (pointer.segments().isEmpty()) {
            return root.map(YamlNode::span);
        }
        String last = pointer.segments().get(pointer.segments().size() - 1);
        return at(pointer.parent())
                .flatMap(parent -> parent instanceof YamlNode.Mapping mapping
                        ? mapping.entry(last).map(YamlNode.Entry::keySpan)
                        : child(parent, last).map(YamlNode::span));
    }

    /**
     * Where an entry of this document has its value: from the value's start (behind anchor and tag) to its end; for an
     * alias the alias itself, while the node's own span is where its anchor stands.
     */
    public Span writtenValue(YamlNode.Entry entry) {
        Span value = entry.value().span();
        int behindKey = entry.keySpan().end();
        if (value.start() >= behindKey) {
            return value;
        }
        int start = Words.behindProperties(text, text.indexOf(':', behindKey) + 1, text.length());
        return behind(entry.keySpan(), start, Words.behindName(text, start, text.length()));
    }

    /** Counted from the key on, not from the start of the text: there may be a thousand aliases in ten megabytes. */
    private Span behind(Span key, int start, int end) {
        int line = key.endLine()
                + (int) text.substring(key.end(), start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int column = line > key.endLine()
                ? text.codePointCount(lineStart, start) + 1
                : key.column() + text.codePointCount(key.start(), start);
        return new Span(start, end, line, column, line, column + text.codePointCount(start, end) - 1);
    }

    private static Optional<YamlNode> child(YamlNode parent, String segment) {
        if (parent instanceof YamlNode.Mapping mapping) {
            return mapping.entry(segment).map(YamlNode.Entry::value);
        }
        if (parent instanceof YamlNode.Sequence sequence && segment.matches("\\d{1,9}")) {
            int index = Integer.parseInt(segment);
            return index < sequence.items().size()
                    ? Optional.of(sequence.items().get(index))
                    : Optional.empty();
        }
        return Optional.empty();
    }
}
