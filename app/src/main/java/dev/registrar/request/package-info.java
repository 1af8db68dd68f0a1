/**
 * A registry request: what the issue form says, the entry and the commit that come of it, its labels and its time limits.
 *
 * <p>Door: {@link dev.registrar.request.RequestForm}, {@link dev.registrar.request.RegistryRequest}, {@link
 * dev.registrar.request.RequestedEntry}, {@link dev.registrar.request.CommitMessage}, {@link
 * dev.registrar.request.RequestState}, {@link dev.registrar.request.Sla}. May import {@code catalog}, {@code policy},
 * {@code pull}. What is a heading in an issue is for CommonMark to say, by its Java library, which stays inside here and
 * {@code command}.
 */
@NullMarked
package dev.registrar.request;

import org.jspecify.annotations.NullMarked;
