package dev.registrar.git;

import dev.registrar.pull.FileRead;
import java.util.List;

/** Files by path. */
interface FileTree {
    FileRead read(String path);

    /** Paths of the regular files directly in a folder, sorted; empty when there is no such folder. */
    List<String> filesIn(String folder);

    /** Paths of all regular files below a folder, sorted. */
    List<String> filesBelow(String folder);
}
