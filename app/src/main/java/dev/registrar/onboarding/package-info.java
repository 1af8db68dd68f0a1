/**
 * What Registrar offers to repositories that are not configured yet: which of their files are worth a look, what was found
 * in them, and the configuration to propose.
 *
 * <p>Door: {@link dev.registrar.onboarding.Candidates}, {@link dev.registrar.onboarding.FoundCatalog}, {@link
 * dev.registrar.onboarding.FoundTerraform}, {@link dev.registrar.onboarding.Offer},
 * {@link dev.registrar.onboarding.RequestLabels}. Pure; may import {@code catalog}, {@code
 * catalog.yaml}, {@code config}, {@code text} and {@code yaml}.
 */
@NullMarked
package dev.registrar.onboarding;

import org.jspecify.annotations.NullMarked;
