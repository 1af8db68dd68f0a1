package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Field;
import dev.registrar.catalog.yaml.CatalogEdit.NotPossible;
import dev.registrar.text.Span;
import dev.registrar.text.TextEdit;
import dev.registrar.yaml.ScalarWriter;
import dev.registrar.yaml.ScalarWriter.Quote;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Splices that give a single key its value. */
final class FieldSplice {
    private final YamlDocument document;
    private final Layout layout;

    FieldSplice(YamlDocument document) {
        this.document = document;
        this.layout = new Layout(document);
    }

    static Type typeOf(Field field) {
        switch (field) {
            case IMAGE_SCANNING:
                return Type.BOOLEAN;
            case KEEP_IMAGE_COUNT:
                return Type.INTEGER;
            default:
                return Type.STRING;
        }
    }

    List<TextEdit> set(String registry, Field field, String value) throws NotPossible {
        if (Arrays.stream(Field.values()).anyMatch(other -> inside(other, field))) {
            throw new NotPossible("'" + field.dotted() + "' is not a single value");
        }
        Mapping all = layout.repositories()
                .map(Entry::value)
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .orElseThrow(() -> new NotPossible("the catalog has no registries"));
        Entry entry =
                all.entry(registry).orElseThrow(() -> new NotPossible("'" + registry + "' is not in the catalog"));
        if (entry.merged() || layout.alias(entry)) {
            throw new NotPossible("'" + registry + "' is not written out, but comes in through an alias");
        }
        Style style = layout.style(layout.entries().indexOf(entry));
        String scalar = typeOf(field) == Type.STRING ? style.scalar(field, value) : value;
        return below(entry, field.path(), scalar, field, value, style);
    }

    private static boolean inside(Field inner, Field outer) {
        return inner != outer
                && inner.path().size() > outer.path().size()
                && inner.path().subList(0, outer.path().size()).equals(outer.path());
    }

    /** Walks down as far as there is something, and writes what is missing there. */
    private List<TextEdit> below(Entry entry, List<String> path, String scalar, Field field, String value, Style style)
            throws NotPossible {
        if (path.isEmpty()) {
            return List.of(replace(entry, field, value));
        }
        if (layout.alias(entry)) {
            throw new NotPossible(
                    "'" + entry.key() + "' is an alias; the change would reach further than this registry");
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            List<String> lines = EntryText.lines(path, scalar, layout.indent(entry) + style.step(), style);
            return Blocks.open(layout, entry, lines, style.lineBreak());
        }
        Optional<Entry> next = Layout.own(mapping, path.get(0));
        if (next.isPresent()) {
            return below(next.get(), path.subList(1, path.size()), scalar, field, value, style);
        }
        return List.of(mapping.flow() ? inBraces(mapping, path, scalar) : inBlock(mapping, path, scalar, field, style));
    }

    private TextEdit inBraces(Mapping mapping, List<String> path, String scalar) {
        StringBuilder text = new StringBuilder(ScalarWriter.write(path.get(0)));
        for (String key : path.subList(1, path.size())) {
            text.append(": {").append(ScalarWriter.write(key));
        }
        text.append(": ").append(scalar).append("}".repeat(path.size() - 1));
        List<Entry> own = Layout.own(mapping);
        if (own.isEmpty()) {
            return TextEdit.insert(mapping.span().start() + 1, text.toString());
        }
        return TextEdit.insert(layout.end(own.get(own.size() - 1)), ", " + text);
    }

    private TextEdit inBlock(Mapping mapping, List<String> path, String scalar, Field field, Style style)
            throws NotPossible {
        List<Entry> own = Layout.own(mapping);
        int indent = own.isEmpty() ? layout.lines().indentOf(mapping.span().start()) : layout.indent(own.get(0));
        if (indent < 0) {
            throw new NotPossible("'" + field.dotted() + "' would share its line with something else");
        }
        List<String> lines = EntryText.lines(path, scalar, indent, style);
        int depth = field.path().size() - path.size();
        List<String> order = siblings(field.path().subList(0, depth));
        int place = order.indexOf(path.get(0));
        Optional<Entry> before = own.stream()
                .filter(entry -> order.indexOf(entry.key()) >= 0 && order.indexOf(entry.key()) < place)
                .reduce((first, second) -> second);
        int at = before.map(layout::behind)
                .orElseGet(() ->
                        own.isEmpty() ? layout.lines().behind(mapping.span().end()) : layout.above(own.get(0)));
        return Blocks.insert(layout.text(), at, lines, style.lineBreak());
    }

    /** The keys that may stand in a map, in the contract's order. */
    private static List<String> siblings(List<String> parent) {
        return Arrays.stream(Field.values())
                .map(Field::path)
                .filter(path -> path.size() > parent.size()
                        && path.subList(0, parent.size()).equals(parent))
                .map(path -> path.get(parent.size()))
                .distinct()
                .toList();
    }

    private TextEdit replace(Entry entry, Field field, String value) throws NotPossible {
        return replace(entry, field.dotted(), value, typeOf(field));
    }

    List<TextEdit> setTopLevel(String key, String value) throws NotPossible {
        Entry entry = layout.root()
                .flatMap(root -> Layout.own(root, key))
                .orElseThrow(() -> new NotPossible("'" + key + "' is not a key of the catalog itself"));
        List<TextEdit> edits = new ArrayList<>();
        edits.add(replace(entry, key, value, Type.STRING));
        return edits;
    }

    private TextEdit replace(Entry entry, String shown, String value, Type type) throws NotPossible {
        if (!(entry.value() instanceof Scalar old)) {
            throw new NotPossible("'" + shown + "' is not a single value");
        }
        Span span = document.writtenValue(entry);
        String text = layout.text();
        boolean empty = span.end() == span.start();
        char first = empty ? ' ' : text.charAt(span.start());
        if (layout.alias(entry) || old.plain()) {
            boolean bareDate = Style.isDate(old.text());
            String scalar = type == Type.STRING ? Style.scalar(value, Quote.NONE, bareDate) : value;
            return empty ? TextEdit.insert(span.start(), " " + scalar) : TextEdit.replace(span, scalar);
        }
        Quote quote = first == '\'' ? Quote.SINGLE : first == '"' ? Quote.DOUBLE : Quote.NONE;
        String scalar = type == Type.STRING ? ScalarWriter.write(value, quote) : value;
        return quote == Quote.NONE ? textBlock(span, scalar, shown) : TextEdit.replace(span, scalar);
    }

    /** A text block (| or >): a comment in its first line would be lost, and its last line break must not be. */
    private TextEdit textBlock(Span span, String scalar, String shown) throws NotPossible {
        String written = layout.text().substring(span.start(), span.end());
        if (written.lines().findFirst().orElse("").contains("#")) {
            throw new NotPossible("'" + shown + "' is a text block with a comment; please edit it by hand");
        }
        return new TextEdit(span.start(), span.start() + written.stripTrailing().length(), scalar);
    }
}
