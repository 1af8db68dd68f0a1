package dev.registrar.pull;

import java.util.Optional;

/** One file that a change touches; {@code previousPath} for a rename. */
public record ChangedFile(String path, Optional<String> previousPath, Kind kind) {
    public enum Kind {
        ADDED,
        MODIFIED,
        REMOVED,
        RENAMED
    }

    public boolean touches(String other) {
        return path.equals(other) || previousPath.map(other::equals).orElse(false);
    }

    /** Whether the file lies, or lay, in the folder or below it. */
    public boolean touchesIn(String folder) {
        String prefix = folder + "/";
        return path.startsWith(prefix)
                || previousPath.map(previous -> previous.startsWith(prefix)).orElse(false);
    }
}
