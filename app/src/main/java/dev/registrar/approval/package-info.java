/**
 * Approvals: who may give one, what it holds for, when it lapses, and whether there are enough. Purely; teams, times and
 * records are read beforehand.
 *
 * <p>Door: {@link dev.registrar.approval.ApprovalRules} decides on a {@link dev.registrar.approval.Matter}; {@link
 * dev.registrar.approval.Digests} names what is approved. May import {@code pull} and {@code text}.
 */
@NullMarked
package dev.registrar.approval;

import org.jspecify.annotations.NullMarked;
