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
}
