package dev.registrar.request;

import java.util.Arrays;
import java.util.Optional;

/** The form's fields in the order of the template (contract, section 8). */
enum FormLabel {
    NAME("Registry name"),
    OWNER("Owning team"),
    TIER("Risk tier"),
    ENVIRONMENT("Environment"),
    DOMAIN("Domain"),
    JUSTIFICATION("Justification");

    private final String text;

    FormLabel(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** The line that GitHub makes of it. */
    String heading() {
        return "### " + text;
    }

    static Optional<FormLabel> ofHeading(String line) {
        return Arrays.stream(values())
                .filter(label -> label.heading().equals(line))
                .findFirst();
    }
}
