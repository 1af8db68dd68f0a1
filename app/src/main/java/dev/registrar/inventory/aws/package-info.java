/**
 * ECR over the AWS SDK: every account and region at once, within limits; all pages; what is throttled is tried again more
 * slowly; what is refused is told and never taken for absence.
 *
 * <p>Door: {@link dev.registrar.inventory.aws.AwsRegistries} with {@link dev.registrar.inventory.aws.AwsAccess}, and {@link
 * dev.registrar.inventory.aws.Permission} for the check of permissions. The only room that knows the SDK. May import {@code
 * inventory}.
 */
@NullMarked
package dev.registrar.inventory.aws;

import org.jspecify.annotations.NullMarked;
