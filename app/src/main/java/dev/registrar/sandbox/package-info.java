/**
 * A local stand-in for the part of GitHub that Registrar uses, believable enough that a production GitHub App talks to it
 * over HTTP without knowing: REST under {@code /api/v3}, real bare git repositories with clone and push, App
 * authentication checked against the App's key, and signed webhook deliveries in GitHub's shapes. State is in memory,
 * git objects are on disk.
 *
 * <p>Door: {@link dev.registrar.sandbox.SandboxGitHub}, {@link dev.registrar.sandbox.AppCredentials}, {@link
 * dev.registrar.sandbox.Fault}, {@link dev.registrar.sandbox.MergeGroup} and {@link
 * dev.registrar.sandbox.RecordedRequest}.
 *
 * <p>Imports none of our other packages: it is GitHub, as seen from outside. Only {@code cli} and tests know it.
 */
@NullMarked
package dev.registrar.sandbox;

import org.jspecify.annotations.NullMarked;
