package dev.registrar.catalog.yaml;

import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;

/** Where the parts of a catalog stand in its text. */
final class Layout {
    static final String REPOSITORIES = "repositories";

    private final YamlDocument document;
    private final Lines lines;

    Layout(YamlDocument document) {
        this.document = document;
        this.lines = new Lines(document.text());
    }

    Lines lines() {
        return lines;
    }

    String text() {
        return document.text();
    }

    Optional<Mapping> root() {
        return document.root().filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    Optional<Entry> repositories() {
        return root().flatMap(root -> own(root, REPOSITORIES));
    }

    /** The entries that stand under {@code repositories} itself, and did not come in by a merge. */
    List<Entry> entries() {
        return repositories().map(Entry::value).map(Layout::own).orElse(List.of());
    }

    Style style(int at) {
        return new Habits(lines, repositories(), entries(), this::end).around(at);
    }

    /** Where an entry's value ends as it is written: an alias ends here, its value elsewhere. */
    int end(Entry entry) {
        return Math.max(entry.keySpan().end(), document.writtenValue(entry).end());
    }

    boolean alias(Entry entry) {
        return entry.value().span().start() < entry.keySpan().end();
    }

    int indent(Entry entry) {
        return lines.indentOf(entry.keySpan().start());
    }

    /** Behind the lines of an entry and the comments that go with it. */
    int behind(Entry entry) {
        return lines.behindOwn(end(entry), Math.max(0, indent(entry)));
    }

    /** The first line of an entry, comments right above it included. */
    int above(Entry entry) {
        return lines.aboveOwn(entry.keySpan().start(), Math.max(0, indent(entry)));
    }

    /** Whether the text ends in a text block (| or >) that a line break behind it would change. */
    boolean endsInOpenTextBlock(Entry entry) {
        return !text().endsWith("\n") && end(entry) == text().length() && textBlock(entry.value());
    }

    private boolean textBlock(YamlNode node) {
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            return textBlock(mapping.entries().get(mapping.entries().size() - 1).value());
        }
        return node instanceof Scalar scalar
                && !scalar.plain()
                && "|>".indexOf(text().charAt(scalar.span().start())) >= 0;
    }

    static Optional<Entry> own(Mapping mapping, String key) {
        return mapping.entry(key).filter(entry -> !entry.merged());
    }

    static List<Entry> own(YamlNode node) {
        return node instanceof Mapping mapping
                ? mapping.entries().stream().filter(entry -> !entry.merged()).toList()
                : List.of();
    }
}
