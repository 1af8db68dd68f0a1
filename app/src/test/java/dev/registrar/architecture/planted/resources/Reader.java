package dev.registrar.architecture.planted.resources;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads what lies beside it. */
final class Reader {
    private Reader() {}

    @Nullable
    static InputStream open() {
        return Reader.class.getResourceAsStream("x");
    }
}
