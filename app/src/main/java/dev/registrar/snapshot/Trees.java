package dev.registrar.snapshot;

import dev.registrar.pull.FileRead;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The files of one change: as they were, as the base branch has them now, and as they are proposed. */
public interface Trees {
    enum Side {
        /** At the newest commit that base and head share. */
        MERGE_BASE,
        /** At the tip of the base branch. */
        BASE_TIP,
        HEAD
    }

    /** An audit has a head only; the other sides are then never asked for. */
    boolean audit();

    /** Whether the change touches the path, told without reading the file. */
    boolean touches(String path);

    /** Whether the change touches a file in the folder or below it, which is named without a slash at its end. */
    boolean touchesIn(String folder);

    /** Whether the change touches a file whose path is such. */
    boolean touchesAny(Predicate<String> path);

    FileRead read(Side side, String path);

    /** Paths of the regular files directly in a folder; empty when there is no such folder. */
    List<String> filesIn(Side side, String folder);

    /** Paths of all regular files below a folder, which is named without a slash at its end; empty when they are too many. */
    Optional<List<String>> filesBelow(Side side, String folder);
}
