package dev.registrar.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/** Builds trees from a base and a few changes. */
final class GitTrees {
    /** A file to put at a path, or without a SHA one to remove. */
    record Change(String path, String mode, @Nullable String sha) {}

    private GitTrees() {}

    /** Without a base the tree holds only what is put. */
    static String build(GitStore git, @Nullable String base, List<Change> changes) {
        Map<String, Change> byPath = new HashMap<>();
        changes.forEach(change -> byPath.put(change.path(), change));
        return GitStore.io(() -> {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            if (base != null) {
                for (GitStore.Entry entry : git.list(base, true)) {
                    if (!entry.type().equals(GitStore.Entry.TREE) && !replaced(entry.path(), byPath)) {
                        builder.add(entry(entry.path(), entry.mode(), entry.sha()));
                    }
                }
            }
            for (Change change : byPath.values()) {
                for (Change file : expanded(git, change)) {
                    builder.add(entry(file.path(), file.mode(), String.valueOf(file.sha())));
                }
            }
            builder.finish();
            try (ObjectInserter inserter = git.repository().newObjectInserter()) {
                ObjectId tree = index.writeTree(inserter);
                inserter.flush();
                return tree.name();
            }
        });
    }

    /** A path that is set itself, below a folder that is set, or above a file that is set. */
    private static boolean replaced(String path, Map<String, Change> changes) {
        if (changes.containsKey(path)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (changes.containsKey(path.substring(0, slash))) {
                return true;
            }
        }
        return changes.values().stream()
                .anyMatch(change -> change.sha() != null && change.path().startsWith(path + "/"));
    }

    private static List<Change> expanded(GitStore git, Change change) {
        String sha = change.sha();
        if (sha == null) {
            return List.of();
        }
        if (!change.mode().equals("040000")) {
            return List.of(change);
        }
        List<Change> files = new ArrayList<>();
        for (GitStore.Entry entry : git.list(sha, true)) {
            if (!entry.type().equals(GitStore.Entry.TREE)) {
                files.add(new Change(change.path() + "/" + entry.path(), entry.mode(), entry.sha()));
            }
        }
        return files;
    }

    private static DirCacheEntry entry(String path, String mode, String sha) {
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(FileMode.fromBits(Integer.parseInt(mode, 8)));
        entry.setObjectId(ObjectId.fromString(sha));
        return entry;
    }
}
