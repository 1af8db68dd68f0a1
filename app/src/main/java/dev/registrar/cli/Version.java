package dev.registrar.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest names it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"registrar " + text()};
    }

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
