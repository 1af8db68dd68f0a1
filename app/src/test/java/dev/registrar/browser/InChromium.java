package dev.registrar.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Chromium for the tests of a class. Where there is none on the machine, they are skipped and say so. */
public final class InChromium implements BeforeAllCallback, AfterAllCallback {
    private @Nullable Chromium chromium;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Optional<Path> program = ChromiumProgram.find();
        assumeTrue(program.isPresent(), ChromiumProgram::missing);
        chromium = Chromium.start(program.orElseThrow());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** A tab of a person who has never been anywhere. */
    public Tab tab() {
        return Objects.requireNonNull(chromium).tab();
    }
}
