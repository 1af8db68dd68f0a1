/**
 * The commands, and all wiring by hand.
 *
 * <p>Door: {@link dev.registrar.cli.Main}, {@link dev.registrar.cli.RunningServer}. May import everything of ours; nobody
 * imports it.
 */
@NullMarked
package dev.registrar.cli;

import org.jspecify.annotations.NullMarked;
