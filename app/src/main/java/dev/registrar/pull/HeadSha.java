package dev.registrar.pull;

import java.util.regex.Pattern;

/** A commit's object name: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
public record HeadSha(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public HeadSha {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a commit's object name");
        }
    }

    /** The first seven digits, as people write it. */
    public String abbreviated() {
        return value.substring(0, 7);
    }

    @Override
    public String toString() {
        return value;
    }
}
