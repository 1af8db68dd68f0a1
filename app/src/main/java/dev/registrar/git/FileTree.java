package dev.registrar.git;

import dev.registrar.pull.FileRead;

/** Files by path. */
interface FileTree {
    FileRead read(String path);
}
