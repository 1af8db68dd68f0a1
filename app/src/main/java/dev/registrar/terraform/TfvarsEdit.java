package dev.registrar.terraform;

import dev.registrar.catalog.Controls;
import dev.registrar.catalog.Registry;
import dev.registrar.hcl.Body.Attribute;
import dev.registrar.hcl.Expression;
import dev.registrar.hcl.Expression.Item;
import dev.registrar.hcl.Expression.Items;
import dev.registrar.hcl.Expression.Template;
import dev.registrar.hcl.Expression.Tuple;
import dev.registrar.hcl.HclFile;
import dev.registrar.hcl.HclReader;
import java.util.List;
import java.util.Optional;

/**
 * Adds a registry to a variable file, in the way in which the file has others, formatted as {@code terraform fmt} would leave
 * it. Nothing else in the file changes: where that cannot be, nothing is done.
 */
public final class TfvarsEdit {
    private final String text;
    private final Registry registry;
    private final Controls controls;

    private TfvarsEdit(String text, Registry registry, Controls controls) {
        this.text = text;
        this.registry = registry;
        this.controls = controls;
    }

    /** What came of it. */
    public sealed interface Result {
        /** @param lines what was added, without the line end behind it */
        record Edited(String text, String lines) implements Result {}

        record There() implements Result {}

        /** @param reason as a sentence */
        record Refused(String reason) implements Result {}
    }

    /**
     * Adds the registry.
     *
     * @param path tells the form
     * @param text of the file; empty where there is none yet
     * @param controls that the registry is to have
     */
    public static Result add(String path, String text, Registry registry, Controls controls) {
        if (path.endsWith(".json")) {
            return new Result.Refused("It is JSON, and Registrar writes native syntax only.");
        }
        HclFile file = HclReader.read(path, text);
        if (!file.whole()) {
            return new Result.Refused("Line " + file.problems().get(0).span().line() + " of it cannot be read.");
        }
        try {
            Result result = new TfvarsEdit(text, registry, controls).add(file);
            return result instanceof Result.Edited edited && !sound(path, file, edited.text())
                    ? new Result.Refused("The entry does not fit in without changing others.")
                    : result;
        } catch (TfvarsEntry.NotPossible refused) {
            return new Result.Refused(refused.reason());
        }
    }

    /** One value more in one of the collections, and everything else as it was. */
    private static boolean sound(String path, HclFile before, String after) {
        HclFile read = HclReader.read(path, after);
        int more = read.body().attributes().stream().mapToInt(TfvarsEdit::size).sum()
                - before.body().attributes().stream().mapToInt(TfvarsEdit::size).sum();
        return read.whole() && more == 1;
    }

    private static int size(Attribute attribute) {
        if (attribute.value() instanceof Items items) {
            return items.items().size();
        }
        return attribute.value() instanceof Tuple tuple ? tuple.items().size() : 0;
    }

    private Result add(HclFile file) {
        Optional<Attribute> collection = collection(file);
        if (collection.isEmpty()) {
            if (!file.body().attributes().isEmpty()) {
                return new Result.Refused("It has no map of registries that could be told from others.");
            }
            String lines = "registries = {\n" + entry(List.of()).block("  ", key(List.of())) + "\n}\n";
            String gap = text.isBlank() ? "" : text.endsWith("\n") ? "\n" : "\n\n";
            return edited(text.length(), gap + lines, lines.stripTrailing());
        }
        Expression value = collection.get().value();
        return value instanceof Items items ? addTo(items) : addTo((Tuple) value);
    }

    private static Optional<Attribute> collection(HclFile file) {
        List<Attribute> all = file.body().attributes();
        Optional<Attribute> named = Meaning.collections()
                .flatMap(name ->
                        all.stream().filter(attribute -> attribute.name().equals(name)))
                .filter(attribute -> attribute.value() instanceof Items || attribute.value() instanceof Tuple)
                .findFirst();
        List<Attribute> maps = all.stream()
                .filter(attribute -> attribute.value() instanceof Items items
                        && !items.items().isEmpty()
                        && items.items().stream().allMatch(item -> item.value() instanceof Items))
                .toList();
        return named.or(() -> maps.size() == 1 ? Optional.of(maps.get(0)) : Optional.empty());
    }

    private static Optional<String> name(Expression expression) {
        return expression instanceof Template template ? template.plain() : Optional.empty();
    }

    private TfvarsEntry entry(List<Item> siblings) {
        return TfvarsEntry.like(siblings, registry, controls);
    }

    /** Quoted where the others are, or where it has to be. */
    private String key(List<Item> siblings) {
        boolean quoted =
                siblings.stream().anyMatch(item -> text.charAt(item.key().span().start()) == '"');
        boolean plain = registry.name().matches("[A-Za-z_][A-Za-z0-9_-]*");
        return quoted || !plain ? TfvarsEntry.quoted(registry.name()) : registry.name();
    }

