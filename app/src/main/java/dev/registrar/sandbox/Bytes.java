package dev.registrar.sandbox;

import java.nio.charset.StandardCharsets;

/** Raw bytes as a value, for records that carry a body; whoever makes one gives the array away. */
final class Bytes {
    static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    static Bytes of(byte[] array) {
        return new Bytes(array);
    }

    static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] array() {
        return array;
    }

    boolean isEmpty() {
        return array.length == 0;
    }
}
