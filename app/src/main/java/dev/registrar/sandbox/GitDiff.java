package dev.registrar.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** What differs between commits, and what they are together. */
final class GitDiff {
    /** One file of a difference; {@code patch} is absent for binaries and pure renames. */
    record FileChange(
            String path,
            @Nullable String previousPath,
            String status,
            String blobSha,
            int additions,
            int deletions,
            @Nullable String patch) {}

    private GitDiff() {}

    static @Nullable String mergeBase(GitStore git, String a, String b) {
        return GitStore.find(() -> {
            try (RevWalk walk = new RevWalk(git.repository())) {
                walk.setRevFilter(RevFilter.MERGE_BASE);
                walk.markStart(walk.parseCommit(ObjectId.fromString(a)));
                walk.markStart(walk.parseCommit(ObjectId.fromString(b)));
                RevCommit base = walk.next();
                return base == null ? null : base.name();
            }
        });
    }

    /** What a pull request changes: from where it branched off to its head. */
    static List<FileChange> sinceMergeBase(GitStore git, String base, String head) {
        return between(git, mergeBase(git, base, head), head);
    }

    /** Without a first commit everything in the second is an addition. */
    static List<FileChange> between(GitStore git, @Nullable String from, String to) {
        return GitStore.io(() -> {
            var out = new ByteArrayOutputStream();
            try (DiffFormatter formatter = new DiffFormatter(out)) {
                formatter.setRepository(git.repository());
                formatter.setDetectRenames(true);
                List<FileChange> changes = new ArrayList<>();
                ObjectId old = from == null ? null : git.commit(from).getTree();
                for (DiffEntry entry : formatter.scan(old, git.commit(to).getTree())) {
                    changes.add(change(formatter, out, entry));
                }
                return changes;
            }
        });
    }

    private static FileChange change(DiffFormatter formatter, ByteArrayOutputStream out, DiffEntry entry)
            throws IOException {
        FileHeader header = formatter.toFileHeader(entry);
        int additions = 0;
        int deletions = 0;
        for (Edit edit : header.toEditList()) {
            additions += edit.getLengthB();
            deletions += edit.getLengthA();
        }
        out.reset();
        formatter.format(entry);
        formatter.flush();
        String text = out.toString(StandardCharsets.UTF_8);
        int hunk = text.indexOf("\n@@ ");
        String patch = hunk < 0 || header.getPatchType() != FileHeader.PatchType.UNIFIED
                ? null
                : text.substring(hunk + 1, text.endsWith("\n") ? text.length() - 1 : text.length());
        boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        boolean renamed = entry.getChangeType() == DiffEntry.ChangeType.RENAME;
        return new FileChange(
                removed ? entry.getOldPath() : entry.getNewPath(),
                renamed ? entry.getOldPath() : null,
                status(entry),
                (removed ? entry.getOldId() : entry.getNewId()).name(),
                additions,
                deletions,
                patch);
    }

    private static String status(DiffEntry entry) {
        return switch (entry.getChangeType()) {
            case ADD -> "added";
            case DELETE -> "removed";
            case RENAME -> "renamed";
            case COPY -> "copied";
            case MODIFY -> entry.getOldId().equals(entry.getNewId()) ? "changed" : "modified";
        };
    }

    /** The tree of both together, or nothing where they conflict. */
    static @Nullable String mergedTree(GitStore git, String ours, String theirs) {
        return GitStore.find(() -> {
            ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(git.repository(), true);
            boolean clean = merger.merge(ObjectId.fromString(ours), ObjectId.fromString(theirs));
            return clean ? merger.getResultTreeId().name() : null;
        });
    }
}
