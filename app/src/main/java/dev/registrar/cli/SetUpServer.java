package dev.registrar.cli;

import dev.registrar.report.Links;
import dev.registrar.server.AppManifest;
import dev.registrar.server.HealthChecks;
import dev.registrar.server.ServerOptions;
import dev.registrar.server.SetupPage;
import dev.registrar.server.SetupRoutes;
import dev.registrar.server.WebhookServer;
import dev.registrar.settings.Settings;
import dev.registrar.store.Database;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The server as it is before there is an App: nothing but the way to one, and health that says so. */
final class SetUpServer {
    private static final int TOKEN_BYTES = 24;

    private SetUpServer() {}

    static Serve.Running start(Settings settings, Clock clock) {
        return start(settings, clock, new SecureRandom());
    }

    static Serve.Running start(Settings settings, Clock clock, RandomGenerator random) {
        // Opened although nothing is stored yet, so that a wrong database shows now and not after the registration.
        Database database = OpenDatabase.of(settings, clock);
        try {
            String token = token(random);
            String github = Links.behind(settings.githubApi()).root();
            SetupPage page = new SetupPage(AppManifest.builtIn(), github, settings.address());
            WebhookServer web = WebhookServer.start(
                    ServerOptions.listeningOn(settings.host(), settings.port()),
                    HealthChecks.none().ready("database", database::ping).ready("credentials", SetUpServer::missing),
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    new SetupRoutes(token, page));
            String root = settings.address().map(Object::toString).orElse("http://localhost:" + web.port());
            return new Serve.Running(
                    web.port(),
                    List.of("No App credentials are set. Set Registrar up at " + root + SetupRoutes.path(token)),
                    within -> {
                        web.stop(within.dividedBy(2));
                        database.close();
                    });
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static String token(RandomGenerator random) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    private static Optional<String> missing() {
        return Optional.of(
                "GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_WEBHOOK_SECRET are not set; the set-up page says how to get them");
    }
}
