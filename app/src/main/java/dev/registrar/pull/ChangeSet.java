package dev.registrar.pull;

import java.util.List;

/**
 * What a head changes against a base branch.
 *
 * @param baseTip the base branch's newest commit at the time of reading
 * @param mergeBase the newest commit that both have
 * @param files every file that differs between merge base and head
 * @param complete false where GitHub cut the list (300 files for a comparison, 3,000 for a pull request)
 */
public record ChangeSet(HeadSha baseTip, HeadSha mergeBase, HeadSha head, List<ChangedFile> files, boolean complete) {
    public ChangeSet {
        files = List.copyOf(files);
    }

    public boolean touches(String path) {
        return files.stream().anyMatch(file -> file.touches(path));
    }

    /** Whether a file in the folder or below it is among them; the folder is named without a slash at its end. */
    public boolean touchesIn(String folder) {
        return files.stream().anyMatch(file -> file.touchesIn(folder));
    }
}
