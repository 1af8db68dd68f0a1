package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** An answer in GitHub's error form. Expected, so it carries no stack trace. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    private final int status;
    private final transient List<Map<String, String>> errors;

    ApiError(int status, String message, List<Map<String, String>> errors) {
        super(message, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    ApiError(int status, String message) {
        this(status, message, List.of());
    }

    static ApiError notFound() {
        return new ApiError(404, "Not Found");
    }

    static ApiError badCredentials() {
        return new ApiError(401, "Bad credentials");
    }

    static ApiError forbidden(String message) {
        return new ApiError(403, message);
    }

    static ApiError invalid(String message) {
        return new ApiError(422, message);
    }

    /** GitHub's form for a value that a resource cannot take. */
    static ApiError validation(String resource, String field, String message) {
        return new ApiError(
                422,
                "Validation Failed",
                List.of(Map.of("resource", resource, "field", field, "code", "custom", "message", message)));
    }

    int status() {
        return status;
    }

    ObjectNode body() {
        ObjectNode body = Json.object("message", getMessage());
        if (!errors.isEmpty() || status == 422) {
            ArrayNode list = body.putArray("errors");
            errors.forEach(error -> list.add(Json.MAPPER.valueToTree(error)));
        }
        return body.put("documentation_url", DOCUMENTATION).put("status", Integer.toString(status));
    }
}
