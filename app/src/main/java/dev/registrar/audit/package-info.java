/**
 * The audit record: append-only, each entry chained to the one before by its hash.
 *
 * <p>Door: {@link dev.registrar.audit.AuditLog} (a port) with {@link dev.registrar.audit.AuditEntry},
 * {@link dev.registrar.audit.AuditRecord} (which defines the hash) and {@link dev.registrar.audit.Verification}.
 *
 * <p>Imports none of ours.
 */
@NullMarked
package dev.registrar.audit;

import org.jspecify.annotations.NullMarked;
