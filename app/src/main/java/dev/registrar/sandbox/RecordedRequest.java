package dev.registrar.sandbox;

import java.time.Instant;

/**
 * One REST request as the sandbox saw it.
 *
 * @param path without the {@code /api/v3} prefix, as sent (not decoded)
 * @param query the raw query, empty when there is none
 * @param actor login of the user acted as, {@code app} for the App itself, {@code anonymous} when not authenticated
 * @param status what was answered; 0 when the connection was closed instead
 */
public record RecordedRequest(String method, String path, String query, String actor, int status, Instant at) {}
