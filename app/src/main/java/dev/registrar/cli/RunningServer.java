package dev.registrar.cli;

import dev.registrar.event.EventDecoder;
import dev.registrar.github.AppCredentials;
import dev.registrar.github.BadCredentials;
import dev.registrar.github.GitHubApp;
import dev.registrar.handler.Dispatcher;
import dev.registrar.handler.Figures;
import dev.registrar.handler.GitHubPorts;
import dev.registrar.handler.Ledgers;
import dev.registrar.handler.LiveView;
import dev.registrar.handler.Reconciler;
import dev.registrar.handler.Router;
import dev.registrar.handler.SyncSchedule;
import dev.registrar.history.RecordedChecks;
import dev.registrar.inbox.InboxFigures;
import dev.registrar.inbox.Receipt;
import dev.registrar.inbox.StoreUnavailable;
import dev.registrar.inbox.WorkerSettings;
import dev.registrar.inbox.Workers;
import dev.registrar.inventory.RegistryReader;
import dev.registrar.report.Links;
import dev.registrar.server.HealthChecks;
import dev.registrar.server.Intake;
import dev.registrar.server.Routes;
import dev.registrar.server.ServerOptions;
import dev.registrar.server.WebhookProxy;
import dev.registrar.server.WebhookSecrets;
import dev.registrar.server.WebhookServer;
import dev.registrar.settings.Settings;
import dev.registrar.store.Database;
import dev.registrar.upkeep.CatchUp;
import dev.registrar.upkeep.CleanUp;
import dev.registrar.upkeep.Reconcile;
import dev.registrar.upkeep.Survey;
import dev.registrar.upkeep.Sync;
import dev.registrar.upkeep.Timers;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registrar at work: database, way to GitHub, workers and web server, put together. Used by {@code serve}, the sandbox and tests. */
public final class RunningServer {
    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);

    /** Load balancers that look every second have seen it by then. */
    private static final Duration NOTICE = Duration.ofSeconds(2);

    private final Database database;
    private final Workers workers;
    private final WebhookServer web;

    private final Optional<WebhookProxy> proxy;

    private RunningServer(Database database, Workers workers, WebhookServer web, Optional<WebhookProxy> proxy) {
        this.database = database;
        this.workers = workers;
        this.web = web;
        this.proxy = proxy;
    }

    /** Without a way to AWS. */
    public static RunningServer start(Settings settings, dev.registrar.settings.AppCredentials app, Clock clock) {
        return start(settings, app, clock, RegistryReader.NONE);
    }

    /**
     * Starts everything; webhooks are taken when this returns.
     *
     * @param app who we are to GitHub, from the settings
     * @param aws the way to AWS, which stays the caller's to close
     * @throws UsageProblem when a setting cannot be used
     */
    public static RunningServer start(
            Settings settings, dev.registrar.settings.AppCredentials app, Clock clock, RegistryReader aws) {
        return start(settings, app, clock, aws, false);
    }

    /** Likewise, with a dashboard that is open to whoever sits at this machine. */
    static RunningServer startOpen(
            Settings settings, dev.registrar.settings.AppCredentials app, Clock clock, RegistryReader aws) {
        return start(settings, app, clock, aws, true);
    }

    private static RunningServer start(
            Settings settings,
            dev.registrar.settings.AppCredentials app,
            Clock clock,
            RegistryReader aws,
            boolean open) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        AppCredentials credentials = credentials(app);
        // Beside the database, since each takes a good part of the start; nothing is asked of GitHub yet.
        CompletableFuture<GitHubApp> github =
                CompletableFuture.supplyAsync(() -> new GitHubApp(credentials, settings.githubApi(), clock, metrics));
        Thread preparing = new Thread(WebhookServer::prepare, "preparing");
        preparing.setDaemon(true);
        preparing.start();
        Database database = OpenDatabase.of(settings, clock);
        try {
            return start(settings, app, clock, github.join(), database, metrics, aws, open);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static RunningServer start(
            Settings settings,
            dev.registrar.settings.AppCredentials app,
            Clock clock,
            GitHubApp github,
            Database database,
            PrometheusMeterRegistry metrics,
            RegistryReader aws,
            boolean open) {
        Figures figures = new Figures(metrics, clock);
        InboxFigures.register(database.inbox()::stats, metrics);
        Ledgers ledgers = new Ledgers(
                database.inbox(), database.effects(), database.facts(), database.audit(), database.history());
        GitHubPorts ports = ports(github, figures, database, clock)
                .onlyCatalogs(settings.catalogs())
                .reading(aws);
        LiveView view = new LiveView(ports, ledgers, clock);
        Survey survey =
                new Survey(github.installations(), view, database.history().landscape());
        Router router = new Router(github.decoder(), database.inbox(), database.facts());
        DashboardParts dashboard = new DashboardParts(settings, github, view, database, survey, clock);
        WebhookServer web = WebhookServer.start(
                ServerOptions.listeningOn(settings.host(), settings.port()),
                new WebhookSecrets(app.webhookSecrets()),
                (event, guid, body) -> receive(router, event, guid, body),
                HealthChecks.none().ready("database", database::ping).ready("credentials", Optional::empty),
                metrics,
                (open ? Optional.of(dashboard.open()) : dashboard.signedIn())
                        .map(routes -> new Routes[] {routes})
                        .orElse(new Routes[0]));
        // Without sign-in there are no pages, and a link to them would lead nowhere.
        Optional<URI> pages = open
                ? Optional.of(URI.create("http://127.0.0.1:" + web.port()))
                : settings.address().filter(address -> settings.signIn().isPresent());
        Dispatcher dispatcher = new Dispatcher(
                ports,
                ledgers,
                github.decoder(),
                Links.behind(settings.githubApi()).reachedAt(pages),
                clock,
                Optional.of(github.survey()).filter(unused -> settings.onboarding()));
        Timers timers = new Timers(
                timers(github, ports, ledgers, survey, database, clock), database.inbox(), dispatcher, clock);
        Workers workers = new Workers(
                database.inbox(),
                figures.watching(timers),
                WorkerSettings.of(settings.workers()),
                clock,
                new SecureRandom());
        database.takeOver();
        workers.start();
        timers.begin();
        Optional<WebhookProxy> proxy = settings.webhookProxy()
                .map(channel -> WebhookProxy.start(channel, settings.host(), web.port(), WebhookProxy.BEFORE_AGAIN));
        return new RunningServer(database, workers, web, proxy);
    }

    /** How often is a matter of what it costs: one call, one or two for each repository (with anything open, or all), none. */
    private static List<Timers.Timer> timers(
            GitHubApp github, GitHubPorts ports, Ledgers ledgers, Survey survey, Database database, Clock clock) {
        Reconciler reconciler = new Reconciler(ports, ledgers, clock);
        CatchUp catchUp = new CatchUp(github.hookDeliveries(), ledgers.inbox(), ledgers.effects(), clock);
        Reconcile reconcile = new Reconcile(github.installations(), reconciler, ledgers.inbox());
        CleanUp cleanUp = new CleanUp(
                ledgers.inbox(), ledgers.effects(), database.history().judgements(), clock);
        Sync sync = new Sync(github.installations(), new SyncSchedule(ports, ledgers, clock), ledgers.inbox());
        return List.of(
                new Timers.Timer("sync", Duration.ofMinutes(1), Duration.ofMinutes(5), sync),
                new Timers.Timer("catch-up", Duration.ZERO, Duration.ofMinutes(5), catchUp),
                new Timers.Timer("reconcile", Duration.ofMinutes(2), Duration.ofHours(1), reconcile),
                new Timers.Timer("survey", Duration.ofMinutes(3), Duration.ofHours(1), survey),
                new Timers.Timer("clean-up", Duration.ofMinutes(10), Duration.ofHours(6), cleanUp));
    }

    private static AppCredentials credentials(dev.registrar.settings.AppCredentials app) {
        try {
            return AppCredentials.of(
                    String.valueOf(app.appId()), app.privateKey().reveal());
        } catch (BadCredentials e) {
            throw new UsageProblem("GITHUB_APP_PRIVATE_KEY: " + e.getMessage());
        }
    }

    private static GitHubPorts ports(GitHubApp github, Figures figures, Database database, Clock clock) {
        return new GitHubPorts(
                github.pullRequests(),
                github.contents(),
                new RecordedChecks(figures.watching(github.checks()), database.history(), clock),
                github.comments(),
                github.issues(),
                github.commits(),
                github.teams(),
                github.repositories());
    }

    private static Intake.Receipt receive(Router router, String event, String guid, byte[] body) {
        try {
            return router.receive(event, guid, body)
                    .map(receipt -> receipt == Receipt.QUEUED ? Intake.Receipt.QUEUED : Intake.Receipt.DUPLICATE)
                    .orElse(Intake.Receipt.IGNORED);
        } catch (StoreUnavailable e) {
            throw new Intake.IntakeUnavailable("the delivery cannot be stored", e);
        } catch (EventDecoder.MalformedPayload e) {
            // It would be no different the next time, so nothing is gained by having GitHub send it again.
            log.warn("A signed {} delivery is not kept, since it cannot be read: {}", event, e.getMessage());
            return Intake.Receipt.IGNORED;
        }
    }

    /** The port in use, also where a free one was asked for. */
    public int port() {
        return web.port();
    }

    /** Says that it is not ready, goes on for a moment so that whoever routes requests here sees it, and then stops. */
    void leave(Duration within) {
        web.drain();
        try {
            Thread.sleep(NOTICE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop(within.minus(NOTICE));
    }

    /** Stops taking webhooks, finishes or returns the work in hand, and closes the database. */
    public void stop(Duration within) {
        proxy.ifPresent(WebhookProxy::close);
        web.stop(within.dividedBy(3));
        workers.stop(within.dividedBy(2));
        database.close();
    }
}
