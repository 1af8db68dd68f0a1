package dev.registrar.backstage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.registrar.catalog.Registry;
import dev.registrar.catalog.Vocabulary;
import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The entities one by one; references are written in full and in lower case. */
final class Shapes {
    private static final String MIRROR_TYPE = "container-registry";
    private static final String REPO_COUNT = "platform/repo-count";
    private static final String REPOSITORY = "platform/repository";
    private static final String LAST_SYNC = "platform/last-sync";
    private static final String PLATFORM_TEAM = "group:default/platform-team";
    private static final String SYSTEM = "system:default/container-registry";

    private Shapes() {}

    static ObjectNode domain() {
        ObjectNode entity = entity("Domain", "delivery", "How software gets from a commit to production");
        entity.putObject("spec").put("owner", PLATFORM_TEAM);
        return entity;
    }

    static ObjectNode system() {
        ObjectNode entity = entity("System", "container-registry", "Container registries and what governs them");
        entity.putObject("spec").put("owner", PLATFORM_TEAM).put("domain", "domain:default/delivery");
        return entity;
    }

    static ObjectNode component(List<String> mirrors) {
        ObjectNode entity = entity("Component", "ecr-registry", "The container registries of AWS ECR");
        ObjectNode spec = entity.putObject("spec")
                .put("type", "service")
                .put("lifecycle", "production")
                .put("owner", PLATFORM_TEAM)
                .put("system", SYSTEM);
        if (!mirrors.isEmpty()) {
            ArrayNode on = spec.putArray("dependsOn");
            mirrors.forEach(mirror -> on.add(resource(mirror)));
        }
        return entity;
    }

    static ObjectNode mirror(Place place, String name, int repositories, String lastSync) {
        ObjectNode entity = entity("Resource", name, "ECR of account " + place.account() + " in " + place.region());
        ObjectNode annotations = ((ObjectNode) entity.get("metadata")).putObject("annotations");
        annotations.put("platform/aws-account", place.account());
        annotations.put("platform/aws-region", place.region());
        annotations.put(REPO_COUNT, String.valueOf(repositories));
        annotations.put(LAST_SYNC, lastSync);
        entity.putObject("spec")
                .put("type", MIRROR_TYPE)
                .put("owner", PLATFORM_TEAM)
                .put("system", SYSTEM);
        return entity;
    }

    static ObjectNode repository(String name, AwsRepository repository, Optional<Registry> entry, String mirror) {
        ObjectNode entity = entity("Resource", name, "Images of " + repository.name());
        ObjectNode annotations = ((ObjectNode) entity.get("metadata")).putObject("annotations");
        annotations.put(REPOSITORY, repository.name());
        annotations.put("platform/repository-url", repository.uri());
        ObjectNode spec = entity.putObject("spec")
                .put("type", "container-repository")
                .put("owner", PLATFORM_TEAM)
                .put("system", SYSTEM);
        spec.putArray("dependsOn").add(resource(mirror));
        enrich(entity, entry);
        return entity;
    }

    /** Says of a repository what the catalog knows, and nothing else that it may have known before. */
    static void enrich(ObjectNode entity, Optional<Registry> entry) {
        if (entity.at("/metadata/annotations") instanceof ObjectNode annotations) {
            word(annotations, "platform/risk", entry.flatMap(Registry::risk));
            word(annotations, "platform/environment", entry.flatMap(Registry::environment));
            word(annotations, "platform/status", entry.flatMap(Registry::status));
        }
        if (entity.get("spec") instanceof ObjectNode spec) {
            spec.put(
                    "owner",
                    entry.flatMap(Registry::owner)
                            .filter(EntityNames::fits)
                            .map(team -> "group:default/" + team.toLowerCase(Locale.ROOT))
                            .orElse(PLATFORM_TEAM));
        }
    }

    private static void word(ObjectNode annotations, String key, Optional<? extends Vocabulary> value) {
        value.ifPresentOrElse(word -> annotations.put(key, word.word()), () -> annotations.remove(key));
    }

    static String name(JsonNode entity) {
        return entity.at("/metadata/name").asText();
    }

    /** The name in ECR of a repository's resource. */
    static Optional<String> repositoryOf(JsonNode resource) {
        return Optional.ofNullable(
                resource.path("metadata").path("annotations").path(REPOSITORY).textValue());
    }

    static boolean isMirror(JsonNode resource) {
        return resource.at("/spec/type").asText().equals(MIRROR_TYPE);
    }

    static Optional<String> lastSync(JsonNode mirror) {
        return Optional.ofNullable(
                mirror.path("metadata").path("annotations").path(LAST_SYNC).textValue());
    }

    /** The mirror that a repository's resource hangs on. */
    static Optional<String> mirrorOf(JsonNode resource) {
        String reference = resource.at("/spec/dependsOn/0").asText();
        String before = resource("");
        return reference.startsWith(before) ? Optional.of(reference.substring(before.length())) : Optional.empty();
    }

    private static String resource(String name) {
        return "resource:default/" + name;
    }

    private static ObjectNode entity(String kind, String name, String description) {
        ObjectNode entity = JsonNodeFactory.instance.objectNode();
        entity.put("apiVersion", "backstage.io/v1alpha1").put("kind", kind);
        entity.putObject("metadata").put("name", name).put("description", description);
        return entity;
    }
}
