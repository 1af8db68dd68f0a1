package dev.registrar.snapshot;

import dev.registrar.gate.Finding;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mechanical repairs of a change.
 *
 * @param texts what becomes of files, by path
 * @param repaired the findings, with the places that they had
 */
public record Repairs(Map<String, String> texts, List<Finding> repaired) {
    public Repairs {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        repaired = List.copyOf(repaired);
    }
}
