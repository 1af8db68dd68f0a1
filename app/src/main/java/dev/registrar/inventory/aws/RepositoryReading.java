package dev.registrar.inventory.aws;

import dev.registrar.inventory.AtRest;
import dev.registrar.inventory.AwsRepository;
import dev.registrar.inventory.Images;
import dev.registrar.inventory.Place;
import dev.registrar.inventory.Retention;
import dev.registrar.inventory.ScanLevel;
import dev.registrar.inventory.TagRule;
import dev.registrar.inventory.Target;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Reads what the list of repositories does not say of one. */
final class RepositoryReading {
    // ECR: "repositoryNames" of BatchGetRepositoryScanningConfiguration.
    static final int SCANNING_AT_ONCE = 25;
    // ECR: "maxResults" of DescribeImages.
    private static final int IMAGES_AT_ONCE = 1000;

    private final Target target;
    private final EcrClient ecr;
    private final BiConsumer<ReadAction, SdkException> failed;

    RepositoryReading(Target target, EcrClient ecr, BiConsumer<ReadAction, SdkException> failed) {
        this.target = target;
        this.ecr = ecr;
        this.failed = failed;
    }

    /** Empty when it was deleted since it was listed. */
    Optional<AwsRepository> read(Repository repository, Optional<ScanLevel> scanning) {
        try {
            EncryptionConfiguration encryption = repository.encryptionConfiguration();
            return Optional.of(new AwsRepository(
                    repository.repositoryName(),
                    repository.repositoryUri(),
                    new Place(
                            Optional.ofNullable(repository.registryId())
                                    .or(target::account)
                                    .orElse(""),
                            target.region()),
                    Optional.ofNullable(repository.createdAt()),
                    // ECR leaves it out where it is its own default.
                    encryption == null
                            ? Optional.of(AtRest.AES256)
                            : known(AtRest.class, encryption.encryptionTypeAsString()),
                    Optional.ofNullable(encryption).map(EncryptionConfiguration::kmsKey),
                    known(
                            TagRule.class,
                            repository.imageTagMutability() == null
                                    ? ImageTagMutability.MUTABLE.toString()
                                    : repository.imageTagMutabilityAsString()),
                    repository.imageTagMutabilityExclusionFilters().stream()
                            .map(filter -> filter.filter())
                            .toList(),
                    scanning,
                    retention(repository.repositoryName()),
                    tags(repository.repositoryArn()),
                    images(repository.repositoryName())));
        } catch (RepositoryNotFoundException gone) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> known(Class<E> type, String word) {
        return List.of(type.getEnumConstants()).stream()
                .filter(value -> value.name().equals(word))
                .findFirst();
    }

    private Optional<Retention> retention(String name) {
        return read(ReadAction.GET_LIFECYCLE_POLICY, () -> {
                    try {
                        String policy = ecr.getLifecyclePolicy(request -> {
                                    request.repositoryName(name);
                                    target.account().ifPresent(request::registryId);
                                })
                                .lifecyclePolicyText();
                        return Optional.ofNullable(policy).flatMap(LifecyclePolicies::read);
                    } catch (LifecyclePolicyNotFoundException none) {
                        return Optional.of(Retention.NO_POLICY);
                    }
                })
                .flatMap(found -> found);
    }

    private Optional<SortedMap<String, String>> tags(String arn) {
        return read(ReadAction.LIST_TAGS, () -> {
            SortedMap<String, String> tags = new TreeMap<>();
            ecr.listTagsForResource(request -> request.resourceArn(arn))
                    .tags()
                    .forEach(tag -> tags.put(tag.key(), tag.value()));
            return tags;
        });
    }

    private Optional<Images> images(String name) {
        return read(ReadAction.DESCRIBE_IMAGES, () -> {
            Images images = Images.NONE;
            for (DescribeImagesResponse page : ecr.describeImagesPaginator(request -> {
                request.repositoryName(name).maxResults(IMAGES_AT_ONCE);
                target.account().ifPresent(request::registryId);
            })) {
                for (ImageDetail image : page.imageDetails()) {
                    images = images.with(
                            image.imageSizeInBytes() == null ? 0 : image.imageSizeInBytes(),
                            Optional.ofNullable(image.imagePushedAt()),
                            Optional.ofNullable(image.lastRecordedPullTime()));
                }
            }
            return images;
        });
    }

    private <T> Optional<T> read(ReadAction action, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (RepositoryNotFoundException gone) {
            throw gone;
        } catch (SdkException failure) {
            failed.accept(action, failure);
            return Optional.empty();
        }
    }
}
