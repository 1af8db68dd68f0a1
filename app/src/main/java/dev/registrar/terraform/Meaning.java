package dev.registrar.terraform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the arguments of modules for ECR, and the fields of entries in variable files, mean by their names: our own and those
 * of the modules that are used most (terraform-aws-modules/ecr, cloudposse/ecr/aws, lgallard/ecr/aws).
 */
enum Meaning {
    NAME("name", "repository_name", "repo_name", "ecr_name"),
    ID("id", "registry_id", "catalog_id"),
    OWNER("owner", "team", "owning_team", "owner_team"),
    RISK("risk", "risk_tier", "tier", "risk_level"),
    ENVIRONMENT("environment", "env"),
    DOMAIN("domain"),
    REQUESTED_BY("requested_by", "requester"),
    MUTABILITY("image_tag_mutability", "tag_mutability", "repository_image_tag_mutability"),
    ENCRYPTION("encryption_type", "encryption", "repository_encryption_type"),
    KMS_KEY("kms_key", "kms_key_arn", "kms_key_id", "repository_kms_key"),
    SCAN("scan_on_push", "image_scanning", "scan_images_on_push", "repository_image_scan_on_push"),
    KEEP("keep_image_count", "max_image_count", "image_count", "keep"),
    LIFECYCLE("lifecycle_policy", "repository_lifecycle_policy"),
    FORCE_DELETE("force_delete", "repository_force_delete"),
    TAGS("tags"),
    POLICY("repository_policy", "policy");

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> names;

    Meaning(String... names) {
        this.names = List.of(names);
    }

    /** As entries of a catalog name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Meaning> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(meaning -> meaning.names.contains(lower))
                .findFirst();
    }

    /** The first of its names that is given. */
    Optional<Value> in(Value.Mapping arguments) {
        return names.stream()
                .flatMap(name -> arguments.get(name).stream())
                .filter(value -> !value.isNull())
                .findFirst();
    }

    /** Arguments that hold many registries at once. */
    static Stream<String> collections() {
        return Stream.of("registries", "repositories", "ecr_repositories", "repos", "repository_names", "image_names");
    }
}
