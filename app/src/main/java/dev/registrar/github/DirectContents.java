package dev.registrar.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files straight by their path, from servers that speak GitHub's language but know no lists of folders or no blobs. They may
 * follow symbolic links without a word, so GitHub itself, which has both, is not asked this way once it has shown so.
 */
final class DirectContents {
    private final Rest rest;
    /** Repositories without a folder that was asked for, where the file was asked for itself and was not there either. */
    private final Cache<RepositoryName, Boolean> inVain =
            Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

    private volatile boolean lists;
    private volatile boolean blobs;
    private volatile boolean contradicted;
    private volatile boolean needed;

    DirectContents(Rest rest) {
        this.rest = rest;
    }

    /** Whether the server has shown that it answers in no other way. */
    boolean needed() {
        return needed;
    }

    void need() {
        needed = true;
    }

    /** A server that has listed a folder once is not suspected again. */
    void requireList(Answer answer) {
        lists |= answer.ok();
        if (!lists && unknownCall(answer)) {
            throw new NoLists();
        }
    }

    void requireBlob(Answer answer) {
        blobs |= answer.ok();
        if (!blobs && (answer.absent() || unknownCall(answer))) {
            throw new NoBlobs();
        }
    }

    /** The commit itself is missing, or has not reached all of GitHub's servers: that tells nothing of the path. */
    static void requireCommit(Answer answer) {
        if (answer.status() == 404 && answer.message().contains("No commit found")) {
            throw new Unavailable("GitHub does not know the commit", null);
        }
    }

    /** Whether the server has files in folders that it does not list. */
    boolean listless() {
        return needed || (contradicted && !lists);
    }

    /** Looks for a file whose folder is not there; no more than once in each repository where that is in vain. */
    FileRead besides(Repository repository, @Nullable String ref, String path) {
        if (lists || (!contradicted && inVain.getIfPresent(repository.name()) != null)) {
            return new FileRead.Absent();
        }
        FileRead read = read(repository, ref, path);
        if (read instanceof FileRead.Absent) {
            inVain.put(repository.name(), true);
        } else {
            contradicted = true;
        }
        return read;
    }

    /** A file that its folder's list names, so that it must be there. */
    FileRead named(Repository repository, @Nullable String ref, String path) {
        FileRead read = read(repository, ref, path);
        if (read instanceof FileRead.Absent) {
            throw new AccessLost("GitHub lists a file and does not give it out", null);
        }
        return read;
    }

    /** GitHub's own refusals name a page of its documentation; those of a server that lacks the call do not. */
    private static boolean unknownCall(Answer answer) {
        boolean refused = answer.status() == 404 || answer.status() == 405;
        return refused
                && tree(answer).filter(body -> body.has("documentation_url")).isEmpty();
    }

    FileRead read(Repository repository, @Nullable String ref, String path) {
        Rest.Address address = rest.repository(repository).to("contents").through(path);
        if (ref != null) {
            address.with("ref", ref);
        }
        Answer answer = rest.get(Reach.of(repository), address.url());
        requireCommit(answer);
        if (answer.status() == 404) {
            return new FileRead.Absent();
        }
        answer.orTrouble("a file");
        String type = tree(answer).map(body -> body.path("type").asText("file")).orElse("file");
        boolean folder = tree(answer).filter(JsonNode::isArray).isPresent();
        return folder || !type.equals("file")
                ? new FileRead.NotAFile(folder ? "a directory" : "a " + type)
                : new FileRead.Found(bytes(answer));
    }

    /** What a file holds, whether it came as it is or wrapped in JSON. */
    static byte[] bytes(Answer answer) {
        String type = answer.header("Content-Type");
        if (type != null && type.contains("raw")) {
            return answer.body();
        }
        return tree(answer)
                .filter(body -> body.path("content").isTextual()
                        && body.path("encoding").asText().equals("base64"))
                .map(body -> Base64.getMimeDecoder().decode(body.path("content").asText()))
                .orElseGet(answer::body);
    }

    private static Optional<JsonNode> tree(Answer answer) {
        try {
            return Optional.ofNullable(Json.MAPPER.readTree(answer.body()));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Thrown, and caught at once, when a server that has not given out any blob does not know one that it has listed. */
    static final class NoBlobs extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoBlobs() {
            super("the server gives out no blobs", null, false, false);
        }
    }

    /** Thrown, and caught at once, when a server shows that it has no lists of folders. */
    static final class NoLists extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLists() {
            super("the server lists no folders", null, false, false);
        }
    }
}
