package dev.registrar.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The words that a catalog may use for a closed set of values. */
public interface Vocabulary {
    /** The word as it stands in a catalog. */
    String word();

    static <E extends Enum<E> & Vocabulary> Optional<E> read(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.word().equals(word))
                .findFirst();
    }

    static <E extends Enum<E> & Vocabulary> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Vocabulary::word).toList();
    }
}
