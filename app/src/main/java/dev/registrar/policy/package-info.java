/**
 * The rules as data: what each demands, why, how to repair a breach, what a breach leads to, and its parameters.
 *
 * <p>Door: {@link dev.registrar.policy.Policies}, {@link dev.registrar.policy.Rule}, {@link dev.registrar.policy.RuleId}, and
 * {@link dev.registrar.policy.PoliciesRead} for what a repository lays over the built-in rules. May
 * import {@code catalog}, {@code yaml}, {@code schema}, {@code text}.
 */
@NullMarked
package dev.registrar.policy;

import org.jspecify.annotations.NullMarked;
