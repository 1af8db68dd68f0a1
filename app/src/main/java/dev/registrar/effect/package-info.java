/**
 * What was done on the outside, by key, so that it is done once; and facts about a subject that must outlive a try.
 *
 * <p>Door: {@link dev.registrar.effect.Effects} (the ledger, a port) with {@link dev.registrar.effect.EffectKey} and
 * {@link dev.registrar.effect.Standing}; {@link dev.registrar.effect.Facts} (a port) with
 * {@link dev.registrar.effect.Fact}.
 *
 * <p>Imports {@code inbox} (the lease under which effects are made).
 */
@NullMarked
package dev.registrar.effect;

import org.jspecify.annotations.NullMarked;
