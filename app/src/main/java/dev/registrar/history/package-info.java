/**
 * What people look back on: which repositories are governed, what was judged of each commit, how catalog and AWS differ, and
 * figures by day. Nothing is decided by it, so losing a row of it costs a line in a picture and no more.
 *
 * <p>Door: {@link dev.registrar.history.History}, with its four ports {@link dev.registrar.history.Landscape}, {@link
 * dev.registrar.history.Judgements}, {@link dev.registrar.history.DriftRecord} and {@link
 * dev.registrar.history.DailyFigures}; {@link dev.registrar.history.RecordedChecks} feeds the first two from check runs. The
 * reading of AWS feeds the other two.
 *
 * <p>Imports {@code pull}.
 */
@NullMarked
package dev.registrar.history;

import org.jspecify.annotations.NullMarked;
