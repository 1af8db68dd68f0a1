package dev.registrar.report;

import dev.registrar.text.Markdown;
import java.util.Collection;
import java.util.stream.Collectors;

/** People and teams by name, as code, so that nobody is notified. */
final class Logins {
    private Logins() {}

    static String of(Collection<String> names) {
        return names.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    static String any(Collection<String> names) {
        return names.stream().map(Markdown::code).collect(Collectors.joining(" or "));
    }
}
