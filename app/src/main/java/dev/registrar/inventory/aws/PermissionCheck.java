package dev.registrar.inventory.aws;

import dev.registrar.inventory.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;

/** Makes each of the calls once. IAM decides before ECR looks, so a repository that is not there answers just as well. */
final class PermissionCheck {
    private static final String NO_SUCH = "registrar-permission-check";

    private final Target target;
    private final EcrClient ecr;
    private Optional<Repository> sample = Optional.empty();

    PermissionCheck(Target target, EcrClient ecr) {
        this.target = target;
        this.ecr = ecr;
    }

    List<Permission> check() {
        List<Permission> permissions = new ArrayList<>();
        for (ReadAction action : ReadAction.values()) {
            Permission permission = check(action);
            permissions.add(permission);
            if (permission.outcome() == Permission.Outcome.UNKNOWN && permissions.size() == 1) {
                break; // nobody answers, or the credentials are not known: the rest would say the same
            }
        }
        return permissions;
    }

    private Permission check(ReadAction action) {
        try {
            call(action);
            return new Permission(target, action.iam(), Permission.Outcome.ALLOWED, Optional.empty());
        } catch (SdkException failure) {
            if (Trouble.denied(failure)) {
                return told(action, Permission.Outcome.DENIED, failure);
            }
            boolean notThere = failure instanceof AwsServiceException refused
                    && Trouble.code(refused).endsWith("NotFoundException");
            return notThere
                    ? new Permission(target, action.iam(), Permission.Outcome.ALLOWED, Optional.empty())
                    : told(action, Permission.Outcome.UNKNOWN, failure);
        }
    }

    private Permission told(ReadAction action, Permission.Outcome outcome, SdkException failure) {
        String trouble = RegionReading.sentence(Trouble.words(target, action, failure));
        return new Permission(target, action.iam(), outcome, Optional.of(trouble));
    }

    private void call(ReadAction action) {
        String name = sample.map(Repository::repositoryName).orElse(NO_SUCH);
        switch (action) {
            case DESCRIBE_REPOSITORIES ->
                sample = ecr
                        .describeRepositories(request -> {
                            request.maxResults(1);
                            target.account().ifPresent(request::registryId);
                        })
                        .repositories()
                        .stream()
                        .findFirst();
            case DESCRIBE_IMAGES ->
                ecr.describeImages(request -> request.repositoryName(name).maxResults(1));
            case LIST_TAGS -> ecr.listTagsForResource(request -> request.resourceArn(arn()));
            case GET_LIFECYCLE_POLICY -> ecr.getLifecyclePolicy(request -> request.repositoryName(name));
            case BATCH_GET_SCANNING ->
                ecr.batchGetRepositoryScanningConfiguration(request -> request.repositoryNames(name));
            case GET_REGISTRY_SCANNING -> ecr.getRegistryScanningConfiguration(request -> {});
            case DESCRIBE_REGISTRY -> ecr.describeRegistry(request -> {});
            case DESCRIBE_CACHE_RULES -> ecr.describePullThroughCacheRules(request -> {});
            case DESCRIBE_TEMPLATES -> ecr.describeRepositoryCreationTemplates(request -> {});
        }
    }

    private String arn() {
        return sample.map(Repository::repositoryArn)
                .orElse("arn:"
                        + PartitionMetadata.of(Region.of(target.region())).id() + ":ecr:" + target.region() + ":"
                        + target.account().orElse("000000000000") + ":repository/" + NO_SUCH);
    }
}
