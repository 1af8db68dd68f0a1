package dev.registrar.yaml;

import dev.registrar.text.Places;
import dev.registrar.text.Pointer;
import dev.registrar.yaml.YamlDocument.Kind;
import dev.registrar.yaml.YamlDocument.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Bytes as text.
 *
 * @param text what can be shown; with stray bytes replaced, or empty, where there is a problem
 * @param problem why it must not be read further
 */
record Decoded(String text, Optional<Problem> problem) {
    private static final String AS_UTF8 = "save the file as UTF-8";

    static Decoded of(byte[] bytes) {
        if (bytes.length > Limits.BYTES) {
            return unread("", Kind.LIMIT, 0, tooLarge(), "split the file, or remove what does not belong in it");
        }
        Optional<String> wide = wideEncoding(bytes);
        if (wide.isPresent()) {
            return unread("", Kind.ENCODING, 0, "the file is encoded as " + wide.get() + ", not as UTF-8", AS_UTF8);
        }
        CharBuffer characters = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer source = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(source, characters, true);
        if (result.isError()) {
            return stray(bytes, source.position(), characters.position());
        }
        return of(characters.flip().toString());
    }

    static Decoded of(String text) {
        if (text.length() > Limits.BYTES) {
            return unread("", Kind.LIMIT, 0, tooLarge(), "split the file, or remove what does not belong in it");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7F || c == '\n' || c == '\r' || c == '\t') {
                continue;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                    return unread(text, Kind.ENCODING, i, "half of a surrogate pair stands here alone", AS_UTF8);
                }
                i++;
            } else if (!printable(c)) {
                return unprintable(text, i, c);
            }
        }
        return new Decoded(text, Optional.empty());
    }

    // YAML 1.2.2, production 1 (c-printable), without what is ASCII or a surrogate.
    private static boolean printable(char c) {
        return c == 0x85 || c >= 0xA0 && c <= 0xFFFD;
    }

    private static Decoded unprintable(String text, int at, char c) {
        if (c == 0) {
            return unread(
                    text,
                    Kind.ENCODING,
                    at,
                    "the file is binary: it has a NUL character here",
                    "replace it by a YAML text in UTF-8");
        }
        return unread(
                text,
                Kind.ENCODING,
                at,
                String.format("the control character U+%04X is not allowed in YAML", (int) c),
                String.format("delete it, or write it as \"\\u%04X\" in double quotes", (int) c));
    }

    private static Decoded stray(byte[] bytes, int position, int offset) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String message = text.indexOf('\0') >= 0
                ? "the file is binary, not a YAML text"
                : String.format("the byte 0x%02X at position %d is not valid UTF-8", bytes[position] & 0xFF, position);
        return unread(text, Kind.ENCODING, offset, message, AS_UTF8);
    }

    private static Decoded unread(String text, Kind kind, int at, String message, String remedy) {
        var span = Places.of(text).span(at, Math.min(text.length(), at + 1));
        return new Decoded(text, Optional.of(new Problem(kind, Pointer.ROOT, span, message, remedy)));
    }

    private static String tooLarge() {
        return "the file is larger than " + Limits.BYTES / (1024 * 1024) + " MB";
    }

    /** YAML 1.2.2, section 5.2: what the first bytes give away. */
    private static Optional<String> wideEncoding(byte[] bytes) {
        if (starts(bytes, 0xFF, 0xFE, 0, 0) || starts(bytes, 0, 0, 0xFE, 0xFF) || starts(bytes, 0, 0, 0, -1)) {
            return Optional.of("UTF-32");
        }
        if (starts(bytes, -1, 0, 0, 0)) {
            return Optional.of("UTF-32");
        }
        if (starts(bytes, 0xFF, 0xFE)
                || starts(bytes, 0xFE, 0xFF)
                || starts(bytes, -1, 0, -1, 0)
                || starts(bytes, 0, -1, 0, -1)) {
            return Optional.of("UTF-16");
        }
        return Optional.empty();
    }

    /** @param pattern byte values; -1 stands for any ASCII character */
    private static boolean starts(byte[] bytes, int... pattern) {
        if (bytes.length < pattern.length) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            boolean matches = pattern[i] < 0 ? bytes[i] > 0 : bytes[i] == (byte) pattern[i];
            if (!matches) {
                return false;
            }
        }
        return true;
    }
}
