package dev.registrar.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** Carries out one call: the reading ones, and those by which a repository comes, changes, is used and goes. */
final class EcrOperations {
    // ECR API, "repositoryName".
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final int LONGEST_NAME = 256;

    private final Clock clock;

    EcrOperations(Clock clock) {
        this.clock = clock;
    }

    ObjectNode call(String operation, EcrRegistry registry, JsonNode request) {
        EcrAnswers answers = new EcrAnswers(registry, request);
        return switch (operation) {
            case "DescribeRepositories" -> answers.repositories();
            case "DescribeImages" -> answers.images();
            case "ListTagsForResource" -> answers.tags();
            case "GetLifecyclePolicy" -> answers.lifecyclePolicy();
            case "BatchGetRepositoryScanningConfiguration" -> answers.effectiveScanning();
            case "GetRegistryScanningConfiguration" -> answers.registryScanning();
            case "DescribeRegistry" -> answers.registry();
            case "DescribePullThroughCacheRules" -> answers.caches();
            case "DescribeRepositoryCreationTemplates" -> answers.templates();
            case "CreateRepository" -> create(registry, request);
            case "DeleteRepository" -> delete(registry, answers.repository(), request);
            case "PutImageTagMutability" -> {
                answers.repository()
                        .mutability(request.path("imageTagMutability").asText());
                yield EcrAnswers.object();
            }
            case "PutLifecyclePolicy" -> {
                answers.repository()
                        .lifecyclePolicy(request.path("lifecyclePolicyText").asText());
                yield EcrAnswers.object();
            }
            case "PutImage" -> put(answers.repository(), request);
            case "BatchGetImage" -> pull(answers.repository());
            default ->
                throw new AwsFault(400, "UnknownOperationException", "The sandbox's ECR does not know " + operation);
        };
    }

    private static ObjectNode create(EcrRegistry registry, JsonNode request) {
        String name = request.path("repositoryName").asText();
        if (name.length() < 2
                || name.length() > LONGEST_NAME
                || !NAME.matcher(name).matches()) {
            throw AwsFault.invalid("'" + name + "' is not the name of a repository");
        }
        if (registry.find(name).isPresent()) {
            throw new AwsFault(400, "RepositoryAlreadyExistsException", "'" + name + "' already exists");
        }
        EcrRepository repository = registry.repository(name);
        Optional.ofNullable(request.path("imageTagMutability").textValue()).ifPresent(repository::mutability);
        Optional.ofNullable(
                        request.at("/encryptionConfiguration/encryptionType").textValue())
                .ifPresent(repository::encryption);
        request.path("tags")
                .forEach(tag -> repository.tag(
                        tag.path("Key").asText(), tag.path("Value").asText()));
        ObjectNode answer = EcrAnswers.object();
        EcrAnswers.repository(answer.putObject("repository"), repository);
        return answer;
    }

    private static ObjectNode delete(EcrRegistry registry, EcrRepository repository, JsonNode request) {
        if (!repository.images.isEmpty() && !request.path("force").asBoolean()) {
            throw new AwsFault(400, "RepositoryNotEmptyException", "'" + repository.name + "' has images");
        }
        registry.delete(repository.name);
        ObjectNode answer = EcrAnswers.object();
        EcrAnswers.repository(answer.putObject("repository"), repository);
        return answer;
    }

    private ObjectNode put(EcrRepository repository, JsonNode request) {
        repository.image(request.path("imageManifest").asText().length(), clock.instant(), null);
        ObjectNode answer = EcrAnswers.object();
        answer.putObject("image").put("repositoryName", repository.name);
        return answer;
    }

    /** Reading an image is what a pull comes to. */
    private ObjectNode pull(EcrRepository repository) {
        synchronized (repository) {
            repository.images.replaceAll(
                    (digest, image) -> new EcrImage(digest, image.bytes(), image.pushed(), clock.instant()));
        }
        ObjectNode answer = EcrAnswers.object();
        answer.putArray("images");
        answer.putArray("failures");
        return answer;
    }
}
