package dev.registrar.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** A bare git repository on disk, in the words of the REST interface: names and SHAs as text, absence as null. */
final class GitStore implements AutoCloseable {
    /** An entry of a tree. */
    record Entry(String path, String mode, String type, String sha, long size) {
        static final String BLOB = "blob";
        static final String TREE = "tree";
    }

    /** Work on a repository that may fail at reading or writing. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Work that may find nothing. */
    interface Search<T> {
        @Nullable
        T run() throws IOException;
    }

    private final Repository repository;

    private GitStore(Repository repository) {
        this.repository = repository;
    }

    static GitStore create(Path directory) {
        return io(() -> {
            Repository repository = new RepositoryBuilder()
                    .setGitDir(directory.toFile())
                    .setBare()
                    .build();
            repository.create(true);
            var settings = repository.getConfig();
            settings.setBoolean("http", null, "receivepack", true);
            settings.setBoolean("core", null, "logallrefupdates", false);
            settings.setString("core", null, "fsync", "none");
            settings.save();
            var head = repository.updateRef(Constants.HEAD);
            head.link("refs/heads/main");
            return new GitStore(repository);
        });
    }

    static <T> T io(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> @Nullable T find(Search<T> search) {
        try {
            return search.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Repository repository() {
        return repository;
    }

    @Nullable
    String branch(String name) {
        return ref("refs/heads/" + name);
    }

    @Nullable
    String ref(String fullName) {
        return find(() -> {
            Ref ref = repository.exactRef(fullName);
            return ref == null || ref.getObjectId() == null
                    ? null
                    : ref.getObjectId().name();
        });
    }

    /** Refs whose full name begins so, by name. */
    Map<String, String> refs(String prefix) {
        return io(() -> {
            Map<String, String> found = new TreeMap<>();
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
                if (ref.getObjectId() != null) {
                    found.put(ref.getName(), ref.getObjectId().name());
                }
            }
            return found;
        });
    }

    /** The commit that a branch, tag, ref or (short) SHA names. */
    @Nullable
    String resolve(String name) {
        return find(() -> {
            for (String candidate : List.of("refs/heads/" + name, "refs/tags/" + name, "refs/" + name, name)) {
                Ref ref = repository.exactRef(candidate);
                if (ref != null && ref.getObjectId() != null) {
                    return commitBehind(ref.getObjectId());
                }
            }
            if (!name.matches("[0-9a-f]{7,40}")) {
                return null;
            }
            if (name.length() == 40) {
                return commitBehind(ObjectId.fromString(name));
            }
            try (var reader = repository.newObjectReader()) {
                var matches = reader.resolve(AbbreviatedObjectId.fromString(name));
                return matches.size() == 1 ? commitBehind(matches.iterator().next()) : null;
            }
        });
    }

    private @Nullable String commitBehind(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(id).name();
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return null;
        }
    }

    RevCommit commit(String sha) {
        return io(() -> {
            try (RevWalk walk = new RevWalk(repository)) {
                RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
                walk.parseBody(commit);
                return commit;
            }
        });
    }

    boolean has(String sha, int type) {
        return io(() -> {
            try (var reader = repository.newObjectReader()) {
                return sha.matches("[0-9a-f]{40}")
                        && reader.has(ObjectId.fromString(sha))
                        && reader.open(ObjectId.fromString(sha)).getType() == type;
            }
        });
    }

    boolean hasCommit(String sha) {
        return has(sha, Constants.OBJ_COMMIT);
    }

    /** The tree of a commit, or of a tree itself. */
    @Nullable
    String treeOf(String name) {
        String commit = resolve(name);
        if (commit != null) {
            return commit(commit).getTree().name();
        }
        return has(name, Constants.OBJ_TREE) ? name : null;
    }

    byte[] blob(String sha) {
        return io(() -> {
            ObjectLoader loader = repository.open(ObjectId.fromString(sha), Constants.OBJ_BLOB);
            return loader.getCachedBytes(Integer.MAX_VALUE);
        });
    }

    String insertBlob(byte[] content) {
        return io(() -> {
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
                inserter.flush();
                return id.name();
            }
        });
    }