    private Result addTo(Items map) {
        List<Item> items = map.items();
        if (items.stream()
                .anyMatch(
                        item -> name(item.key()).filter(registry.name()::equals).isPresent())) {
            return new Result.There();
        }
        TfvarsEntry entry = entry(items);
        String key = key(items);
        int end = map.span().end() - 1;
        if (map.span().onOneLine()) {
            if (items.isEmpty()) {
                String indent = indentOf(map.span().start());
                String lines = entry.block(indent + "  ", key);
                return edited(map.span().start() + 1, end, "\n" + lines + "\n" + indent, lines);
            }
            int last = items.get(items.size() - 1).value().span().end();
            return edited(last, last, ", " + key + " = " + entry.line(), key + " = " + entry.line());
        }
        return items.isEmpty() ? addToEmpty(map, entry, key) : addToLines(items, entry, key);
    }

    private Result addToEmpty(Items map, TfvarsEntry entry, String key) {
        int at = lineStart(map.span().end() - 1);
        String lines = entry.block(indentOf(map.span().start()) + "  ", key);
        return edited(at, lines + "\n", lines);
    }

    private Result addToLines(List<Item> items, TfvarsEntry entry, String key) {
        Item model = items.get(items.size() - 1);
        String indent = indentOf(model.key().span().start());
        boolean oneLine = model.value() instanceof Items value
                && value.span().onOneLine()
                && !value.items().isEmpty();
        boolean spaced = items.size() > 1 && spaced(items);
        Optional<Item> next = sorted(items)
                ? items.stream()
                        .filter(item -> name(item.key()).orElse("").compareTo(registry.name()) > 0)
                        .findFirst()
                : Optional.empty();
        int width = items.stream().mapToInt(this::keyWidth).max().orElse(0);
        boolean aligned =
                oneLine && items.stream().allMatch(item -> onOneLine(item) && equalsAt(item) == equalsAt(model));
        if (aligned && key.length() <= width) {
            String line = indent + key + " ".repeat(width - key.length()) + " = " + entry.line();
            return insert(items, next, line, spaced);
        }
        // A block breaks the alignment of the lines around it, unless it is the last.
        return insert(items, oneLine ? Optional.empty() : next, entry.block(indent, key), spaced);
    }

    private static boolean onOneLine(Item item) {
        return item.key().span().line() == item.value().span().endLine();
    }

    private int keyWidth(Item item) {
        return item.key().span().end() - item.key().span().start();
    }

    /** The column of its equals sign. */
    private int equalsAt(Item item) {
        int at = text.indexOf('=', item.key().span().end());
        return at - lineStart(item.key().span().start());
    }

    private Result insert(List<Item> items, Optional<Item> next, String lines, boolean spaced) {
        if (next.isPresent()) {
            int at = behindComments(next.get());
            return edited(at, lines + "\n" + (spaced ? "\n" : ""), lines);
        }
        int last = items.get(items.size() - 1).value().span().end();
        int end = text.indexOf('\n', last);
        int at = end < 0 ? text.length() : text.charAt(end - 1) == '\r' ? end - 1 : end;
        return edited(at, "\n" + (spaced ? "\n" : "") + lines, lines);
    }

    /** The start of the line of an item, or of the comment lines that belong to it. */
    private int behindComments(Item item) {
        int at = lineStart(item.key().span().start());
        while (at > 0) {
            int above = lineStart(at - 1);
            String line = text.substring(above, at).strip();
            if (!line.startsWith("#") && !line.startsWith("//")) {
                return at;
            }
            at = above;
        }
        return at;
    }

    private static boolean sorted(List<Item> items) {
        for (int i = 1; i < items.size(); i++) {
            String before = name(items.get(i - 1).key()).orElse("");
            if (before.compareTo(name(items.get(i).key()).orElse("")) >= 0) {
                return false;
            }
        }
        return items.size() > 1;
    }

    private boolean spaced(List<Item> items) {
        int from = items.get(items.size() - 2).value().span().end();
        int to = items.get(items.size() - 1).key().span().start();
        return text.substring(from, to).replace("\r", "").contains("\n\n");
    }

    private Result addTo(Tuple list) {
        List<Expression> items = list.items();
        if (items.stream()
                .anyMatch(item -> name(item).filter(registry.name()::equals).isPresent())) {
            return new Result.There();
        }
        if (items.stream().anyMatch(item -> name(item).isEmpty())) {
            return new Result.Refused("Its list has more in it than names.");
        }
        String name = TfvarsEntry.quoted(registry.name());
        if (list.span().onOneLine() || items.isEmpty()) {
            int at = items.isEmpty()
                    ? list.span().start() + 1
                    : items.get(items.size() - 1).span().end();
            return edited(at, (items.isEmpty() ? "" : ", ") + name, name);
        }
        Expression last = items.get(items.size() - 1);
        int behind = last.span().end();
        boolean comma = text.startsWith(",", behind);
        String indent = indentOf(last.span().start());
        int end = comma ? behind + 1 : behind;
        return edited(end, (comma ? "" : ",") + "\n" + indent + name + (comma ? "," : ""), indent + name);
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    private String indentOf(int at) {
        int start = lineStart(at);
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    private Result edited(int at, String added, String lines) {
        return edited(at, at, added, lines);
    }

    private Result edited(int from, int to, String added, String lines) {
        String written = text.contains("\r\n") ? added.replace("\n", "\r\n") : added;
        return new Result.Edited(text.substring(0, from) + written + text.substring(to), lines);
    }
}
