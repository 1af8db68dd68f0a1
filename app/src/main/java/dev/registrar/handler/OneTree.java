package dev.registrar.handler;

import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.snapshot.AuditedTree;
import java.util.List;
import java.util.Optional;

/** A commit by itself. */
record OneTree(Contents contents, Repository repository, HeadSha head) implements AuditedTree {
    @Override
    public FileRead read(Side side, String path) {
        return contents.at(repository, head, path);
    }

    @Override
    public List<String> filesIn(Side side, String folder) {
        return contents.filesIn(repository, head, folder);
    }

    @Override
    public Optional<List<String>> filesBelow(Side side, String folder) {
        return contents.filesBelow(repository, head, folder);
    }
}
