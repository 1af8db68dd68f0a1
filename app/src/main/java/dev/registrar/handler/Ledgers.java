package dev.registrar.handler;

import dev.registrar.audit.AuditLog;
import dev.registrar.effect.Effects;
import dev.registrar.effect.Facts;
import dev.registrar.history.History;
import dev.registrar.inbox.Inbox;

/** All that is remembered. */
public record Ledgers(Inbox inbox, Effects effects, Facts facts, AuditLog audit, History history) {}
