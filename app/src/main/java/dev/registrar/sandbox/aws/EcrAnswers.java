package dev.registrar.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What reading calls answer (ECR API reference). */
final class EcrAnswers {
    // ECR: "maxResults" is 100 unless said otherwise, and 1,000 at the most.
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final EcrRegistry registry;
    private final JsonNode request;

    EcrAnswers(EcrRegistry registry, JsonNode request) {
        this.registry = registry;
        this.request = request;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    EcrRepository repository() {
        String name = request.path("repositoryName").asText();
        return registry.find(name).orElseThrow(() -> AwsFault.noRepository(name));
    }

    ObjectNode repositories() {
        List<EcrRepository> all = new ArrayList<>();
        if (request.has("repositoryNames")) {
            request.get("repositoryNames")
                    .forEach(name -> all.add(
                            registry.find(name.asText()).orElseThrow(() -> AwsFault.noRepository(name.asText()))));
        } else {
            all.addAll(registry.repositories.values());
        }
        return page("repositories", all, EcrAnswers::repository);
    }

    static void repository(ObjectNode node, EcrRepository repository) {
        node.put("repositoryArn", repository.arn())
                .put("registryId", repository.account)
                .put("repositoryName", repository.name)
                .put("repositoryUri", repository.uri())
                .put("createdAt", repository.created.getEpochSecond())
                .put("imageTagMutability", repository.mutability);
        node.putObject("imageScanningConfiguration").put("scanOnPush", false);
        node.putObject("encryptionConfiguration").put("encryptionType", repository.encryption);
    }

    ObjectNode images() {
        EcrRepository repository = repository();
        List<EcrImage> images;
        synchronized (repository) {
            images = List.copyOf(repository.images.values());
        }
        return page("imageDetails", images, (node, image) -> {
            node.put("registryId", repository.account)
                    .put("repositoryName", repository.name)
                    .put("imageDigest", image.digest())
                    .put("imageSizeInBytes", image.bytes())
                    .put("imagePushedAt", image.pushed().getEpochSecond());
            if (image.pulled() != null) {
                node.put("lastRecordedPullTime", image.pulled().getEpochSecond());
            }
        });
    }

    ObjectNode tags() {
        String arn = request.path("resourceArn").asText();
        String name = arn.substring(arn.indexOf('/') + 1);
        EcrRepository repository = registry.find(name).orElseThrow(() -> AwsFault.noRepository(name));
        ObjectNode answer = object();
        ArrayNode tags = answer.putArray("tags");
        repository.tags.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    ObjectNode lifecyclePolicy() {
        EcrRepository repository = repository();
        if (repository.lifecyclePolicy == null) {
            throw new AwsFault(400, "LifecyclePolicyNotFoundException", "Lifecycle policy does not exist");
        }
        return object().put("registryId", repository.account)
                .put("repositoryName", repository.name)
                .put("lifecyclePolicyText", repository.lifecyclePolicy);
    }

    ObjectNode effectiveScanning() {
        if (request.path("repositoryNames").size() > 25) {
            throw AwsFault.invalid("repositoryNames: at most 25");
        }
        ObjectNode answer = object();
        ArrayNode found = answer.putArray("scanningConfigurations");
        ArrayNode failures = answer.putArray("failures");
        request.path("repositoryNames").forEach(name -> {
            if (registry.find(name.asText()).isEmpty()) {
                failures.addObject().put("repositoryName", name.asText()).put("failureCode", "REPOSITORY_NOT_FOUND");
                return;
            }
            String frequency = registry.frequency(name.asText());
            found.addObject()
                    .put("repositoryName", name.asText())
                    .put("scanOnPush", frequency.equals("SCAN_ON_PUSH"))
                    .put("scanFrequency", frequency);
        });
        return answer;
    }

    ObjectNode registryScanning() {
        ObjectNode answer = object().put("registryId", registry.account);
        ObjectNode configuration = answer.putObject("scanningConfiguration").put("scanType", registry.scanType);
        ArrayNode rules = configuration.putArray("rules");
        registry.scanRules.forEach(rule -> rules.addObject()
                .put("scanFrequency", rule.frequency())
                .putArray("repositoryFilters")
                .addObject()
                .put("filter", rule.filter())
                .put("filterType", "WILDCARD"));
        return answer;
    }

    ObjectNode registry() {
        ObjectNode answer = object().put("registryId", registry.account);
        ArrayNode rules = answer.putObject("replicationConfiguration").putArray("rules");
        registry.replicas.forEach(to -> {
            ObjectNode rule = rules.addObject();
            rule.putArray("destinations").addObject().put("region", to.region()).put("registryId", to.account());
            ArrayNode filters = rule.putArray("repositoryFilters");
            if (!to.prefix().isEmpty()) {
                filters.addObject().put("filter", to.prefix()).put("filterType", "PREFIX_MATCH");
            }
        });
        return answer;
    }

    ObjectNode caches() {
        return page(
                "pullThroughCacheRules",
                registry.caches,
                (node, prefix) -> node.put("ecrRepositoryPrefix", prefix)
                        .put("upstreamRegistryUrl", "public.ecr.aws")
                        .put("registryId", registry.account));
    }

    ObjectNode templates() {
        return page("repositoryCreationTemplates", registry.templates, (node, template) -> {
            node.put("prefix", template.prefix());
            ArrayNode applied = node.putArray("appliedFor");
            template.appliedFor().forEach(applied::add);
        });
    }

    private <T> ObjectNode page(String field, List<T> all, BiConsumer<ObjectNode, T> shape) {
        int size = request.path("maxResults").asInt(PAGE);
        if (size < 1 || size > LARGEST_PAGE) {
            throw AwsFault.invalid("maxResults: between 1 and 1000");
        }
        int from = Math.min(all.size(), request.path("nextToken").asInt(0));
        int to = Math.min(all.size(), from + size);
        ObjectNode answer = object();
        ArrayNode items = answer.putArray(field);
        all.subList(from, to).forEach(item -> shape.accept(items.addObject(), item));
        if (to < all.size()) {
            answer.put("nextToken", String.valueOf(to));
        }
        return answer;
    }
}
