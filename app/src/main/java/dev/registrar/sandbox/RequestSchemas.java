package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** GitHub's own description of request bodies, for the routes that it covers. */
final class RequestSchemas {
    private static final String RESOURCE = "/sandbox/github-api-subset.json";
    private final Map<String, Schema> byRoute = new HashMap<>();

    RequestSchemas() {
        JsonNode description = load();
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode schema = operation.getValue().at("/requestBody/content/application~1json/schema");
                    if (!schema.isMissingNode()) {
                        byRoute.put(
                                key(operation.getKey(), path.getKey()), registry.getSchema(whole(schema, description)));
                    }
                }));
    }

    /** The schema with what it refers to in its place. */
    private static JsonNode whole(JsonNode schema, JsonNode description) {
        String reference = Json.string(schema, "$ref");
        if (reference != null) {
            return whole(description.at(reference.substring(1)), description);
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode copy = Json.object();
        object.properties().forEach(field -> copy.set(field.getKey(), whole(field.getValue(), description)));
        return copy;
    }

    /** Refuses a body that breaks the description of its route. */
    void check(Router.Route route, JsonNode body) {
        Schema schema = byRoute.get(key(route.method(), route.template()));
        if (schema == null || body.isMissingNode()) {
            return;
        }
        List<Error> errors = schema.validate(body);
        if (errors.isEmpty()) {
            return;
        }
        List<Map<String, String>> details = errors.stream()
                .map(error -> Map.of(
                        "resource", route.template(),
                        "field", String.valueOf(error.getInstanceLocation()),
                        "code", "invalid",
                        "message", error.getMessage()))
                .toList();
        throw new ApiError(422, "Invalid request.\n\n" + errors.get(0).getMessage(), details);
    }

    boolean needsBody(Router.Route route) {
        return byRoute.containsKey(key(route.method(), route.template()));
    }

    /** Names of parameters do not tell routes apart. */
    private static String key(String method, String template) {
        return method.toUpperCase(Locale.ROOT) + " " + template.replaceAll("\\{[^}]*}", "{}");
    }

    private static JsonNode load() {
        try (InputStream in = RequestSchemas.class.getResourceAsStream(RESOURCE)) {
            return Json.MAPPER.readTree(Objects.requireNonNull(in, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
