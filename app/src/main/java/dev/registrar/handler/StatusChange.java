package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.catalog.Status;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.pull.Actor;

/**
 * That a registry is to be deprecated or decommissioned.
 *
 * @param comment that asked for it
 * @param reason as it was typed, or the evidence; empty when there is none
 */
record StatusChange(String registry, Status to, long comment, Actor by, String reason) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The status that it has to have before. */
    Status from() {
        return to == Status.DECOMMISSIONED ? Status.DEPRECATED : Status.ACTIVE;
    }

    static StatusChange read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return new StatusChange(
                    node.get("registry").asText(),
                    // Work that an older version queued is a deprecation.
                    Vocabulary.read(Status.class, node.path("to").asText()).orElse(Status.DEPRECATED),
                    node.get("comment").asLong(),
                    new Actor(node.get("id").asLong(), node.get("login").asText(), false),
                    node.get("reason").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of a change of status cannot be read", e);
        }
    }

    String write() {
        return JSON.createObjectNode()
                .put("registry", registry)
                .put("to", to.word())
                .put("comment", comment)
                .put("id", by.id())
                .put("login", by.login())
                .put("reason", reason)
                .toString();
    }
}
