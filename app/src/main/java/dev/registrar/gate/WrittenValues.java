package dev.registrar.gate;

import dev.registrar.terraform.Declarations;
import dev.registrar.terraform.Place;
import dev.registrar.terraform.Repository;
import dev.registrar.terraform.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that stand in the argument as such, so that another can be put in their place and changes nothing else. One that
 * several registries share is only replaced where all of them are to have the same.
 */
final class WrittenValues {
    /** What registries want whose tier is not known. */
    static final String ANYTHING = "";

    private final Set<Place> written;
    private final Map<Place, Set<String>> wanted = new HashMap<>();

    WrittenValues(Declarations declarations) {
        this.written = declarations.written();
    }

    void wants(Value value, String word) {
        wanted.computeIfAbsent(value.place(), place -> new HashSet<>()).add(word);
    }

    /** What to write there; empty where that is no mere change of a word. */
    Optional<String> instead(Repository repository, Value value, String word) {
        Place place = value.place();
        boolean replaceable =
                value instanceof Value.Scalar && repository.shown(value).equals(place) && written.contains(place);
        if (!replaceable || !Set.of(word).equals(wanted.get(place))) {
            return Optional.empty();
        }
        int length = place.span().end() - place.span().start();
        int seen = value.text().map(String::length).orElse(0);
        if (length == seen) {
            return Optional.of(word);
        }
        return length == seen + 2 ? Optional.of("\"" + word + "\"") : Optional.empty();
    }
}