    /** Does not move any ref, as on GitHub. */
    String insertCommit(String tree, List<String> parents, PersonIdent author, PersonIdent committer, String message) {
        return io(() -> {
            CommitBuilder builder = new CommitBuilder();
            builder.setTreeId(ObjectId.fromString(tree));
            builder.setParentIds(parents.stream().map(ObjectId::fromString).toList());
            builder.setAuthor(author);
            builder.setCommitter(committer);
            builder.setMessage(message);
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId id = inserter.insert(builder);
                inserter.flush();
                return id.name();
            }
        });
    }

    /** Moves a ref if it still stands where it was thought to; null stands for absence. */
    boolean moveRef(String fullName, @Nullable String from, @Nullable String to) {
        return io(() -> {
            RefUpdate update = repository.updateRef(fullName);
            update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : ObjectId.fromString(from));
            update.setForceUpdate(true);
            RefUpdate.Result result;
            if (to == null) {
                result = update.delete();
            } else {
                update.setNewObjectId(ObjectId.fromString(to));
                result = update.update();
            }
            return switch (result) {
                case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
                default -> false;
            };
        });
    }

    /** What a commit holds at a path; a folder as a tree. */
    @Nullable
    Entry entry(String commitish, String path) {
        String tree = treeOf(commitish);
        if (tree == null) {
            return null;
        }
        return find(() -> {
            try (TreeWalk walk = TreeWalk.forPath(repository, path, ObjectId.fromString(tree))) {
                return walk == null ? null : entryAt(walk);
            }
        });
    }

    List<Entry> list(String tree, boolean recursive) {
        return io(() -> {
            List<Entry> entries = new ArrayList<>();
            try (TreeWalk walk = new TreeWalk(repository)) {
                walk.addTree(ObjectId.fromString(tree));
                while (walk.next()) {
                    entries.add(entryAt(walk));
                    if (recursive && walk.isSubtree()) {
                        walk.enterSubtree();
                    }
                }
            }
            return entries;
        });
    }

    private static Entry entryAt(TreeWalk walk) throws IOException {
        var mode = walk.getFileMode(0);
        String type = Constants.typeString(mode.getObjectType());
        long size = type.equals(Entry.BLOB)
                ? walk.getObjectReader().getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB)
                : 0;
        return new Entry(
                walk.getPathString(),
                String.format("%06o", mode.getBits()),
                type,
                walk.getObjectId(0).name(),
                size);
    }

    boolean isAncestor(String ancestor, String descendant) {
        return io(() -> {
            try (RevWalk walk = new RevWalk(repository)) {
                return walk.isMergedInto(
                        walk.parseCommit(ObjectId.fromString(ancestor)),
                        walk.parseCommit(ObjectId.fromString(descendant)));
            }
        });
    }

    /** Commits that lead to the first but not to the second, newest first, optionally only those that touch a path. */
    List<RevCommit> log(String from, @Nullable String notFrom, @Nullable String path) {
        return io(() -> {
            try (RevWalk walk = new RevWalk(repository)) {
                walk.markStart(walk.parseCommit(ObjectId.fromString(from)));
                if (notFrom != null) {
                    walk.markUninteresting(walk.parseCommit(ObjectId.fromString(notFrom)));
                }
                if (path != null) {
                    walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
                }
                walk.sort(RevSort.TOPO);
                walk.sort(RevSort.COMMIT_TIME_DESC, true);
                List<RevCommit> commits = new ArrayList<>();
                for (RevCommit commit : walk) {
                    walk.parseBody(commit);
                    commits.add(commit);
                }
                return commits;
            }
        });
    }

    @Override
    public void close() {
        repository.close();
    }
}
