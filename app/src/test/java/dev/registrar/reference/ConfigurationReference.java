package dev.registrar.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.schema.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The settings of {@code registrar.yml}, as a page. */
final class ConfigurationReference {
    private final JsonNode schema;
    private final StringBuilder out = new StringBuilder();

    private ConfigurationReference(JsonNode schema) {
        this.schema = schema;
    }

    static String page() {
        try {
            ConfigurationReference page =
                    new ConfigurationReference(new ObjectMapper().readTree(Schemas.CONFIGURATION.text()));
            page.out.append("""
                    # Configuration

                    `.github/registrar.yml` on the default branch. Written from `policies/schema/registrar.schema.json`; the
                    build fails when it is not current. Only `version` and `role` are required. An editor completes and checks
                    the file by that schema, for instance where a copy of it lies beside the file and this is the first line:

                    ```yaml
                    # yaml-language-server: $schema=registrar.schema.json
                    ```

                    | Setting | Value | Default | Meaning |
                    |---|---|---|---|
                    """);
            page.rows("", page.schema);
            return page.out.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void rows(String path, JsonNode object) {
        object.path("properties").properties().forEach(field -> row(path + field.getKey(), field.getValue()));
        JsonNode any = object.path("additionalProperties");
        if (any.isObject()) {
            row(path + "NAME", any);
        }
    }

    private void row(String path, JsonNode given) {
        JsonNode node = resolved(given);
        if (node.path("type").asText().equals("object")) {
            describe(path, "", "", given.path("description").asText());
            rows(path + ".", node);
            return;
        }
        JsonNode standard = given.has("default") ? given.get("default") : node.path("default");
        describe(
                path,
                value(node),
                standard.isMissingNode() ? "–" : "`" + (standard.isTextual() ? standard.asText() : standard) + "`",
                given.path("description").asText());
    }

    private void describe(String path, String value, String standard, String meaning) {
        out.append("| `")
                .append(path)
                .append("` | ")
                .append(value)
                .append(" | ")
                .append(standard);
        out.append(" | ").append(meaning.replace("|", "\\|")).append(" |\n");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? schema.at(node.get("$ref").asText().substring(1)) : node;
    }

    private String value(JsonNode node) {
        if (node.has("const")) {
            return "`" + node.get("const").asText() + "`";
        }
        if (node.has("enum")) {
            List<String> words = new ArrayList<>();
            node.get("enum").forEach(word -> words.add("`" + word.asText() + "`"));
            return String.join(", ", words);
        }
        return switch (node.path("type").asText()) {
            case "array" -> "list of: " + value(resolved(node.path("items")));
            case "boolean" -> "`true`, `false`";
            case "integer" ->
                "number from " + node.path("minimum").asInt()
                        + (node.has("maximum") ? " to " + node.get("maximum").asInt() : " on");
            default ->
                node.has("pattern")
                        ? "text of the form `" + node.get("pattern").asText().replace("|", "\\|") + "`"
                        : "text";
        };
    }
}
