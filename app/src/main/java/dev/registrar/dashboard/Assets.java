package dev.registrar.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

/** Files that pages refer to. Their addresses hold a digest of their content, so that a browser may keep them for good. */
public final class Assets {
    /** All of them are below. */
    public static final String FOLDER = "/assets/";

    private static final byte[] STYLE_BYTES = read("style.css");
    private static final byte[] MARK_BYTES = read("mark.svg");
    static final String STYLE = FOLDER + digest(STYLE_BYTES) + ".css";
    static final String MARK = FOLDER + digest(MARK_BYTES) + ".svg";

    private Assets() {}

    /** A file as it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // sent as it is, changed by nobody
    public record Asset(String type, byte[] bytes) {}

    public static Optional<Asset> at(String path) {
        if (path.equals(STYLE)) {
            return Optional.of(new Asset("text/css; charset=utf-8", STYLE_BYTES));
        }
        return path.equals(MARK) ? Optional.of(new Asset("image/svg+xml", MARK_BYTES)) : Optional.empty();
    }

    private static byte[] read(String name) {
        try (InputStream in = Assets.class.getResourceAsStream("/dashboard/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
