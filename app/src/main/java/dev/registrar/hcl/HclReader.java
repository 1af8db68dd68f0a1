package dev.registrar.hcl;

import dev.registrar.hcl.HclFile.Problem;
import dev.registrar.text.Places;
import dev.registrar.text.Span;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads HCL that anybody may have written: whatever it is, the answer is a file, in bounded time and memory. */
public final class HclReader {
    /** Generated configurations reach some hundred kilobytes. */
    public static final int LARGEST = 2 * 1024 * 1024;

    private HclReader() {}

    /** @param path tells by its ending whether it is the JSON form */
    public static HclFile read(String path, byte[] bytes) {
        if (bytes.length > LARGEST) {
            return unreadable(
                    "The file is larger than " + LARGEST / 1024 / 1024 + " MB.",
                    "Split it, or leave it out of `terraform.paths`.");
        }
        return decoded(bytes)
                .map(text -> read(path, text))
                .orElseGet(() -> unreadable("The file is not UTF-8.", "Save it as UTF-8."));
    }

    public static HclFile read(String path, String text) {
        return path.endsWith(".json") ? json(text) : Bodies.read(text);
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // told as a problem of the file
        }
    }

    private static HclFile unreadable(String message, String remedy) {
        return new HclFile(
                "", new Body(List.of(), List.of(), Span.FIRST), List.of(new Problem(Span.FIRST, message, remedy)));
    }

    private static HclFile json(String text) {
        Cursor cursor = Cursor.on(text);
        Span whole = Places.of(text).span(0, text.length());
        try {
            return new HclFile(text, JsonBodies.of(new Json(cursor, true).document(), whole), List.of());
        } catch (HclFault fault) {
            Problem problem =
                    new Problem(cursor.word(fault.at()), "Not JSON: " + fault.message() + ".", fault.remedy());
            return new HclFile(text, new Body(List.of(), List.of(), whole), List.of(problem));
        }
    }

    /** A text that is a template as a whole, such as that of {@code templatefile}. Empty where it is none. */
    public static Optional<Expression.Template> template(String text) {
        Cursor cursor = Cursor.on(text);
        try {
            return Optional.of(new Expression.Template(Templates.bare(cursor), true, Optional.empty(), Span.FIRST));
        } catch (HclFault fault) {
            return Optional.empty(); // whoever asks tells what that means at its place
        }
    }

    /** A JSON text by itself, such as a policy document; strings are plain. Empty where it is none. */
    public static Optional<Expression> jsonValue(String text) {
        try {
            return Optional.of(new Json(Cursor.on(text), false).document());
        } catch (HclFault fault) {
            return Optional.empty(); // whoever asks tells what that means at its place
        }
    }
}
