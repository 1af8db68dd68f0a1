package dev.registrar.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Bytes that must not be seen: it does not print itself, and compares in a time that does not depend on its content. */
public final class Secret {
    private final byte[] content;

    private Secret(byte[] content) {
        this.content = content;
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy; the text's UTF-8. */
    public byte[] bytes() {
        return content.clone();
    }

    /** The content, for the one library call that needs it. */
    public String reveal() {
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(content, secret.content);
    }

    /** The same for all: a hash of the content would tell about it. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
