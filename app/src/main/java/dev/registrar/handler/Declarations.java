package dev.registrar.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.registrar.effect.Fact;
import dev.registrar.effect.Facts;
import dev.registrar.pull.RepositoryName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Which repositories' Terraform names a registry, as their default branches were read last. */
final class Declarations {
    private static final String KIND = "terraform-declares";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Facts facts;

    Declarations(Facts facts) {
        this.facts = facts;
    }

    /** Replaces what was known of a repository: all names that its Terraform declares now. */
    void read(RepositoryName catalog, RepositoryName infra, Collection<String> names) {
        ArrayNode list = JSON.createArrayNode();
        names.stream().sorted().distinct().forEach(list::add);
        facts.put(KIND, key(catalog), infra.fullName(), list.toString());
    }

    /** Whether a repository's Terraform has ever been read. */
    boolean known(RepositoryName catalog, RepositoryName infra) {
        return facts.get(KIND, key(catalog), infra.fullName()).isPresent();
    }

    /** Full names of the repositories that declare it. */
    List<String> declaring(RepositoryName catalog, String registry) {
        return facts.list(KIND, key(catalog)).stream()
                .filter(fact -> names(fact, registry))
                .map(Fact::key)
                .sorted()
                .toList();
    }

    private static boolean names(Fact fact, String registry) {
        try {
            return StreamSupport.stream(JSON.readTree(fact.json()).spliterator(), false)
                    .map(JsonNode::asText)
                    .anyMatch(registry::equals);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of what Terraform declares cannot be read", e);
        }
    }

    private static String key(RepositoryName name) {
        return name.fullName().toLowerCase(Locale.ROOT);
    }
}
