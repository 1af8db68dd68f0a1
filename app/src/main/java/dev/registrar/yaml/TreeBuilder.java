package dev.registrar.yaml;

import dev.registrar.text.Places;
import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import dev.registrar.yaml.YamlDocument.Kind;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Scalar;
import dev.registrar.yaml.YamlNode.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Events to a tree. It works on events and not on SnakeYAML's composed nodes, because so every limit is met while reading,
 * with its place, and nothing is built that is thrown away.
 */
final class TreeBuilder {
    private static final String CORE_TAG = "tag:yaml.org,2002:";

    private final Parser events;
    private final String text;
    private final Places places;
    private final Problems problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final List<String> path = new ArrayList<>();
    private int aliases;
    /** Values seen so far, every alias counted as all that it stands for. */
    private long values;

    TreeBuilder(Parser events, String text, Places places, Problems problems) {
        this.events = events;
        this.text = text;
        this.places = places;
        this.problems = problems;
    }

    /** @param node empty while the node is still being read */
    private record Anchored(Optional<YamlNode> node, long values) {}

    private record KeyText(String text, Span span, boolean merge) {}

    /** @throws LimitReached when the text costs more than it may; the problem has been noted */
    Optional<YamlNode> build() {
        next(Event.ID.StreamStart);
        if (events.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        next(Event.ID.DocumentStart);
        YamlNode root = node();
        next(Event.ID.DocumentEnd);
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            problem(
                    Kind.SHAPE,
                    places.word(start(events.peekEvent())),
                    "a second document starts here",
                    "keep one document in a file: remove the line '---' and what belongs to the other document");
        }
        boolean nothing =
                root instanceof Scalar scalar && scalar.plain() && scalar.text().isEmpty();
        return nothing ? Optional.empty() : Optional.of(root);
    }

    private Event next(Event.ID expected) {
        Event event = events.getEvent();
        if (event.getEventId() != expected) {
            throw new IllegalStateException("expected " + expected + ", got " + event.getEventId());
        }
        return event;
    }

    private YamlNode node() {
        Event event = events.getEvent();
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        count(1, event);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (path.size() >= Limits.DEPTH) {
            throw limit(event, "values are nested more than " + Limits.DEPTH + " deep", "nest them less deeply");
        }
        return collection((CollectionStartEvent) event);
    }

    private YamlNode collection(CollectionStartEvent event) {
        long before = values;
        open(event);
        checkTag(event, event.getTag(), event instanceof MappingStartEvent ? "map" : "seq");
        YamlNode node = event instanceof SequenceStartEvent ? sequence(event) : mapping(event);
        close(event, node, values - before + 1);
        return node;
    }

