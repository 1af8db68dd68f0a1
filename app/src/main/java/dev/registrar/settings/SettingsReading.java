package dev.registrar.settings;

import java.util.List;
import java.util.function.Function;

/** The settings, or everything that is wrong with them. */
public sealed interface SettingsReading {
    <T> T match(Function<Settings, T> valid, Function<List<Problem>, T> invalid);

    record Valid(Settings settings) implements SettingsReading {
        @Override
        public <T> T match(Function<Settings, T> valid, Function<List<Problem>, T> invalid) {
            return valid.apply(settings);
        }
    }

    /** At least one problem, in the order of the manual. */
    record Invalid(List<Problem> problems) implements SettingsReading {
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T match(Function<Settings, T> valid, Function<List<Problem>, T> invalid) {
            return invalid.apply(problems);
        }
    }
}
