/**
 * A verdict in the forms that people and machines read: text, JSON, check runs, comments. Pure.
 *
 * <p>May import {@code snapshot}, {@code gate} and what they stand on, {@code pull}, {@code request}, {@code approval}, {@code text}.
 */
@NullMarked
package dev.registrar.report;

import org.jspecify.annotations.NullMarked;
