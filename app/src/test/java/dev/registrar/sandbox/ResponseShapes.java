package dev.registrar.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Holds answers to GitHub's own description of them. */
final class ResponseShapes {
    private static final ResponseShapes GITHUB = new ResponseShapes();

    private record Shape(String method, int literals, Pattern path, String status, Schema schema) {}

    private final List<Shape> shapes = new ArrayList<>();

    private ResponseShapes() {
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getOpenApi30());
        JsonNode description = load();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operation.getValue().properties().forEach(answer -> {
                            ObjectNode whole = answer.getValue().deepCopy();
                            whole.set("components", description.get("components"));
                            String template = path.getKey();
                            shapes.add(new Shape(
                                    operation.getKey(),
                                    template.replaceAll("\\{[^}]*}", "").length(),
                                    pattern(template),
                                    answer.getKey(),
                                    registry.getSchema(whole)));
                        })));
        shapes.sort(Comparator.comparingInt(Shape::literals).reversed());
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(
                template.replaceAll("\\{(path|ref|basehead|branch)}", ".+").replaceAll("\\{[^}]*}", "[^/]+"));
    }

    private static JsonNode load() {
        try (InputStream in = ResponseShapes.class.getResourceAsStream("/github-response-shapes.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with an answer; nothing where GitHub describes none. */
    static List<String> faults(String method, String path, int status, JsonNode json) {
        String plain = path.replaceFirst("\\?.*", "");
        for (Shape shape : GITHUB.shapes) {
            if (shape.method().equalsIgnoreCase(method)
                    && shape.path().matcher(plain).matches()
                    && shape.status().equals(Integer.toString(status))) {
                return shape.schema().validate(json).stream()
                        .map(ResponseShapes::told)
                        .toList();
            }
        }
        return List.of();
    }

    private static String told(Error error) {
        return error.getInstanceLocation() + ": " + error.getMessage();
    }
}
