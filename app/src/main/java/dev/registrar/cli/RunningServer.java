package dev.registrar.cli;

import dev.registrar.event.EventDecoder;
import dev.registrar.github.AppCredentials;
import dev.registrar.github.BadCredentials;
import dev.registrar.github.GitHubApp;
import dev.registrar.handler.Dispatcher;
import dev.registrar.handler.GitHubPorts;
import dev.registrar.handler.Ledgers;
import dev.registrar.handler.Router;
import dev.registrar.inbox.InboxLimits;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.inbox.WorkerSettings;
import dev.registrar.inbox.Workers;
import dev.registrar.report.Links;
import dev.registrar.server.HealthChecks;
import dev.registrar.server.Intake;
import dev.registrar.server.ServerOptions;
import dev.registrar.server.WebhookSecrets;
import dev.registrar.server.WebhookServer;
import dev.registrar.settings.Secret;
import dev.registrar.settings.Settings;
import dev.registrar.store.Database;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Registrar at work: database, way to GitHub, workers and web server, put together. Used by {@code serve}, the sandbox and tests. */
public final class RunningServer {
    private final Database database;
    private final Workers workers;
    private final WebhookServer web;

    private RunningServer(Database database, Workers workers, WebhookServer web) {
        this.database = database;
        this.workers = workers;
        this.web = web;
    }

    /**
     * Starts everything; webhooks are taken when this returns.
     *
     * @param app who we are to GitHub, from the settings
     * @throws UsageProblem when a setting cannot be used
     */
    public static RunningServer start(Settings settings, dev.registrar.settings.AppCredentials app, Clock clock) {
        GitHubApp github = new GitHubApp(credentials(app), settings.githubApi(), clock);
        Database database = database(settings, clock);
        Ledgers ledgers = new Ledgers(database.inbox(), database.effects(), database.facts(), database.audit());
        Dispatcher dispatcher = new Dispatcher(
                ports(github).onlyCatalogs(settings.catalogs()),
                ledgers,
                github.decoder(),
                Links.behind(settings.githubApi()).reachedAt(settings.address()),
                clock);
        Workers workers = new Workers(
                database.inbox(), dispatcher, WorkerSettings.of(settings.workers()), clock, new SecureRandom());
        workers.start();
        Router router = new Router(github.decoder(), database.inbox(), database.facts());
        WebhookServer web = WebhookServer.start(
                ServerOptions.listeningOn(settings.host(), settings.port()),
                new WebhookSecrets(app.webhookSecrets()),
                (event, guid, body) -> receive(router, event, guid, body),
                HealthChecks.none().ready("database", database::ping).ready("credentials", Optional::empty),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        return new RunningServer(database, workers, web);
    }

    private static AppCredentials credentials(dev.registrar.settings.AppCredentials app) {
        try {
            return AppCredentials.of(
                    String.valueOf(app.appId()), app.privateKey().reveal());
        } catch (BadCredentials e) {
            throw new UsageProblem("GITHUB_APP_PRIVATE_KEY: " + e.getMessage());
        }
    }

    private static Database database(Settings settings, Clock clock) {
        InboxLimits limits = InboxLimits.forWorkers(settings.workers());
        return settings.database()
                .match(
                        embedded -> Database.embedded(embedded.folder(), clock, limits),
                        postgres -> Database.postgres(
                                postgres.url().reveal(),
                                postgres.user().orElse(null),
                                () -> postgres.password().map(Secret::reveal).orElse(null),
                                settings.workers() + 4,
                                limits));
    }

    private static GitHubPorts ports(GitHubApp github) {
        return new GitHubPorts(
                github.pullRequests(),
                github.contents(),
                github.checks(),
                github.comments(),
                github.issues(),
                github.commits(),
                github.teams());
    }

    private static Intake.Receipt receive(Router router, String event, String guid, byte[] body) {
        try {
            return router.receive(event, guid, body)
                    .map(receipt -> receipt == Receipt.QUEUED ? Intake.Receipt.QUEUED : Intake.Receipt.DUPLICATE)
                    .orElse(Intake.Receipt.IGNORED);
        } catch (StoreUnavailable e) {
            throw new Intake.IntakeUnavailable("the delivery cannot be stored", e);
        } catch (EventDecoder.MalformedPayload e) {
            throw new Intake.MalformedDelivery(String.valueOf(e.getMessage()), e);
        }
    }

    /** The port in use, also where a free one was asked for. */
    public int port() {
        return web.port();
    }

    /** Stops taking webhooks, finishes or returns the work in hand, and closes the database. */
    public void stop(Duration within) {
        web.stop(within.dividedBy(3));
        workers.stop(within.dividedBy(2));
        database.close();
    }
}
