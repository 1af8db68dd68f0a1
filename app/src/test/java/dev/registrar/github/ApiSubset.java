package dev.registrar.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** GitHub's own description of the calls that Registrar may make, and what a request does against it. */
final class ApiSubset {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Parameters whose slashes stay slashes in an address. */
    private static final Set<String> WITH_SLASHES = Set.of("{path}", "{ref}");

    private final JsonNode description;
    private final List<Operation> operations = new ArrayList<>();

    ApiSubset() {
        try (InputStream in = ApiSubset.class.getResourceAsStream("/github-api-subset.json")) {
            description = MAPPER.readTree(Objects.requireNonNull(in));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operations.add(operation(registry, path.getKey(), operation));
            }
        }
    }

    private Operation operation(SchemaRegistry registry, String path, Map.Entry<String, JsonNode> operation) {
        Set<String> query = new TreeSet<>();
        for (JsonNode parameter : operation.getValue().path("parameters")) {
            JsonNode resolved = resolved(parameter);
            if (resolved.path("in").asText().equals("query")) {
                query.add(resolved.path("name").asText());
            }
        }
        JsonNode body = operation.getValue().at("/requestBody/content/application~1json/schema");
        Schema schema = null;
        if (body instanceof ObjectNode object) {
            ObjectNode whole = object.deepCopy();
            whole.set("components", description.get("components"));
            schema = registry.getSchema(whole);
        }
        boolean required = operation.getValue().at("/requestBody/required").asBoolean();
        return new Operation(
                operation.getKey().toUpperCase(Locale.ROOT), path, pattern(path), query, body, schema, required);
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : description.at(reference.substring(1));
    }

    private static Pattern pattern(String path) {
        StringBuilder pattern = new StringBuilder();
        for (String segment : path.substring(1).split("/", -1)) {
            pattern.append('/');
            if (WITH_SLASHES.contains(segment) && path.endsWith(segment)) {
                pattern.append(".+");
            } else {
                pattern.append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
            }
        }
        return Pattern.compile(pattern.toString());
    }

    /** What is wrong with a request; nothing when it is one that GitHub describes. */
    List<String> violations(String method, String path, Set<String> query, String body) {
        // A renamed repository redirects to its number, under which all of its addresses exist.
        String named = path.replaceFirst("^/repositories/[0-9]+", "/repos/renamed/renamed");
        List<Operation> candidates = operations.stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.pattern().matcher(named).matches())
                .toList();
        if (candidates.isEmpty()) {
            return List.of("no such call: " + method + " " + path);
        }
        // The one with the most literal text, as a router would choose.
        Operation operation = candidates.stream()
                .max((a, b) -> Integer.compare(literal(a.path()), literal(b.path())))
                .orElseThrow();
        List<String> violations = new ArrayList<>();
        Set<String> unknown = new HashSet<>(query);
        unknown.removeAll(operation.query());
        if (!unknown.isEmpty()) {
            violations.add(method + " " + operation.path() + " does not know " + unknown);
        }
        violations.addAll(bodyViolations(operation, body));
        return violations;
    }

    private static int literal(String path) {
        return path.replaceAll("\\{[^}]*}", "").length();
    }

    private static List<String> bodyViolations(Operation operation, String body) {
        if (body.isEmpty()) {
            return operation.bodyRequired() ? List.of(operation.path() + " needs a body") : List.of();
        }
        Schema schema = operation.schema();
        if (schema == null) {
            return List.of(operation.path() + " takes no body");
        }
        try {
            JsonNode sent = MAPPER.readTree(body);
            List<String> violations = new ArrayList<>();
            schema.validate(sent).forEach(error -> violations.add(operation.path() + ": " + error));
            undescribed(operation.body(), sent, operation.path(), violations);
            return violations;
        } catch (IOException notJson) {
            return List.of(operation.path() + ": the body is not JSON");
        }
    }

    /** OpenAPI allows unknown properties; a misspelt one would go unnoticed by it. */
    private static void undescribed(JsonNode schema, JsonNode sent, String place, List<String> violations) {
        if (sent.isArray()) {
            sent.forEach(item -> undescribed(schema.path("items"), item, place + "[]", violations));
        }
        JsonNode properties = schema.path("properties");
        if (!sent.isObject() || properties.isEmpty()) {
            return;
        }
        sent.properties().forEach(property -> {
            String name = place + "." + property.getKey();
            if (!properties.has(property.getKey())) {
                violations.add(name + " is not described");
            }
            undescribed(properties.path(property.getKey()), property.getValue(), name, violations);
        });
    }

    private record Operation(
            String method,
            String path,
            Pattern pattern,
            Set<String> query,
            JsonNode body,
            @org.jspecify.annotations.Nullable Schema schema,
            boolean bodyRequired) {}
}
