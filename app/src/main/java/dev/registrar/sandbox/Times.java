package dev.registrar.sandbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Times as they come in. */
final class Times {
    private Times() {}

    /** ISO 8601 with an offset, or GitHub's refusal. */
    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiError.invalid("Invalid request.\n\n\"" + text + "\" is not a valid date-time.");
        }
    }
}
