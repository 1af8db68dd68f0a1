package dev.registrar.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running HTTP server. */
public final class WebhookServer {
    private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

    /** Most webhooks of GitHub fit, headers and all, and are read at once. */
    private static final int INPUT_BUFFER = 32 * 1024;

    private static final int UNCHANGED = -1;

    /** In milliseconds, what a kept connection may idle once all requests are answered. */
    private static final int KEPT_AT_STOP = 250;

    private final Server jetty;
    private final int port;
    private final QueuedThreadPool threads;
    private final MetricsRoutes metrics;
    private final AtomicBoolean stopping;

    private WebhookServer(
            Server jetty, int port, QueuedThreadPool threads, MetricsRoutes metrics, AtomicBoolean stopping) {
        this.jetty = jetty;
        this.port = port;
        this.threads = threads;
        this.metrics = metrics;
        this.stopping = stopping;
    }

    /**
     * Starts with webhooks.
     *
     * @param metrics the registry that {@code /metrics} shows; figures of the process and of requests are added to it
     * @throws CannotListen when the address or port cannot be taken
     */
    public static WebhookServer start(
            ServerOptions options,
            WebhookSecrets secrets,
            Intake intake,
            HealthChecks health,
            PrometheusMeterRegistry metrics,
            Routes... further) {
        BodyReader bodies =
                new BodyReader(new BodyBudget(options.bodyBudget()), options.bodyTimeout(), System::nanoTime);
        List<Routes> routes = new ArrayList<>(List.of(further));
        routes.add(new WebhookRoute(secrets, intake, bodies, metrics));
        return start(options, health, metrics, routes.toArray(Routes[]::new));
    }

    /**
     * Starts without webhooks, as in set-up mode, where there is no secret to check them by.
     *
     * @throws CannotListen when the address or port cannot be taken
     */
    public static WebhookServer start(
            ServerOptions options, HealthChecks health, PrometheusMeterRegistry metrics, Routes... further) {
        AtomicBoolean stopping = new AtomicBoolean();
        MetricsRoutes figures = new MetricsRoutes(metrics);
        List<Routes> routes = new ArrayList<>(List.of(further));
        routes.add(new HealthRoutes(health, stopping::get));
        routes.add(figures);
        QueuedThreadPool threads = threads();
        Javalin javalin = Javalin.create(config -> {
            configure(config, options, threads);
            config.requestLogger.http(new RequestFigures(metrics));
            JsonErrors.addTo(
                    config.routes,
                    routes.stream().flatMap(of -> of.wayOn().stream()).findFirst());
            routes.forEach(route -> route.addTo(config.routes));
        });
        try {
            javalin.start();
        } catch (UncheckedIOException e) {
            figures.close();
            throw new CannotListen(options.host(), options.port(), e);
        }
        return new WebhookServer(javalin.jettyServer().server(), javalin.port(), threads, figures, stopping);
    }

    /** Loads what a start needs, which takes longer than the start itself; for a thread that has nothing else to do. */
    public static void prepare() {
        ServerOptions options = ServerOptions.listeningOn("127.0.0.1", 0);
        Javalin.create(config -> configure(config, options, threads()));
    }

    private static void configure(JavalinConfig config, ServerOptions options, QueuedThreadPool threads) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = Json.CONTENT_TYPE;
        config.concurrency.useVirtualThreads = true;
        config.router.javaLangErrorHandler((response, error) -> {
            response.setStatus(500);
            log.error("a request is answered 500 because of a failure of the Java runtime", error);
        });
        config.jetty.threadPool = threads;
        // Jetty waits for requests in flight only behind this handler; it takes the place of one that keeps statistics.
        config.jetty.modifyServer(server -> {
            server.setHandler(new GracefulHandler());
            server.setErrorHandler(new JsonErrors.ForJetty());
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JsonErrors.ForJetty()));
        config.jetty.addConnector((server, http) -> connector(server, http, options));
        config.routes.before(context -> {
            context.header("X-Content-Type-Options", "nosniff");
            context.header("Cache-Control", "no-store");
        });
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, ServerOptions options) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        HttpConnectionFactory connections = new HttpConnectionFactory(http);
        connections.setInputBufferSize(INPUT_BUFFER);
        ServerConnector connector = new ServerConnector(server, connections);
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(options.idleTimeout().toMillis());
        connector.setShutdownIdleTimeout(UNCHANGED);
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    /** Jetty's own threads stay platform threads; requests get virtual ones where the Java runtime has them. */
    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        }
        return threads;
    }

    /** The port in use, also where a free one was asked for. */
    public int port() {
        return port;
    }

    /** Readiness goes, everything else goes on: whoever routes requests here has time to stop doing so. */
    public void drain() {
        stopping.set(true);
    }

    /** Drains, stops accepting, lets requests in flight finish, and cuts off what is left at the end of the time. */
    public void stop(Duration within) {
        drain();
        // Once the requests are done or given up, the pool ends its threads: first by asking, then by force.
        threads.setStopTimeout(within.dividedBy(5).toMillis());
        jetty.setStopTimeout(within.dividedBy(5).toMillis());
        try {
            try {
                finishRequests(within.multipliedBy(3).dividedBy(5));
            } finally {
                jetty.stop();
            }
        } catch (TimeoutException e) {
            log.warn("the time to stop was over, requests in flight were cut off");
        } catch (Exception e) {
            log.warn("the HTTP server did not stop cleanly, requests in flight may have been cut off", e);
        } finally {
            metrics.close();
        }
    }

    /**
     * Before Jetty's own stop, since that measures a connection's idleness from its last byte: an answer that took long
     * and is being written just then would be cut off.
     */
    private void finishRequests(Duration within) throws Exception {
        List<AbstractConnector> connectors =
                jetty.getContainedBeans(AbstractConnector.class).stream().toList();
        for (AbstractConnector connector : connectors) {
            // Waits for kept connections too, which Jetty's own stop ends.
            CompletableFuture<Void> unused = connector.shutdown();
        }
        CompletableFuture<?>[] answered = jetty.getDescendants(GracefulHandler.class).stream()
                .map(GracefulHandler::shutdown)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(answered)
                .completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS)
                .get();
        connectors.forEach(connector -> connector.setShutdownIdleTimeout(KEPT_AT_STOP));
    }
}
