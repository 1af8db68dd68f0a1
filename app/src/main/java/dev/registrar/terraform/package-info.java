/**
 * What Terraform configurations and plans declare for ECR: repositories with their controls, life-cycle and access policies,
 * scanning, and roles that GitHub's workflows assume. Expressions are evaluated as far as the texts tell; the rest is
 * {@link dev.registrar.terraform.Value.Unknown}, with the reason, and never guessed.
 *
 * <p>Door: {@link dev.registrar.terraform.Configurations} and {@link dev.registrar.terraform.PlanReader}, which give {@link
 * dev.registrar.terraform.Declarations}; {@link dev.registrar.terraform.TfvarsEdit}, {@link
 * dev.registrar.terraform.TerraformPaths}. Pure. May import {@code catalog}, {@code hcl}, {@code text}, {@code yaml}.
 */
@NullMarked
package dev.registrar.terraform;

import org.jspecify.annotations.NullMarked;
