package dev.registrar.hcl;

import dev.registrar.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Attributes and blocks, each in the text's order.
 *
 * @param span between the braces; of a file, all of it
 */
public record Body(List<Attribute> attributes, List<Block> blocks, Span span) {
    public Body {
        attributes = List.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    /** {@code name = value}. */
    public record Attribute(String name, Span nameSpan, Expression value) {}

    /**
     * {@code type "label" … { body }}.
     *
     * @param header from the type to the last label
     * @param span from the type to the closing brace
     */
    public record Block(String type, List<String> labels, Body body, Span header, Span span) {
        public Block {
            labels = List.copyOf(labels);
        }

        /** Empty where there are fewer labels. */
        public Optional<String> label(int index) {
            return index < labels.size() ? Optional.of(labels.get(index)) : Optional.empty();
        }
    }

    public Optional<Attribute> attribute(String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst();
    }

    public Optional<Expression> value(String name) {
        return attribute(name).map(Attribute::value);
    }

    public Stream<Block> blocks(String type) {
        return blocks.stream().filter(block -> block.type().equals(type));
    }
}
