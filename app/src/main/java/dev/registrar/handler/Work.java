package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.inbox.NewDelivery;
import dev.registrar.inbox.Payload;
import dev.registrar.inbox.Subject;
import dev.registrar.pull.Repository;
import dev.registrar.pull.RepositoryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Work that follows on other work, and goes through the inbox like what GitHub sends.
 *
 * @param number of the issue or pull request that it is for; 0 where it is for the repository as a whole
 * @param note what the work needs to know besides, such as a commit
 */
record Work(Kind kind, Repository repository, int number, String note) {
    private static final String PREFIX = "registrar.";
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Kind {
        /** Commit the entry of an approved request. */
        COMMIT_REQUEST,
        /** Tell the outcome of a request on its issue. */
        SETTLE_REQUEST,
        /** Bring the comment of a request up to date: a time limit is reached, or the default branch has moved. */
        SHOW_REQUEST,
        /** Commit another status of a registry. */
        COMMIT_STATUS,
        /** Tell on the issue what came of it. */
        SETTLE_STATUS,
        /** Read AWS, and hold it against the catalog. */
        SYNC,
        /** Write what followed from that. */
        COMMIT_SYNC,
        /** Judge a pull request as it is now. */
        JUDGE,
        /** Tell the people of an issue or pull request that work for them was given up. */
        SAY_GIVEN_UP
    }

    /**
     * Judging a pull request as it is now; of several that wait only the newest is done.
     *
     * @param why is the same whenever the same cause asks for it
     */
    static NewDelivery judge(Repository repository, int number, String why) {
        Work work = new Work(Kind.JUDGE, repository, number, why);
        return NewDelivery.newest(
                work.guid(why), Subjects.conversation(repository, number), work.event(), Router.STATE, work.body());
    }

    /** Showing a request as it is now; of several that wait only the newest is done. */
    static NewDelivery show(Repository repository, int number, String why) {
        Work work = new Work(Kind.SHOW_REQUEST, repository, number, why);
        return NewDelivery.newest(
                work.guid(why), Subjects.conversation(repository, number), work.event(), "show", work.body());
    }

    /** Reading AWS for a catalog; of several that wait only the newest is done. */
    static NewDelivery sync(Repository repository, String why) {
        Work work = new Work(Kind.SYNC, repository, 0, why);
        return NewDelivery.newest(work.guid(why), Subjects.sync(repository), work.event(), Router.STATE, work.body());
    }

    static boolean isOurs(String event) {
        return event.startsWith(PREFIX);
    }

    /** @param name is the same whenever the same work is asked for, so that asking twice does it once */
    NewDelivery delivery(Subject subject, String name) {
        return NewDelivery.now(guid(name), subject, event(), body());
    }

    private String guid(String name) {
        return event() + " " + repository.id() + "#" + number + " " + name;
    }

    private String event() {
        return PREFIX + kind;
    }

    private Payload body() {
        try {
            return Payload.of(JSON.writeValueAsString(Map.of(
                    "id", repository.id(),
                    "name", repository.name().fullName(),
                    "branch", repository.defaultBranch(),
                    "installation", repository.installation(),
                    "number", number,
                    "note", note)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Work read(String event, byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return new Work(
                    Kind.valueOf(event.substring(PREFIX.length())),
                    new Repository(
                            node.get("id").asLong(),
                            RepositoryName.parse(node.get("name").asText()).orElseThrow(),
                            node.get("branch").asText(),
                            node.get("installation").asLong()),
                    node.get("number").asInt(),
                    node.get("note").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
