package dev.registrar.handler;

import dev.registrar.pull.ChangeSet;
import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.Repository;
import dev.registrar.snapshot.Trees;
import java.util.List;

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
    public FileRead read(Side side, String path) {
        return contents.at(repository, commit(side), path);
    }

    @Override
    public List<String> filesIn(Side side, String folder) {
        return contents.filesIn(repository, commit(side), folder);
    }

    private HeadSha commit(Side side) {
        return switch (side) {
            case MERGE_BASE -> changes.mergeBase();
            case BASE_TIP -> changes.baseTip();
            case HEAD -> changes.head();
        };
    }
}
