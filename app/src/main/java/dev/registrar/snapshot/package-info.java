/**
 * Reads once everything that a verdict rests on: first the texts, then the facts of teams that the texts call for. The
 * webhook server, the command line and the sandbox read through here, so nothing is decided twice in two ways.
 *
 * <p>Door: {@link dev.registrar.snapshot.SnapshotReader}, {@link dev.registrar.snapshot.Snapshot}, and the ports {@link
 * dev.registrar.snapshot.Trees}, {@link dev.registrar.snapshot.TeamLookup} and {@link dev.registrar.snapshot.UsageLookup}. May import {@code gate} and what it stands
 * on, and {@code pull}.
 */
@NullMarked
package dev.registrar.snapshot;

import org.jspecify.annotations.NullMarked;
