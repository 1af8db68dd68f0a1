package dev.registrar.config;

import dev.registrar.text.Span;
import java.util.List;
import java.util.function.Function;

/** What came of reading {@code .github/registrar.yml}: absence, a fault and settings stay apart. */
public sealed interface ConfigurationRead {
    /** There is no such file, so the repository is not governed by it. */
    record Absent() implements ConfigurationRead {}

    record Broken(List<Fault> faults) implements ConfigurationRead {
        public Broken {
            faults = List.copyOf(faults);
        }
    }

    /** @param notices settings that have no effect here, each with its place */
    record Valid(Configuration configuration, List<Fault> notices) implements ConfigurationRead {
        public Valid {
            notices = List.copyOf(notices);
        }
    }

    /** Something wrong in the file at {@code path}, its place, and the way to repair it. */
    record Fault(Kind kind, String path, Span span, String message, String remedy) {
        Fault(Kind kind, Span span, String message, String remedy) {
            this(kind, Configuration.PATH, span, message, remedy);
        }

        public enum Kind {
            UNREADABLE,
            SETTING,
            PATH,
            /** In a policy file, which the configuration names and rests on. */
            POLICY
        }
    }

    default <T> T match(T absent, Function<Broken, T> broken, Function<Valid, T> valid) {
        if (this instanceof Broken faults) {
            return broken.apply(faults);
        }
        if (this instanceof Valid settings) {
            return valid.apply(settings);
        }
        return absent;
    }
}