    private void open(NodeEvent event) {
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), new Anchored(Optional.empty(), 0));
        }
    }

    private void close(NodeEvent event, YamlNode node, long expanded) {
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), new Anchored(Optional.of(node), expanded));
        }
    }

    private YamlNode alias(AliasEvent event) {
        Span span = span(event.getStartMark(), event.getEndMark());
        aliases++;
        if (aliases > Limits.ALIASES) {
            throw limit(
                    event,
                    "there are more than " + Limits.ALIASES + " aliases",
                    "write the values out instead of aliases");
        }
        Anchored anchored = anchors.get(event.getAnchor());
        String name = Words.shorten(event.getAnchor());
        if (anchored == null) {
            problem(
                    Kind.SYNTAX,
                    span,
                    "the alias *" + name + " stands for nothing: no &" + name + " before it",
                    "mark the value with &" + name + ", or write the value here");
            return new Scalar("", Type.NULL, true, span);
        }
        if (anchored.node().isEmpty()) {
            problem(
                    Kind.SHAPE,
                    span,
                    "the alias *" + name + " stands inside the very value that it repeats",
                    "write the value out instead of the alias");
            return new Scalar("", Type.NULL, true, span);
        }
        count(anchored.values(), event);
        return anchored.node().get();
    }

    private Scalar scalar(ScalarEvent event) {
        int start = valueStart(event);
        int end = offset(event.getEndMark());
        boolean block = event.isLiteral() || event.isFolded();
        Span span = places.span(start, block ? blockEnd(start, end) : Math.max(start, end));
        boolean plain = event.isPlain();
        Type type = plain ? CoreSchema.typeOf(event.getValue()) : Type.STRING;
        if (event.getTag() != null) {
            type = tagged(event, type);
        }
        Scalar scalar = new Scalar(event.getValue(), type, plain, span);
        close(event, scalar, 1);
        return scalar;
    }

    private Type tagged(ScalarEvent event, Type type) {
        String tag = event.getTag();
        if (tag.equals("!") || tag.equals(CORE_TAG + "str")) {
            return Type.STRING;
        }
        Type read = CoreSchema.typeOf(event.getValue());
        switch (tag) {
            case CORE_TAG + "int":
                return read == Type.INTEGER ? read : Type.STRING;
            case CORE_TAG + "float":
                return read == Type.INTEGER || read == Type.NUMBER ? Type.NUMBER : Type.STRING;
            case CORE_TAG + "bool":
                return read == Type.BOOLEAN ? read : Type.STRING;
            case CORE_TAG + "null":
                return read == Type.NULL ? read : Type.STRING;
            default:
                checkTag(event, tag, "str");
                return type;
        }
    }

    private void checkTag(NodeEvent event, @Nullable String tag, String known) {
        if (tag == null || tag.equals("!") || tag.equals(CORE_TAG + known)) {
            return;
        }
        problem(
                Kind.SHAPE,
                places.word(text.indexOf('!', offset(event.getStartMark()))),
                "the tag " + Words.shorten(shown(tag)) + " is not known here",
                "remove the tag; the value alone is read");
    }

    private static String shown(String tag) {
        return tag.startsWith(CORE_TAG) ? "!!" + tag.substring(CORE_TAG.length()) : tag;
    }

    private YamlNode sequence(CollectionStartEvent event) {
        List<YamlNode> items = new ArrayList<>();
        int end = offset(event.getEndMark());
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            path.add(Integer.toString(items.size()));
            Event first = events.peekEvent();
            YamlNode item = node();
            items.add(item);
            end = Math.max(end, endOf(first, item));
            path.remove(path.size() - 1);
        }
        Event last = next(Event.ID.SequenceEnd);
        return new YamlNode.Sequence(items, collectionSpan(event, last, end));
    }

    private YamlNode mapping(CollectionStartEvent event) {
        Map<String, Entry> own = new LinkedHashMap<>();
        List<YamlNode> merges = new ArrayList<>();
        int end = offset(event.getEndMark());
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            end = Math.max(end, entry(own, merges));
        }
        Event last = next(Event.ID.MappingEnd);
        List<Entry> entries = new ArrayList<>(own.values());
        if (!merges.isEmpty()) {
            entries.addAll(merged(own, merges, last));
        }
        return new YamlNode.Mapping(entries, event.isFlow(), collectionSpan(event, last, end));
    }

    /** Reads one entry; answers where it ends. */
    private int entry(Map<String, Entry> own, List<YamlNode> merges) {
        Event first = events.peekEvent();
        path.add("");
        Optional<KeyText> key = key();
        path.set(path.size() - 1, key.map(KeyText::text).orElse(""));
        Event second = events.peekEvent();
        YamlNode value = node();
        int end = Math.max(key.map(k -> k.span().end()).orElse(offset(first.getEndMark())), endOf(second, value));
        key.ifPresent(k -> put(own, merges, k, value));
        path.remove(path.size() - 1);
        return end;
    }

    private void put(Map<String, Entry> own, List<YamlNode> merges, KeyText key, YamlNode value) {
        if (key.merge() && merges.isEmpty()) {
            merges.add(value);
            return;
        }
        Entry first = key.merge() ? null : own.putIfAbsent(key.text(), new Entry(key.text(), key.span(), value, false));
        if (first != null || key.merge()) {
            problem(
                    Kind.DUPLICATE_KEY,
                    key.span(),
                    "the key '" + Words.shorten(key.text()) + "' is here twice",
                    first == null
                            ? "write <<: [*a, *b] to merge several"
                            : "keep one of the two; until then the first counts, on line "
                                    + first.keySpan().line());
        }
    }

    private Optional<KeyText> key() {
        Event event = events.peekEvent();
        YamlNode node = node();
        Span span = event instanceof AliasEvent ? span(event.getStartMark(), event.getEndMark()) : node.span();
        if (node instanceof Scalar scalar) {
            return Optional.of(new KeyText(
                    scalar.text(), span, scalar.plain() && scalar.text().equals("<<")));
        }
        problem(Kind.SHAPE, span, "a key must be text, not a list or a map", "write a plain word as the key");
        return Optional.empty();
    }

    private List<Entry> merged(Map<String, Entry> own, List<YamlNode> merges, Event at) {
        List<Entry> added = new ArrayList<>();
        Map<String, Entry> seen = new HashMap<>(own);
        YamlNode source = merges.get(0);
        List<YamlNode> sources =
                source instanceof YamlNode.Sequence list ? list.items() : Collections.singletonList(source);
        for (YamlNode each : sources) {
            if (!(each instanceof YamlNode.Mapping mapping)) {
                if (isCut(each)) {
                    continue;
                }
                problem(
                        Kind.SHAPE,
                        each.span(),
                        "what << merges must be a map or a list of maps",
                        "let << stand for a map, such as <<: *defaults");
                continue;
            }
            count(mapping.entries().size(), at);
            for (Entry entry : mapping.entries()) {
                Entry copy = new Entry(entry.key(), entry.keySpan(), entry.value(), true);
                if (seen.putIfAbsent(entry.key(), copy) == null) {
                    added.add(copy);
                }
            }
        }
        return added;
    }

    /** What stands for an alias that could not be followed, which has its own problem. */
    private boolean isCut(YamlNode node) {
        int start = node.span().start();
        return node instanceof Scalar && start < text.length() && text.charAt(start) == '*';
    }

    private void count(long more, Event at) {
        values += more;
        if (values > Limits.VALUES) {
            throw limit(
                    at,
                    "with its aliases spelled out this is more than " + Limits.VALUES + " values",
                    "split the file, or write fewer aliases of large values");
        }
    }

    private LimitReached limit(Event at, String message, String remedy) {
        problem(Kind.LIMIT, places.word(start(at)), message, remedy);
        return new LimitReached();
    }

    private void problem(Kind kind, Span span, String message, String remedy) {
        problems.add(kind, new Pointer(path), span, message, remedy);
    }

    /** A block's own end mark runs past the comments behind it, so a block ends with its last leaf. */
    private Span collectionSpan(CollectionStartEvent first, Event last, int lastLeaf) {
        int start = valueStart(first);
        return places.span(start, Math.max(start, first.isFlow() ? offset(last.getEndMark()) : lastLeaf));
    }

    /** Behind the node as it is written here: an alias ends here, its value elsewhere. */
    private int endOf(Event event, YamlNode node) {
        return event instanceof AliasEvent
                ? offset(event.getEndMark())
                : node.span().end();
    }

    /** The event starts at the node's anchor or tag, the value behind them. */
    private int valueStart(NodeEvent event) {
        int at = offset(event.getStartMark());
        boolean tagged = event instanceof ScalarEvent scalar
                ? scalar.getTag() != null
                : event instanceof CollectionStartEvent collection && collection.getTag() != null;
        if (event.getAnchor() == null && !tagged) {
            return at;
        }
        int end = Math.max(at, offset(event.getEndMark()));
        if (!(event instanceof ScalarEvent)) {
            end = text.length();
        }
        return Words.behindProperties(text, at, end);
    }

    private int blockEnd(int start, int end) {
        int headEnd = text.indexOf('\n', start);
        boolean keeps =
                headEnd > 0 && text.substring(start, headEnd).split("#", 2)[0].indexOf('+') >= 0;
        int trimmed = end;
        while (!keeps && trimmed > start && Character.isWhitespace(text.charAt(trimmed - 1))) {
            trimmed--;
        }
        return trimmed;
    }

    private int start(Event event) {
        return offset(event.getStartMark());
    }

    private Span span(Mark start, Mark end) {
        return places.span(offset(start), offset(end));
    }

    private int offset(Mark mark) {
        return places.offsetOfCodePoint(mark.getIndex());
    }

    /** Reading stopped at a limit. */
    static final class LimitReached extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
