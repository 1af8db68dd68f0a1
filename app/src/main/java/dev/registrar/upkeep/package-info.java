/**
 * Work by the clock: catching up on deliveries that did not arrive, looking for what was never judged, finding
 * what is governed, forgetting what is old. Each tick is a row of the inbox, so that replicas share them and an end of the process loses none.
 *
 * <p>Door: {@link dev.registrar.upkeep.Timers}, with what it runs: {@link dev.registrar.upkeep.CatchUp}, {@link
 * dev.registrar.upkeep.Reconcile}, {@link dev.registrar.upkeep.Survey}, {@link dev.registrar.upkeep.CleanUp}. May import {@code config}, {@code effect}, {@code github}, {@code
 * handler}, {@code history}, {@code inbox}, {@code pull}.
 */
@NullMarked
package dev.registrar.upkeep;

import org.jspecify.annotations.NullMarked;
