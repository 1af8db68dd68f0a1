package dev.registrar.github;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.registrar.pull.ChangedFile;
import dev.registrar.pull.Contents;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.HeadSha;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.Repository;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Contents} on GitHub: first which blob stands at the path, then the blob. Reading the path in one step would follow
 * symbolic links without a word (GitHub, "Get repository content"), and a link could then stand for a file that no gate
 * watches. Blobs never change, so they are shared by all commits that have them.
 */
final class RemoteContents implements Contents {
    private static final long WEIGHT = 64L << 20;
    // GitHub, "Get a blob": 100 MB.
    private static final long LARGEST_BLOB = 100L << 20;
    // GitHub, "Get repository content": a folder's list ends after 1,000 files.
    private static final int MOST_LISTED = 1_000;
    // Linux, PATH_MAX: a link's text is no longer, and ends without a line break unless somebody plays games.
    private static final int LONGEST_LINK = 4096;

    private final Rest rest;
    private final KnownBlobs known;
    private final DirectContents direct;
    private final Cache<BlobKey, byte[]> blobs = Caffeine.newBuilder()
            .maximumWeight(WEIGHT)
            .weigher((BlobKey key, byte[] bytes) -> bytes.length + 128)
            .executor(Runnable::run)
            .build();
    private final Cache<FolderKey, Folder> folders = Caffeine.newBuilder()
            .maximumWeight(200_000)
            .weigher((FolderKey key, Folder folder) -> folder.entries().size() + 1)
            .executor(Runnable::run)
            .build();

    /** Whether the server has given out a tree: then one that it does not know is not there, or the access is lost. */
    private volatile boolean trees;

    private final Cache<FolderKey, Folder> walked =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    RemoteContents(Rest rest, KnownBlobs known) {
        this.rest = rest;
        this.direct = new DirectContents(rest);
        this.known = known;
    }

    @Override
    public FileRead at(Repository repository, HeadSha commit, String path) {
        Optional<KnownBlobs.Known> told = known.at(repository, commit, path);
        if (told.isEmpty()) {
            return listed(repository, commit, path);
        }
        if (told.get().blob().isEmpty()) {
            return new FileRead.Absent();
        }
        return listed(() -> told(repository, commit, path, told.get().blob().get()), repository, commit.value(), path);
    }

    private FileRead told(Repository repository, HeadSha commit, String path, String blob) {
        try {
            byte[] bytes = blob(repository, blob);
            return couldBeLink(bytes) ? listed(repository, commit, path) : new FileRead.Found(bytes);
        } catch (DirectContents.NoBlobs none) {
            return listed(repository, commit, path);
        }
    }

    private static boolean couldBeLink(byte[] bytes) {
        return bytes.length > 0 && bytes.length <= LONGEST_LINK && bytes[bytes.length - 1] != '\n';
    }

    private FileRead listed(Repository repository, HeadSha commit, String path) {
        return listed(() -> read(repository, entry(repository, commit, path)), repository, commit.value(), path);
    }

    /** By its folder; straight by its path where the server has no such lists. */
    private FileRead listed(Supplier<FileRead> byFolder, Repository repository, @Nullable String ref, String path) {
        if (!direct.needed()) {
            try {
                FileRead read = byFolder.get();
                boolean missing = read instanceof FileRead.Absent && path.contains("/");
                return missing ? direct.besides(repository, ref, path) : read;
            } catch (DirectContents.NoLists none) {
                direct.need();
            } catch (DirectContents.NoBlobs none) {
                return direct.named(repository, ref, path);
            }
        }
        return direct.read(repository, ref, path);
    }

    @Override
    public FileRead onBranch(Repository repository, String branch, String path) {
        // Without a name GitHub takes the default branch as it is now, and no tag of that name can come between.
        String ref = branch.equals(repository.defaultBranch()) ? null : branch;
        return listed(() -> byFolder(repository, branch, ref, path), repository, ref, path);
    }

    private FileRead byFolder(Repository repository, String branch, @Nullable String ref, String path) {
        Folder folder = path.contains("/") ? contents(repository, ref, folderOf(path)) : root(repository, branch);
        Optional<Folder.Entry> entry = folder.entry(nameOf(path));
        if (entry.isEmpty() && cut(folder, folderOf(path))) {
            entry = walkedTo(repository, branch, folderOf(path)).entry(nameOf(path));
        }
        return read(repository, entry);
    }

