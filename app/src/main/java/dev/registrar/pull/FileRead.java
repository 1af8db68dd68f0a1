package dev.registrar.pull;

import java.util.function.Function;

/** What stands at a path of a commit. */
public sealed interface FileRead {
    /** A regular file; the array is the caller's to keep unchanged. */
    @SuppressWarnings("ArrayRecordComponent") // raw bytes on purpose: encodings are judged by whoever parses them
    record Found(byte[] bytes) implements FileRead {}

    record Absent() implements FileRead {}

    /** Something that is not read: a directory, a symbolic link, a submodule, or a file over 100 MB. */
    record NotAFile(String what) implements FileRead {}

    default <T> T match(Function<byte[], T> found, T absent, Function<String, T> notAFile) {
        if (this instanceof Found file) {
            return found.apply(file.bytes());
        }
        if (this instanceof NotAFile other) {
            return notAFile.apply(other.what());
        }
        return absent;
    }
}
