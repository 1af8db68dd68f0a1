package dev.registrar.text;

import java.util.ArrayList;
import java.util.List;

/** The way to a value in a tree of maps and lists: keys and 0-based indexes from the root; written as RFC 6901 does. */
public record Pointer(List<String> segments) {
    public static final Pointer ROOT = new Pointer(List.of());

    public Pointer {
        segments = List.copyOf(segments);
    }

    public static Pointer of(String... segments) {
        return new Pointer(List.of(segments));
    }

    public Pointer child(String segment) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(segment);
        return new Pointer(longer);
    }

    /** One step towards the root, which is its own parent. */
    public Pointer parent() {
        return segments.isEmpty() ? this : new Pointer(segments.subList(0, segments.size() - 1));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String segment : segments) {
            text.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
        }
        return text.toString();
    }
}
