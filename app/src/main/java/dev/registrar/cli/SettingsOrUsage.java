package dev.registrar.cli;

import dev.registrar.settings.Problem;
import dev.registrar.settings.Settings;
import java.util.Map;

/** The settings for a command that needs them. */
final class SettingsOrUsage {
    private SettingsOrUsage() {}

    /** @throws UsageProblem with a line for each that is wrong */
    static Settings read(Map<String, String> environment) {
        return Settings.read(environment).match(valid -> valid, problems -> {
            throw new UsageProblem(problems.stream().map(Problem::toString).toList());
        });
    }
}
