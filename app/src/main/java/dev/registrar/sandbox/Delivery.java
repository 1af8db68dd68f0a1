package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to hand a webhook over. Every attempt has its own id; attempts at the same event share the GUID.
 *
 * @param outcome absent while it waits to be sent
 */
record Delivery(
        long id,
        String guid,
        boolean redelivery,
        String event,
        @Nullable String action,
        @Nullable Long repositoryId,
        @Nullable String repository,
        @Nullable Integer number,
        @Nullable Long installationId,
        Map<String, String> headers,
        Bytes payload,
        @Nullable Outcome outcome) {

    /**
     * What came of it.
     *
     * @param code the receiver's, or 502 and 504 where none was received, as GitHub reports it
     */
    record Outcome(Instant at, int code, String status, long millis, Map<String, String> headers, String body) {
        Outcome {
            headers = Map.copyOf(headers);
        }

        boolean failed() {
            return code < 200 || code >= 400;
        }
    }

    Delivery {
        headers = Map.copyOf(headers);
    }

    Delivery ended(Outcome end) {
        return new Delivery(
                id,
                guid,
                redelivery,
                event,
                action,
                repositoryId,
                repository,
                number,
                installationId,
                headers,
                payload,
                end);
    }

    Delivery again(long newId) {
        return new Delivery(
                newId,
                guid,
                true,
                event,
                action,
                repositoryId,
                repository,
                number,
                installationId,
                headers,
                payload,
                null);
    }

    ObjectNode brief() {
        Outcome end = outcome;
        return Json.fields()
                .add("id", id)
                .add("guid", guid)
                .add("delivered_at", end == null ? null : end.at())
                .add("redelivery", redelivery)
                .add("duration", end == null ? 0 : (int) (end.millis() / 1000))
                .add("status", end == null ? "pending" : end.status())
                .add("status_code", end == null ? 0 : end.code())
                .add("event", event)
                .add("action", action)
                .add("installation_id", installationId)
                .add("repository_id", repositoryId)
                .add("throttled_at", null)
                .node();
    }

    ObjectNode full(String url) {
        Outcome end = outcome;
        ObjectNode shape = brief().put("url", url);
        shape.set("request", Json.object("headers", headers, "payload", Payloads.parse(payload.array())));
        shape.set(
                "response",
                Json.object(
                        "headers", end == null ? Map.of() : end.headers(), "payload", end == null ? null : end.body()));
        return shape;
    }
}
