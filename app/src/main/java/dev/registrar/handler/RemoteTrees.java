package dev.registrar.handler;

import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.snapshot.Trees;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A pull request's files, at commits that are pinned once. */
record RemoteTrees(Contents contents, Repository repository, ChangeSet changes) implements Trees {
    @Override
    public boolean audit() {
        return false;
    }

    @Override
    public boolean touches(String path) {
        return !changes.complete() || changes.touches(path);
    }

    @Override
    public boolean touchesIn(String folder) {
        return !changes.complete() || changes.touchesIn(folder);
    }

    @Override
    public boolean touchesAny(Predicate<String> path) {
        return !changes.complete()
                || changes.files().stream()
                        .flatMap(file -> Stream.concat(Stream.of(file.path()), file.previousPath().stream()))
                        .anyMatch(path);
    }

    @Override
    public FileRead read(Side side, String path) {
        return contents.at(repository, commit(side), path);
    }

    @Override
    public List<String> filesIn(Side side, String folder) {
        return contents.filesIn(repository, commit(side), folder);
    }

    @Override
    public Optional<List<String>> filesBelow(Side side, String folder) {
        return contents.filesBelow(repository, commit(side), folder);
    }

    private HeadSha commit(Side side) {
        return switch (side) {
            case MERGE_BASE -> changes.mergeBase();
            case BASE_TIP -> changes.baseTip();
            case HEAD -> changes.head();
        };
    }
}
