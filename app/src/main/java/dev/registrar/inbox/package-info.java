/**
 * Durable deliveries: stored before they are acknowledged, worked on one at a time per subject under an expiring
 * lease, retried, and kept as dead letters when they cannot be done.
 *
 * <p>Door: {@link dev.registrar.inbox.Inbox} (the port; {@code store} implements it) with the records it speaks in,
 * {@link dev.registrar.inbox.Workers} (the threads that do the work), {@link dev.registrar.inbox.DeliveryHandler} and
 * {@link dev.registrar.inbox.Outcome} (what a handler is and says), {@link dev.registrar.inbox.Lease} (the right to
 * work).
 *
 * <p>Imports none of ours.
 */
@NullMarked
package dev.registrar.inbox;

import org.jspecify.annotations.NullMarked;
