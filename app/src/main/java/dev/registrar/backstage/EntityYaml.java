package dev.registrar.backstage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Entities as YAML documents. */
final class EntityYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private EntityYaml() {}

    /** The resources by name; empty when the text is not what this class writes. */
    static Optional<Map<String, ObjectNode>> read(String text) {
        Map<String, ObjectNode> resources = new TreeMap<>();
        if (text.isBlank()) {
            return Optional.of(resources);
        }
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            while (documents.hasNextValue()) {
                if (!(documents.nextValue() instanceof ObjectNode entity)) {
                    return Optional.empty();
                }
                if (entity.path("kind").asText().equals("Resource")) {
                    resources.put(entity.at("/metadata/name").asText(), entity);
                }
            }
            return Optional.of(resources);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String write(List<ObjectNode> entities) throws JsonProcessingException {
        StringBuilder text = new StringBuilder();
        for (ObjectNode entity : entities) {
            text.append(YAML.writeValueAsString(entity));
        }
        return text.toString();
    }
}
