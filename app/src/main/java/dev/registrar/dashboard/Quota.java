package dev.registrar.dashboard;

import java.time.Instant;

/** What is left of an installation's requests to GitHub, as this process last saw it. */
public record Quota(long installation, int limit, int remaining, Instant resetsAt) {}
