package dev.registrar.github;

import java.time.Instant;

/**
 * What is left of an installation's primary quota, as GitHub last said.
 *
 * @param installation its number; 0 for calls of the App itself
 */
public record QuotaLevel(long installation, int limit, int remaining, Instant resetsAt) {}
