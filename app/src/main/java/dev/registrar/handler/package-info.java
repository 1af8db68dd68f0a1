/**
 * One class for each thing that happens on GitHub: take a snapshot, have it decided, make the effects. A delivery enters by
 * {@link dev.registrar.handler.Router}, which says what it is about, and is worked on by {@link
 * dev.registrar.handler.Dispatcher}.
 *
 * <p>May import everything of ours but the adapters ({@code github}, {@code store}, {@code git}), {@code server}, {@code
 * cli} and {@code sandbox}.
 */
@NullMarked
package dev.registrar.handler;

import org.jspecify.annotations.NullMarked;
