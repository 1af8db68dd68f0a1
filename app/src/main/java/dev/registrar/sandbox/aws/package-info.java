/**
 * A stand-in for ECR, and for the part of STS that assumes roles, over HTTP. It speaks enough of the real protocols for the
 * AWS SDK, the AWS command line and Terraform's plain calls; signatures are read for who asks where, and not verified.
 *
 * <p>Door: {@link dev.registrar.sandbox.aws.SandboxAws} with {@link dev.registrar.sandbox.aws.EcrRegistry}. Imports nothing of
 * ours.
 */
@NullMarked
package dev.registrar.sandbox.aws;

import org.jspecify.annotations.NullMarked;
