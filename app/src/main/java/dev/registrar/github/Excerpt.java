package dev.registrar.github;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.registrar.event.EventDecoder.MalformedPayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * A payload without the members that {@link PayloadDecoder} does not read. GitHub sends some 20 KB, of which they are
 * nearly all: links, counts, and the words of pull requests.
 */
final class Excerpt {
    /** Wherever they stand. */
    private static final Set<String> NAMES = Set.of(
            "action",
            "added",
            "after",
            "app",
            "base",
            "base_ref",
            "base_sha",
            "check_run",
            "check_suite",
            "comment",
            "commits",
            "default_branch",
            "deleted",
            "external_id",
            "full_name",
            "head",
            "head_ref",
            "head_sha",
            "id",
            "identifier",
            "installation",
            "issue",
            "labels",
            "login",
            "merge_group",
            "modified",
            "name",
            "number",
            "owner",
            "pull_request",
            "pull_requests",
            "ref",
            "removed",
            "repo",
            "repositories",
            "repositories_added",
            "repository",
            "requested_action",
            "sender",
            "sha",
            "type");

    private static final Set<String> COMMENT_NAMES =
            with(NAMES, Set.of("body", "created_at", "html_url", "performed_via_github_app", "user"));

    private Excerpt() {}

    private static Set<String> with(Set<String> names, Set<String> more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /** The members that are kept of an event's payload. */
    static Set<String> names(String event) {
        return event.equals("issue_comment") ? COMMENT_NAMES : NAMES;
    }

    /** @throws MalformedPayload when the whole of the body is not one JSON object */
    static byte[] of(String event, byte[] body) {
        Set<String> names = names(event);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(1_000);
        try (JsonParser from = Json.MAPPER.createParser(body);
                JsonGenerator to = Json.MAPPER.createGenerator(kept, JsonEncoding.UTF8)) {
            // Half a surrogate pair, which a payload may have in escaped form, has none in UTF-8.
            to.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
            if (from.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject();
            }
            copy(from, to, names);
            if (from.nextToken() != null) {
                throw notAnObject();
            }
        } catch (IOException broken) {
            // Jackson's message may quote the payload.
            throw new MalformedPayload("the payload is not JSON, or beyond all measure");
        }
        return kept.toByteArray();
    }

    private static void copy(JsonParser from, JsonGenerator to, Set<String> names) throws IOException {
        to.copyCurrentEvent(from);
        int depth = 1;
        while (depth > 0) {
            JsonToken token = from.nextToken();
            if (token == JsonToken.FIELD_NAME && !names.contains(from.currentName())) {
                from.nextToken();
                from.skipChildren();
                continue;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            to.copyCurrentEventExact(from);
        }
    }

    private static MalformedPayload notAnObject() {
        return new MalformedPayload("the payload is not a JSON object");
    }
}