    @Override
    public List<String> filesIn(Repository repository, HeadSha commit, String folder) {
        try {
            return listedIn(repository, commit, folder);
        } catch (DirectContents.NoLists none) {
            return List.of();
        }
    }

    @Override
    public Optional<List<String>> filesBelow(Repository repository, HeadSha commit, String folder) {
        try {
            return below(repository, commit, folder);
        } catch (DirectContents.NoLists none) {
            return Optional.empty(); // as with too many: what is there cannot be told
        }
    }

    private Optional<List<String>> below(Repository repository, HeadSha commit, String folder) {
        String tree = commit.value();
        Optional<Folder> below = all(repository, tree);
        String prefix = "";
        if (below.isEmpty() && !folder.isEmpty()) {
            Optional<String> sha = treeOf(repository, commit, folder);
            if (sha.isEmpty()) {
                return Optional.of(List.of());
            }
            below = all(repository, sha.get());
            prefix = folder + "/";
        }
        String before = prefix;
        String wanted = folder.isEmpty() || !prefix.isEmpty() ? "" : folder + "/";
        return below.map(found -> found.entries().entrySet().stream()
                .filter(entry -> entry.getValue().kind() == Folder.Kind.FILE)
                .filter(entry -> entry.getKey().startsWith(wanted))
                .map(entry -> told(repository, commit, before + entry.getKey(), entry.getValue()))
                .sorted()
                .toList());
    }

    /** Whoever lists files reads some of them next. */
    private String told(Repository repository, HeadSha commit, String path, Folder.Entry entry) {
        known.note(repository, commit, new ChangedFile(path, Optional.empty(), ChangedFile.Kind.ADDED), entry.sha());
        return path;
    }

    /** Everything below a tree; empty where GitHub cuts the list (100,000 entries, 7 MB). */
    private Optional<Folder> all(Repository repository, String tree) {
        FolderKey key = new FolderKey(repository.id(), tree, "**");
        Folder seen = walked.getIfPresent(key);
        if (seen != null) {
            return Optional.of(seen);
        }
        Answer answer = rest.get(
                Reach.of(repository),
                rest.repository(repository)
                        .to("git", "trees", tree)
                        .with("recursive", "1")
                        .url());
        direct.requireList(answer);
        if (answer.absent() && !trees) {
            return Optional.empty();
        }
        JsonPart listed = answer.orTrouble("all files").json();
        trees = true;
        if (listed.flag("truncated")) {
            return Optional.empty();
        }
        Folder found = Folder.ofTree(listed);
        walked.put(key, found);
        return Optional.of(found);
    }

    private Optional<String> treeOf(Repository repository, HeadSha commit, String path) {
        Folder folder = root(repository, commit.value());
        String sha = "";
        for (String name : path.split("/", -1)) {
            Optional<Folder.Entry> next = folder.entry(name).filter(entry -> entry.kind() == Folder.Kind.DIRECTORY);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            sha = next.get().sha();
            folder = root(repository, sha);
        }
        return Optional.of(sha);
    }

    private List<String> listedIn(Repository repository, HeadSha commit, String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return whole(repository, commit, folder).entries().entrySet().stream()
                .filter(entry -> entry.getValue().kind() == Folder.Kind.FILE)
                .map(entry -> prefix + entry.getKey())
                .sorted()
                .toList();
    }

    /**
     * All of a folder. GitHub also says "not found" while the access is lost; the commit's trees tell for good what is not
     * there, so that it need not be asked for again.
     */
    private Folder whole(Repository repository, HeadSha commit, String folder) {
        FolderKey key = new FolderKey(repository.id(), commit.value(), folder);
        Folder seen = walked.getIfPresent(key);
        if (seen != null) {
            return seen;
        }
        Folder listed = folder(repository, commit, folder);
        boolean sure = !listed.entries().isEmpty() && !cut(listed, folder);
        if (sure || folder.isEmpty()) {
            return listed;
        }
        try {
            Folder found = walkedTo(repository, commit.value(), folder);
            walked.put(key, found);
            return found;
        } catch (AccessLost lost) {
            return withoutTrees(repository, commit, folder, lost);
        }
    }

