/**
 * The HTTP side: webhooks with their signature check, liveness, readiness and metrics, and a place for further routes.
 *
 * <p>Door: {@link dev.registrar.server.WebhookServer}, {@link dev.registrar.server.ServerOptions}, {@link
 * dev.registrar.server.WebhookSecrets}, {@link dev.registrar.server.Intake} (the port behind which deliveries are kept),
 * {@link dev.registrar.server.HealthChecks}, {@link dev.registrar.server.Routes}, {@link
 * dev.registrar.server.DashboardRoutes} with its doorkeepers {@link dev.registrar.server.GitHubDoor} and {@link
 * dev.registrar.server.OpenDoor}. May import {@code dashboard},
 * {@code settings}, {@code inbox}, {@code handler}, {@code pull}, {@code text}; Javalin and Jetty stay in here.
 */
@NullMarked
package dev.registrar.server;

import org.jspecify.annotations.NullMarked;
