/**
 * Everything between the ports of {@code pull} and {@code event} and GitHub: App authentication, one HTTP stack with its
 * faults, quota and caches, the adapters behind the ports, and the decoding of webhook payloads.
 *
 * <p>Door: {@link dev.registrar.github.GitHubApp}, made from {@link dev.registrar.github.AppCredentials}; beside the ports
 * it gives {@link dev.registrar.github.HookDeliveries}, {@link dev.registrar.github.Installations}, {@link dev.registrar.github.AppIdentity} and {@link
 * dev.registrar.github.QuotaLevel}. May import {@code pull} and {@code event}. No other package sees hub4j, jjwt or OkHttp
 * through it.
 *
 * <p>hub4j makes the typed calls that it makes without a request more than needed: check runs, the files of a pull
 * request, commit objects. What names a person goes through {@link dev.registrar.github.Rest} instead, because hub4j
 * remembers people by login and asks for the rest of them on its own, and a login can change hands.
 */
@NullMarked
package dev.registrar.github;

import org.jspecify.annotations.NullMarked;
