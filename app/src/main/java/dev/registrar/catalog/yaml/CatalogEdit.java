package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Field;
import dev.registrar.text.Pointer;
import dev.registrar.text.TextEdit;
import dev.registrar.yaml.YamlDocument;
import dev.registrar.yaml.YamlDocument.Problem;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Changes of a catalog's text that touch nothing but what is meant. Each is a splice of the old text; the new text is read
 * again, and unless it says exactly what the old one said and the change, the edit is refused. Edits combine by applying one
 * to the other's result.
 */
public final class CatalogEdit {
    private CatalogEdit() {}

    /** Adds an entry: in order where the entries are sorted by name, else behind the last. */
    public static EditResult add(CatalogText before, NewEntry entry) {
        String name = entry.registry().name();
        return splice(before, new EntrySplice(before.document()), splice -> splice.add(entry.registry()), after -> {
            boolean added = after.catalog().registry(name).equals(Optional.of(entry.registry()));
            return added && sameBut(before, after, List.of(Layout.REPOSITORIES, name));
        });
    }

    /** The lines that {@link #add} would insert for the entry itself, each with its line break. */
    public static String preview(NewEntry entry, CatalogText before) {
        Style style = new EntrySplice(before.document()).style(entry.registry().name());
        return String.join(style.lineBreak(), EntryText.lines(entry.registry(), style)) + style.lineBreak();
    }

    /** Gives a field of a registry this value; a missing key, and a missing map around it, are written in. */
    public static EditResult setField(CatalogText before, String registry, Field field, String value) {
        List<String> path = field.of(registry).segments();
        return splice(
                before,
                new FieldSplice(before.document()),
                splice -> splice.set(registry, field, value),
                after -> reads(after, path, value, FieldSplice.typeOf(field)) && sameBut(before, after, path));
    }

    /** Gives a registry another name, where it stands. */
    public static EditResult rename(CatalogText before, String registry, String name) {
        return splice(
                before,
                new EntrySplice(before.document()),
                splice -> splice.rename(registry, name),
                after ->
                        renamed(before, after, registry, name) && sameBut(before, after, List.of(Layout.REPOSITORIES)));
    }

    /** Removes an entry, and the comment lines right above it. */
    public static EditResult remove(CatalogText before, String registry) {
        List<String> path = List.of(Layout.REPOSITORIES, registry);
        return splice(
                before,
                new EntrySplice(before.document()),
                splice -> splice.remove(registry),
                after -> at(after, path).isEmpty() && sameBut(before, after, path));
    }

    /** Gives a key of the catalog itself, such as {@code last_updated}, this value; without that key all stays as it is. */
    public static EditResult setTopLevel(CatalogText before, String key, String value) {
        Optional<EditResult> unread = unreadable(before);
        if (unread.isPresent()) {
            return unread.get();
        }
        if (at(before, List.of(key)).isEmpty()) {
            return new EditResult.Edited(before.document().text());
        }
        return splice(
                before,
                new FieldSplice(before.document()),
                splice -> splice.setTopLevel(key, value),
                after -> reads(after, List.of(key), value, YamlNode.Type.STRING)
                        && sameBut(before, after, List.of(key)));
    }

    private interface Change<S> {
        List<TextEdit> edits(S splice) throws NotPossible;
    }

    private static <S> EditResult splice(
            CatalogText before, S splice, Change<S> change, Predicate<CatalogText> asIntended) {
        Optional<EditResult> unread = unreadable(before);
        if (unread.isPresent()) {
            return unread.get();
        }
        String text;
        try {
            text = TextEdit.apply(before.document().text(), change.edits(splice));
        } catch (NotPossible reason) {
            return new EditResult.Refused(String.valueOf(reason.getMessage()));
        }
        CatalogText after = CatalogReader.read(text);
        Optional<Problem> newProblem = newProblem(before.document(), after.document());
        if (newProblem.isPresent()) {
            Problem problem = newProblem.get();
            return new EditResult.Refused(
                    "the result would not be right: line " + problem.span().line() + ": " + problem.message());
        }
        return asIntended.test(after)
                ? new EditResult.Edited(text)
                : new EditResult.Refused(
                        "the change would reach further than this entry, through an anchor, an alias or"
                                + " the way in which the file is written; please make it by hand");
    }

    private static Optional<EditResult> unreadable(CatalogText before) {
        return before.document().problems().stream()
                .filter(problem -> switch (problem.kind()) {
                    case ENCODING, SYNTAX, LIMIT -> true;
                    case DUPLICATE_KEY, SHAPE -> false;
                })
                .findFirst()
                .map(problem -> new EditResult.Refused(
                        "the catalog cannot be read: line " + problem.span().line() + ": " + problem.message()));
    }

    /** Problems that were there stay; their messages may name other lines now, so they are counted. */
    private static Optional<Problem> newProblem(YamlDocument before, YamlDocument after) {
        return after.problems().stream()
                .filter(problem -> count(after, problem.kind()) > count(before, problem.kind()))
                .findFirst();
    }

    private static long count(YamlDocument document, YamlDocument.Kind kind) {
        return document.problems().stream()
                .filter(problem -> problem.kind() == kind)
                .count();
    }

    private static boolean sameBut(CatalogText before, CatalogText after, List<String> path) {
        return SameTree.sameBut(before.document().root(), after.document().root(), path);
    }

    private static Optional<YamlNode> at(CatalogText text, List<String> path) {
        return text.document().at(new Pointer(path));
    }

    private static boolean reads(CatalogText after, List<String> path, String value, YamlNode.Type type) {
        return at(after, path)
                .filter(node -> node instanceof Scalar scalar
                        && scalar.type() == type
                        && scalar.text().equals(value))
                .isPresent();
    }

    private static boolean renamed(CatalogText before, CatalogText after, String old, String name) {
        Optional<YamlNode> one = at(before, List.of(Layout.REPOSITORIES));
        Optional<YamlNode> other = at(after, List.of(Layout.REPOSITORIES));
        if (!(one.orElse(null) instanceof Mapping a && other.orElse(null) instanceof Mapping b)
                || a.entries().size() != b.entries().size()) {
            return false;
        }
        for (int i = 0; i < a.entries().size(); i++) {
            Entry was = a.entries().get(i);
            Entry is = b.entries().get(i);
            String expected = was.key().equals(old) ? name : was.key();
            if (!is.key().equals(expected) || !SameTree.same(was.value(), is.value())) {
                return false;
            }
        }
        return true;
    }

    /** The message is the reason for the refusal. */
    static final class NotPossible extends Exception {
        private static final long serialVersionUID = 1L;

        NotPossible(String reason) {
            super(reason);
        }
    }
}
