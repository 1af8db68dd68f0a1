package dev.registrar.schema;

import dev.registrar.text.Pointer;
import dev.registrar.text.Span;
import java.util.Optional;

/**
 * One way in which a tree does not fit its schema.
 *
 * @param pointer the value that does not fit; for a missing one, where it belongs
 * @param span the key that is unknown or the value that is wrong; for a missing one, the key of what lacks it
 * @param suggestion text to put in the place of the span, where the repair is mechanical
 */
public record Misfit(
        Kind kind, Pointer pointer, Span span, String message, String remedy, Optional<String> suggestion) {
    /** What sort of misfit. */
    public enum Kind {
        MISSING,
        UNKNOWN_KEY,
        TYPE,
        /** Outside a closed set of values. */
        CHOICE,
        /** Of the right type, but not of the right form: a pattern, a date, a range. */
        FORM
    }
}
