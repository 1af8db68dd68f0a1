package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Registry;
import dev.registrar.catalog.yaml.CatalogEdit.NotPossible;
import dev.registrar.text.Span;
import dev.registrar.text.TextEdit;
import dev.registrar.yaml.ScalarWriter;
import dev.registrar.yaml.ScalarWriter.Quote;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Splices that put whole entries in, take them out, or rename them. */
final class EntrySplice {
    private final YamlDocument document;
    private final Layout layout;
    private final Lines lines;

    EntrySplice(YamlDocument document) {
        this.document = document;
        this.layout = new Layout(document);
        this.lines = layout.lines();
    }

    Style style(String name) {
        return layout.style(place(layout.entries(), name));
    }

    List<TextEdit> add(Registry registry) throws NotPossible {
        if (document.root().isPresent() && layout.root().isEmpty()) {
            throw new NotPossible("the catalog is not a map of keys and values");
        }
        Style style = style(registry.name());
        List<String> body = EntryText.lines(registry, style);
        Optional<Entry> repositories = layout.repositories();
        if (repositories.isEmpty()) {
            return List.of(withRepositories(body, style));
        }
        if (layout.alias(repositories.get())) {
            throw new NotPossible("'repositories' is an alias; write its entries there");
        }
        YamlNode value = repositories.get().value();
        if (!(value instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            return Blocks.open(layout, repositories.get(), body, style.lineBreak());
        }
        if (mapping.flow()) {
            throw new NotPossible("'repositories' is written in braces { }; write one entry below the other, indented");
        }
        if (mapping.entry(registry.name()).filter(entry -> !entry.merged()).isPresent()) {
            throw new NotPossible("'" + registry.name() + "' is already in the catalog");
        }
        return List.of(among(layout.entries(), registry.name(), body, style, mapping));
    }

    private TextEdit withRepositories(List<String> body, Style style) throws NotPossible {
        Optional<Mapping> root = layout.root();
        if (root.isPresent() && root.get().flow()) {
            throw new NotPossible("the catalog is written in braces { }; write one key below the other");
        }
        List<Entry> keys = root.map(Layout::own).orElse(List.of());
        int indent = keys.isEmpty() ? 0 : layout.indent(keys.get(0));
        List<String> all = new ArrayList<>();
        all.add(" ".repeat(Math.max(0, indent)) + Layout.REPOSITORIES + ":");
        body.forEach(line -> all.add(" ".repeat(Math.max(0, indent)) + line));
        int at = keys.isEmpty() ? layout.text().length() : layout.behind(keys.get(keys.size() - 1));
        return Blocks.insert(layout.text(), at, all, style.lineBreak());
    }

    private TextEdit among(List<Entry> entries, String name, List<String> body, Style style, Mapping mapping)
            throws NotPossible {
        int place = place(entries, name);
        List<String> blanks = Collections.nCopies(style.blankLines(), "");
        List<String> all = new ArrayList<>();
        if (place > 0) {
            Entry previous = entries.get(place - 1);
            if (layout.endsInOpenTextBlock(previous)) {
                throw new NotPossible("the file ends in a text block without a line break; add one at its end");
            }
            all.addAll(keepsBlankLines(previous) ? List.of() : blanks);
            all.addAll(body);
            return Blocks.insert(layout.text(), layout.behind(previous), all, style.lineBreak());
        }
        all.addAll(body);
        if (entries.isEmpty()) {
            return Blocks.insert(layout.text(), lines.behind(mapping.span().end()), all, style.lineBreak());
        }
        all.addAll(blanks);
        return Blocks.insert(layout.text(), layout.above(entries.get(0)), all, style.lineBreak());
    }

    /** Whether it ends in a text block of the kind {@code |+}, to which blank lines behind it belong. */
    private boolean keepsBlankLines(Entry entry) {
        int end = layout.end(entry);
        return end > 0 && layout.text().charAt(end - 1) == '\n' && layout.behind(entry) == end;
    }

    /** The index of the entry before which a name belongs: by order where there is one, else behind all. */
    private static int place(List<Entry> entries, String name) {
        int place = entries.size();
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0 && entries.get(i - 1).key().compareTo(entries.get(i).key()) > 0) {
                return entries.size();
            }
            if (place == entries.size() && entries.get(i).key().compareTo(name) > 0) {
                place = i;
            }
        }
        return place;
    }

    List<TextEdit> rename(String registry, String name) throws NotPossible {
        Entry entry = entry(registry);
        if (layout.repositories()
                .map(Entry::value)
                .filter(node -> node instanceof Mapping all && all.entry(name).isPresent())
                .isPresent()) {
            throw new NotPossible("'" + name + "' is already in the catalog");
        }
        char first = layout.text().charAt(entry.keySpan().start());
        Quote quote = first == '"' ? Quote.DOUBLE : first == '\'' ? Quote.SINGLE : Quote.NONE;
        return List.of(TextEdit.replace(entry.keySpan(), ScalarWriter.write(name, quote)));
    }

    List<TextEdit> remove(String registry) throws NotPossible {
        Entry entry = entry(registry);
        List<Entry> entries = layout.entries();
        if (layout.indent(entry) < 0) {
            throw new NotPossible("'" + registry + "' shares its line with something else");
        }
        int index = entries.indexOf(entry);
        int start = layout.above(entry);
        int end = layout.behind(entry);
        boolean first = index == 0;
        if (!first) {
            start = withoutBlanksAbove(start, layout.behind(entries.get(index - 1)));
        }
        if (first ? entries.size() > 1 : keepsBlankLines(entries.get(index - 1))) {
            end = withoutBlanksBelow(end);
        }
        List<TextEdit> edits = new ArrayList<>();
        edits.add(new TextEdit(withoutOpenEnd(start, end), end, ""));
        Entry repositories = layout.repositories().orElseThrow();
        if (repositories.value() instanceof Mapping all && all.entries().size() == 1) {
            Span key = repositories.keySpan();
            edits.add(TextEdit.insert(Blocks.behindColon(layout, key), " {}"));
        }
        return edits;
    }

    private int withoutBlanksAbove(int start, int least) {
        int from = start;
        while (from > least && lines.blank(lines.previous(from))) {
            from = lines.previous(from);
        }
        return from;
    }

    private int withoutBlanksBelow(int end) {
        int to = end;
        while (to < layout.text().length() && lines.blank(to)) {
            to = lines.next(to);
        }
        return to;
    }

    /** A text without a line break at its end keeps it so. */
    private int withoutOpenEnd(int start, int end) {
        String text = layout.text();
        boolean open = end == text.length() && !text.endsWith("\n");
        if (!open || start == 0) {
            return start;
        }
        return lines.contentEnd(lines.previous(start));
    }

    private Entry entry(String registry) throws NotPossible {
        Optional<YamlNode> all = layout.repositories().map(Entry::value);
        Optional<Entry> entry = all.filter(Mapping.class::isInstance).flatMap(node -> ((Mapping) node).entry(registry));
        if (entry.isEmpty()) {
            throw new NotPossible("'" + registry + "' is not in the catalog");
        }
        if (entry.get().merged()) {
            throw new NotPossible("'" + registry + "' comes in through a merge key (<<)");
        }
        if (((Mapping) all.get()).flow()) {
            throw new NotPossible("'repositories' is written in braces { }; please edit it by hand");
        }
        return entry.get();
    }
}
