package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What is answered. */
record Reply(int status, Bytes body, String contentType, Map<String, String> headers) {
    private static final String JSON = "application/json; charset=utf-8";

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(status, Bytes.of(Json.bytes(body)), JSON, Map.of());
    }

    static Reply ok(JsonNode body) {
        return json(200, body);
    }

    static Reply created(JsonNode body) {
        return json(201, body);
    }

    static Reply empty(int status) {
        return new Reply(status, Bytes.NONE, JSON, Map.of());
    }

    static Reply raw(byte[] body, String contentType) {
        return new Reply(200, Bytes.of(body), contentType, Map.of());
    }

    static Reply error(ApiError error) {
        return json(error.status(), error.body());
    }

    Reply with(String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new Reply(status, body, contentType, all);
    }
}
