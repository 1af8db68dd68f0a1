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
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server as it is before there is an App: nothing but the way to one, and health that says so. Once the App is
 * registered, the server at work takes its place at the same port.
 */
final class SetUpServer {
    private static final Logger log = LoggerFactory.getLogger(SetUpServer.class);
    private static final int TOKEN_BYTES = 24;
    /** For the answer with the credentials to be sent. */
    private static final Duration TO_HAND_OVER = Duration.ofSeconds(10);

    private final Settings settings;
    private final Clock clock;
    private final Registration registration;
    private int port;
    private boolean stopped;
    private Consumer<Duration> stop = within -> {};

    private SetUpServer(Settings settings, Clock clock, Registration registration) {
        this.settings = settings;
        this.clock = clock;
        this.registration = registration;
    }

    static Serve.Running start(Settings settings, Clock clock) {
        return start(settings, clock, new SecureRandom());
    }

    static Serve.Running start(Settings settings, Clock clock, RandomGenerator random) {
        SetUpServer server = new SetUpServer(settings, clock, new Registration(settings, random));
        String token = token(random);
        server.open(token, random);
        String root = settings.address().map(Object::toString).orElse("http://localhost:" + server.port);
        return new Serve.Running(
                server.port,
                List.of("No App credentials are set. Set Registrar up at " + root + SetupRoutes.path(token)),
                server::stop);
    }

    private synchronized void open(String token, RandomGenerator random) {
        // Opened although nothing is stored yet, so that a wrong database shows now and not after the registration.
        Database database = OpenDatabase.of(settings, clock);
        try {
            String github = Links.behind(settings.githubApi()).root();
            SetupPage page = new SetupPage(AppManifest.builtIn(), github, settings.address(), settings.webhookProxy());
            WebhookServer web = WebhookServer.start(
                    ServerOptions.listeningOn(settings.host(), settings.port()),
                    HealthChecks.none().ready("database", database::ping).ready("credentials", SetUpServer::missing),
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    new SetupRoutes(token, page, registration, random, clock, this::handOver));
            port = web.port();
            stop = within -> {
                web.stop(within.dividedBy(2));
                database.close();
            };
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** On a thread of its own, since stopping waits for the request that brought us here. */
    private void handOver() {
        Thread thread = new Thread(this::takeOver, "set-up");
        thread.setUncaughtExceptionHandler((on, failure) -> log.error(
                "The App is registered, but the server cannot start with it; start Registrar again", failure));
        thread.start();
    }

    private synchronized void takeOver() {
        if (stopped) {
            return;
        }
        stop.accept(TO_HAND_OVER);
        stop = within -> {};
        Settings registered = registration.settings(port);
        RunningServer server =
                RunningServer.start(registered, registered.credentials().orElseThrow(), clock);
        stop = server::leave;
        log.info("The App is registered; webhooks are taken from now on");
    }

    private synchronized void stop(Duration within) {
        stopped = true;
        stop.accept(within);
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
