package dev.registrar.github;

import java.time.Instant;

/** What lets us act in an installation, until it expires. */
record InstallationToken(Secret secret, Instant expiresAt) {}
