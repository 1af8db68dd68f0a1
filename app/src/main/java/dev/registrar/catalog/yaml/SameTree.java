package dev.registrar.catalog.yaml;

import dev.registrar.text.Span;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Sequence;
import dev.registrar.yaml.YamlNode.Type;
import java.util.List;
import java.util.Optional;

/** Whether two trees say the same, wherever it stands in the text. */
final class SameTree {
    private SameTree() {}

    static boolean same(YamlNode a, YamlNode b) {
        if (a instanceof Scalar one && b instanceof Scalar other) {
            return one.type() == other.type() && one.text().equals(other.text());
        }
        if (a instanceof Sequence one && b instanceof Sequence other) {
            return one.items().size() == other.items().size() && sameItems(one, other);
        }
        return a instanceof Mapping one && b instanceof Mapping other && sameBut(one, other, "", Optional.empty());
    }

    /** Whether they differ at most in what stands at the end of the path, and in the maps on the way to it being there. */
    static boolean sameBut(Optional<YamlNode> a, Optional<YamlNode> b, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        Optional<Mapping> one = map(a);
        Optional<Mapping> other = map(b);
        return one.isPresent()
                && other.isPresent()
                && sameBut(one.get(), other.get(), path.get(0), Optional.of(path.subList(1, path.size())));
    }

    /** Nothing, and a value that is empty, are as good as a map without entries. */
    private static Optional<Mapping> map(Optional<YamlNode> node) {
        if (node.isEmpty() || node.get() instanceof Scalar scalar && scalar.type() == Type.NULL) {
            return Optional.of(new Mapping(List.of(), false, Span.FIRST));
        }
        return node.get() instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    private static boolean sameItems(Sequence a, Sequence b) {
        for (int i = 0; i < a.items().size(); i++) {
            if (!same(a.items().get(i), b.items().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameBut(Mapping a, Mapping b, String key, Optional<List<String>> rest) {
        for (Entry entry : a.entries()) {
            if (rest.isPresent() && entry.key().equals(key)) {
                continue;
            }
            Optional<Entry> other = b.entry(entry.key());
            if (other.isEmpty() || !same(entry.value(), other.get().value())) {
                return false;
            }
        }
        long others = b.entries().stream()
                .filter(entry -> rest.isEmpty() || !entry.key().equals(key))
                .count();
        long own = a.entries().stream()
                .filter(entry -> rest.isEmpty() || !entry.key().equals(key))
                .count();
        return others == own
                && (rest.isEmpty()
                        || sameBut(a.entry(key).map(Entry::value), b.entry(key).map(Entry::value), rest.get()));
    }
}