    /** A server without trees, from which another folder of the commit can be had, tells the truth about this one then. */
    private Folder withoutTrees(Repository repository, HeadSha commit, String folder, AccessLost lost) {
        if (direct.listless()) {
            return Folder.EMPTY;
        }
        if (trees || contents(repository, commit.value(), ".github").entries().isEmpty()) {
            throw lost;
        }
        return contents(repository, commit.value(), folder);
    }

    private Optional<Folder.Entry> entry(Repository repository, HeadSha commit, String path) {
        Folder folder = folder(repository, commit, folderOf(path));
        Optional<Folder.Entry> entry = folder.entry(nameOf(path));
        if (entry.isEmpty() && cut(folder, folderOf(path))) {
            return walkedTo(repository, commit.value(), folderOf(path)).entry(nameOf(path));
        }
        return entry;
    }

    /** Whether the list of a folder may lack something; the top folder's comes from a tree, which is whole. */
    private static boolean cut(Folder folder, String path) {
        return !path.isEmpty() && folder.entries().size() >= MOST_LISTED;
    }

    /** A folder at a commit, from the cache where it was found before. What is not there is asked for each time. */
    private Folder folder(Repository repository, HeadSha commit, String folder) {
        FolderKey key = new FolderKey(repository.id(), commit.value(), folder);
        Folder seen = folders.getIfPresent(key);
        if (seen != null) {
            return seen;
        }
        Folder found =
                folder.isEmpty() ? root(repository, commit.value()) : contents(repository, commit.value(), folder);
        if (!found.entries().isEmpty()) {
            folders.put(key, found);
        }
        return found;
    }

    private Folder contents(Repository repository, @Nullable String ref, String folder) {
        Rest.Address address = rest.repository(repository).to("contents").through(folder);
        if (ref != null) {
            address.with("ref", ref);
        }
        Answer answer = rest.get(Reach.of(repository), address.url());
        if (answer.status() != 404) {
            direct.requireList(answer);
            return Folder.ofContents(answer.orTrouble("a folder").json());
        }
        DirectContents.requireCommit(answer);
        direct.requireList(answer);
        return Folder.EMPTY;
    }

    /** The top folder, which "Get repository content" has no path for. */
    private Folder root(Repository repository, String commitOrBranch) {
        Answer answer = rest.get(
                Reach.of(repository),
                rest.repository(repository).to("git", "trees", commitOrBranch).url());
        if (answer.status() == 409) {
            // "Git Repository is empty."
            return Folder.EMPTY;
        }
        direct.requireList(answer);
        Folder folder = Folder.ofTree(answer.orTrouble("the top folder").json());
        trees = true;
        return folder;
    }

    /** Through the trees from the top, for folders that are too large to be listed otherwise. */
    private Folder walkedTo(Repository repository, String commitOrBranch, String path) {
        Folder folder = root(repository, commitOrBranch);
        for (String name : path.split("/", -1)) {
            Optional<Folder.Entry> next = folder.entry(name).filter(entry -> entry.kind() == Folder.Kind.DIRECTORY);
            if (next.isEmpty()) {
                return Folder.EMPTY;
            }
            folder = root(repository, next.get().sha());
        }
        return folder;
    }

    private FileRead read(Repository repository, Optional<Folder.Entry> entry) {
        if (entry.isEmpty()) {
            return new FileRead.Absent();
        }
        Folder.Entry found = entry.get();
        if (found.kind() != Folder.Kind.FILE) {
            return new FileRead.NotAFile(found.kind().words());
        }
        if (found.size() > LARGEST_BLOB) {
            return new FileRead.NotAFile("a file over 100 MB");
        }
        return new FileRead.Found(blob(repository, found.sha()));
    }

    private byte[] blob(Repository repository, String sha) {
        BlobKey key = new BlobKey(repository.id(), sha);
        byte[] seen = blobs.getIfPresent(key);
        if (seen != null) {
            return seen;
        }
        Answer answer = rest.get(
                Reach.of(repository),
                rest.repository(repository).to("git", "blobs", sha).url(),
                Rest.RAW);
        direct.requireBlob(answer);
        byte[] bytes = DirectContents.bytes(answer.orTrouble("a file"));
        blobs.put(key, bytes);
        return bytes;
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private record BlobKey(long repository, String sha) {}

    private record FolderKey(long repository, String commit, String folder) {}
}
