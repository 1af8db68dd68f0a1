package dev.registrar.inventory.aws;

/** What the reading of a registry needs to be allowed; {@code deploy/aws/registrar-read-policy.json} grants exactly these. */
enum ReadAction {
    DESCRIBE_REPOSITORIES("ecr:DescribeRepositories"),
    DESCRIBE_IMAGES("ecr:DescribeImages"),
    LIST_TAGS("ecr:ListTagsForResource"),
    GET_LIFECYCLE_POLICY("ecr:GetLifecyclePolicy"),
    BATCH_GET_SCANNING("ecr:BatchGetRepositoryScanningConfiguration"),
    GET_REGISTRY_SCANNING("ecr:GetRegistryScanningConfiguration"),
    DESCRIBE_REGISTRY("ecr:DescribeRegistry"),
    DESCRIBE_CACHE_RULES("ecr:DescribePullThroughCacheRules"),
    DESCRIBE_TEMPLATES("ecr:DescribeRepositoryCreationTemplates");

    private final String iam;

    ReadAction(String iam) {
        this.iam = iam;
    }

    /** As IAM names it. */
    String iam() {
        return iam;
    }
}
