package dev.registrar.handler;

import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.snapshot.Trees;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A commit by itself. */
record OneTree(Contents contents, Repository repository, HeadSha head) implements Trees {
    @Override
    public boolean audit() {
        return true;
    }

    @Override
    public boolean touches(String path) {
        return true;
    }

    @Override
    public boolean touchesIn(String folder) {
        return true;
    }

    @Override
    public boolean touchesAny(Predicate<String> path) {
        return true;
    }

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
