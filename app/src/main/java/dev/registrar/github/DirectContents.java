package dev.registrar.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.pull.FileRead;
import dev.registrar.pull.Repository;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files straight by their path, from servers that speak GitHub's language but know neither lists of folders nor blobs. They
 * may follow symbolic links without a word, so GitHub itself, which has both, is never asked this way.
 */
final class DirectContents {
    private final Rest rest;
    private volatile boolean lists;
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
        if (unknownCall(answer)) {
            throw new NoLists();
        }
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
        if (answer.absent()) {
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

    /** Thrown, and caught at once, when a server shows that it has no lists of folders or no blobs. */
    static final class NoLists extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoLists() {
            super("the server lists no folders or gives out no blobs", null, false, false);
        }
    }
}
