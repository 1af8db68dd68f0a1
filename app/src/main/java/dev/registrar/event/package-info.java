/**
 * What GitHub told us: webhook payloads decoded into the few facts that Registrar acts on.
 *
 * <p>Door: {@link dev.registrar.event.Event}, {@link dev.registrar.event.EventDecoder}. May import {@code pull}.
 */
@NullMarked
package dev.registrar.event;

import org.jspecify.annotations.NullMarked;
