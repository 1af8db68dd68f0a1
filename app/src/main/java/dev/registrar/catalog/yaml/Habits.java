package dev.registrar.catalog.yaml;

import dev.registrar.catalog.Field;
import dev.registrar.yaml.ScalarWriter.Quote;
import dev.registrar.yaml.YamlNode;
import dev.registrar.yaml.YamlNode.Entry;
import dev.registrar.yaml.YamlNode.Mapping;
import dev.registrar.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a catalog's style from the entries around a place in it. */
final class Habits {
    /** Enough to see a habit; a catalog of thousands need not be searched for it. */
    private static final int NEIGHBOURS = 40;

    private static final int USUAL_STEP = 2;
    private static final int MOST_BLANK_LINES = 3;

    private final Lines lines;
    private final Optional<Entry> repositories;
    private final List<Entry> entries;
    private final Function<Entry, Integer> endOf;

    /**
     * @param entries those that stand in the text as a block, in its order
     * @param endOf where an entry's value ends as it is written
     */
    Habits(Lines lines, Optional<Entry> repositories, List<Entry> entries, Function<Entry, Integer> endOf) {
        this.lines = lines;
        this.repositories = repositories;
        this.entries = entries;
        this.endOf = endOf;
    }

    /** @param at the index among the entries where something is to be written */
    Style around(int at) {
        int from = Math.max(0, Math.min(at, entries.size()) - NEIGHBOURS / 2);
        List<Entry> near = entries.subList(from, Math.min(entries.size(), from + NEIGHBOURS));
        int outer = repositories
                .map(entry -> lines.indentOf(entry.keySpan().start()))
                .orElse(0);
        int step = step(near, Math.max(0, outer));
        int indent = near.stream()
                .map(entry -> lines.indentOf(entry.keySpan().start()))
                .filter(spaces -> spaces >= 0)
                .findFirst()
                .orElse(Math.max(0, outer) + step);
        Map<Field, Quote> fields = quotes(near);
        return new Style(
                lines.lineBreak(),
                indent,
                step,
                blankLines(near),
                most(keyQuotes(near)).orElse(Quote.NONE),
                fields,
                most(fieldKeyQuotes(near)).orElse(Quote.NONE));
    }

    /** The difference between an entry and its first key; that between the file's levels where there is none. */
    private int step(List<Entry> near, int outer) {
        List<Integer> steps = new ArrayList<>();
        for (Entry entry : near) {
            int indent = lines.indentOf(entry.keySpan().start());
            blockChildren(entry.value()).findFirst().ifPresent(child -> {
                int inner = lines.indentOf(child.keySpan().start());
                if (indent >= 0 && inner > indent) {
                    steps.add(inner - indent);
                }
            });
        }
        if (steps.isEmpty()) {
            near.stream()
                    .map(entry -> lines.indentOf(entry.keySpan().start()) - outer)
                    .filter(spaces -> spaces > 0)
                    .forEach(steps::add);
        }
        return most(steps).orElse(USUAL_STEP);
    }

    private static java.util.stream.Stream<Entry> blockChildren(YamlNode node) {
        return node instanceof Mapping mapping && !mapping.flow()
                ? mapping.entries().stream().filter(entry -> !entry.merged())
                : java.util.stream.Stream.empty();
    }

    private int blankLines(List<Entry> near) {
        List<Integer> counts = new ArrayList<>();
        for (int i = 1; i < near.size(); i++) {
            int blanks = 0;
            int next = near.get(i).keySpan().start();
            for (int at = lines.behind(endOf.apply(near.get(i - 1)));
                    at < next && blanks < MOST_BLANK_LINES;
                    at = lines.next(at)) {
                blanks += lines.blank(at) ? 1 : 0;
            }
            counts.add(blanks);
        }
        return most(counts).orElse(0);
    }

    private List<Quote> keyQuotes(List<Entry> near) {
        return near.stream().map(entry -> quoteAt(entry.keySpan().start())).toList();
    }

    private List<Quote> fieldKeyQuotes(List<Entry> near) {
        return near.stream()
                .flatMap(entry -> blockChildren(entry.value()))
                .map(entry -> quoteAt(entry.keySpan().start()))
                .toList();
    }

    private Map<Field, Quote> quotes(List<Entry> near) {
        Map<Field, List<Quote>> seen = new EnumMap<>(Field.class);
        List<Quote> all = new ArrayList<>();
        for (Entry entry : near) {
            for (Field field : Field.values()) {
                text(entry.value(), field)
                        .map(scalar -> quoteAt(scalar.span().start()))
                        .ifPresent(quote -> {
                            seen.computeIfAbsent(field, f -> new ArrayList<>()).add(quote);
                            all.add(quote);
                        });
            }
        }
        Map<Field, Quote> quotes = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            quotes.put(field, most(seen.getOrDefault(field, List.of())).orElseGet(() -> usual(field, all)));
        }
        return quotes;
    }

    /** Without an example of the field: as everything is quoted, else as the contract's example has it. */
    private static Quote usual(Field field, List<Quote> all) {
        Quote most = most(all).orElse(Quote.NONE);
        if (most != Quote.NONE || field != Field.CREATED_DATE && field != Field.REQUEST) {
            return most;
        }
        return all.contains(Quote.SINGLE) && !all.contains(Quote.DOUBLE) ? Quote.SINGLE : Quote.DOUBLE;
    }

    private static Optional<Scalar> text(YamlNode entry, Field field) {
        YamlNode node = entry;
        for (String key : field.path()) {
            Optional<Entry> child = node instanceof Mapping mapping ? mapping.entry(key) : Optional.empty();
            if (child.isEmpty() || child.get().merged()) {
                return Optional.empty();
            }
            node = child.get().value();
        }
        return node instanceof Scalar scalar && scalar.type() == YamlNode.Type.STRING
                ? Optional.of(scalar)
                : Optional.empty();
    }

    private Quote quoteAt(int offset) {
        char c = offset < lines.text().length() ? lines.text().charAt(offset) : ' ';
        return c == '"' ? Quote.DOUBLE : c == '\'' ? Quote.SINGLE : Quote.NONE;
    }

    /** The most frequent; of several the one seen first. */
    private static <T> Optional<T> most(List<T> seen) {
        Map<T, Long> counts =
                seen.stream().collect(Collectors.groupingBy(Function.identity(), HashMap::new, Collectors.counting()));
        return seen.stream().max(java.util.Comparator.comparing(value -> counts.getOrDefault(value, 0L)));
    }
}
