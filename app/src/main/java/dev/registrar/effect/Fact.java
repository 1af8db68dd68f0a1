package dev.registrar.effect;

import java.time.Instant;

/**
 * Something recorded about a subject.
 *
 * @param json the value, as its owner writes it
 * @param at when it was put there, or last changed
 */
public record Fact(String kind, String subject, String key, String json, Instant at) {}
