package dev.registrar.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.registrar.pull.RemoteTrouble;
import dev.registrar.pull.RemoteTrouble.AccessLost;
import dev.registrar.pull.RemoteTrouble.Unavailable;
import java.io.IOException;
import java.util.OptionalLong;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What GitHub answered, read to the end. Faults and limits never come this far: {@link Wire} throws them. */
final class Answer {
    // Enough for any of GitHub's messages; more would only fill logs.
    private static final int LONGEST_MESSAGE = 300;

    private final int status;
    private final Headers headers;
    private final byte[] body;

    Answer(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    OptionalLong number(String header) {
        String value = headers.get(header);
        if (value == null || !value.strip().matches("[0-9]{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(value.strip()));
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Whether what was asked for is not there: never was, was deleted, or has moved to another repository. */
    boolean absent() {
        return status == 404 || status == 410 || status == 301;
    }

    /** Itself, when it is a success; for calls that have no other expected outcome. */
    Answer orTrouble(String what) {
        if (ok()) {
            return this;
        }
        throw trouble(what);
    }

    /** What an unexpected answer means for the work in hand. */
    RemoteTrouble trouble(String what) {
        String words = "GitHub answered " + status + " for " + what + ": " + message();
        if (status == 401 || status == 403 || absent()) {
            return new AccessLost(words, null);
        }
        return new Unavailable(words, null);
    }

    JsonPart json() {
        return JsonPart.ofAnswer(tree());
    }

    private JsonNode tree() {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw new Unavailable("GitHub's answer is empty", null);
            }
            return tree;
        } catch (IOException broken) {
            // Jackson's message may quote what stands there, so it goes nowhere.
            throw new Unavailable("GitHub's answer is not JSON", null);
        }
    }

    /** GitHub's own words about a failure, on one line; empty when there are none. */
    String message() {
        try {
            JsonNode tree = Json.MAPPER.readTree(body);
            StringBuilder words = new StringBuilder(tree.path("message").asText(""));
            for (JsonNode error : tree.path("errors")) {
                String more = error.isTextual()
                        ? error.asText()
                        : error.path("message").asText("");
                if (!more.isEmpty()) {
                    words.append("; ").append(more);
                }
            }
            return oneLine(words.toString());
        } catch (IOException notJson) {
            return "";
        }
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
