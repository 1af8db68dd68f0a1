package dev.registrar.inventory.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.registrar.inventory.Retention;
import java.util.Optional;

/** Reads what a life-cycle policy keeps (ECR, "Lifecycle policy properties"). */
final class LifecyclePolicies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LifecyclePolicies() {}

    /** Empty when it cannot be understood. Rules for untagged images do not count: nobody pulls those by name. */
    static Optional<Retention> read(String policy) {
        JsonNode rules;
        try {
            rules = JSON.readTree(policy).path("rules");
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        if (!rules.isArray()) {
            return Optional.empty();
        }
        Optional<Integer> keeps = Optional.empty();
        Optional<Integer> days = Optional.empty();
        for (JsonNode rule : rules) {
            JsonNode selection = rule.path("selection");
            boolean expires = rule.at("/action/type").asText("expire").equals("expire");
            if (!expires || selection.path("tagStatus").asText().equals("untagged")) {
                continue;
            }
            int number = selection.path("countNumber").asInt();
            if (selection.path("countType").asText().equals("imageCountMoreThan")) {
                keeps = least(keeps, number);
            } else {
                days = least(days, number);
            }
        }
        return Optional.of(new Retention(true, keeps, days));
    }

    private static Optional<Integer> least(Optional<Integer> before, int number) {
        return Optional.of(before.map(known -> Math.min(known, number)).orElse(number));
    }
}
