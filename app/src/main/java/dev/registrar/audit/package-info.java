/**
 * The audit record: append-only, each entry chained to the one before by its hash.
 *
 * <p>Door: {@link dev.registrar.audit.AuditLog} (a port) with {@link dev.registrar.audit.AuditEntry},
 * {@link dev.registrar.audit.AuditRecord} (which defines the hash) and {@link dev.registrar.audit.Verification}; {@link
 * dev.registrar.audit.Anchors} holds it against the commits that name its records.
 *
 * <p>Imports none of ours.
 */
@NullMarked
package dev.registrar.audit;

import org.jspecify.annotations.NullMarked;
