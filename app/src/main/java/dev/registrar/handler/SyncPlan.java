package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.handler.CatalogEdits.Edit;
import java.util.List;
import java.util.Optional;

/**
 * What followed from reading AWS, to be written: kept between the two, since reading takes long and writing keeps others
 * from the branch.
 *
 * @param entities the file of Backstage entities; empty where there is none
 * @param text of the issue about drift
 * @param clean whether there is no drift
 * @param certain whether everything was read, so that no drift means that there is none
 */
record SyncPlan(
        List<Edit> activations,
        List<Edit> repairs,
        Optional<String> entities,
        String text,
        boolean clean,
        boolean certain) {
    private static final ObjectMapper JSON = new ObjectMapper();

    SyncPlan {
        activations = List.copyOf(activations);
        repairs = List.copyOf(repairs);
    }

    String write() {
        ObjectNode node = JSON.createObjectNode()
                .put("entities", entities.orElse(null))
                .put("text", text)
                .put("clean", clean)
                .put("certain", certain);
        node.set("activations", Edit.write(activations));
        node.set("repairs", Edit.write(repairs));
        return node.toString();
    }

    static SyncPlan read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return new SyncPlan(
                    Edit.read(node.get("activations")),
                    Edit.read(node.get("repairs")),
                    Optional.ofNullable(node.path("entities").textValue()),
                    node.get("text").asText(),
                    node.get("clean").asBoolean(),
                    node.get("certain").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the plan of a sync cannot be read", e);
        }
    }
}
