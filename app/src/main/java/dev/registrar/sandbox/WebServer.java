package dev.registrar.sandbox;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** The HTTP server: REST, git, the page, and the wait for changes, on the loopback address only. */
final class WebServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    /** A blob of 100 MB in Base64, with room to spare. */
    private static final long LARGEST_REQUEST = 150L * 1024 * 1024;

    private static final int LONGEST_WAIT_SECONDS = 55;

    private final World world;
    private final ApiDoor api;
    private final ManifestRoutes manifests;
    private final SignInPages signIns;
    private final Javalin javalin;

    WebServer(World world, ApiDoor api, ManifestRoutes manifests, GitDoor git) {
        this.world = world;
        this.api = api;
        this.manifests = manifests;
        this.signIns = new SignInPages(world);
        this.javalin = Javalin.create(config -> configure(config, git));
    }

    int start(int port) {
        javalin.start(LOOPBACK, port);
        return javalin.port();
    }

    private void configure(JavalinConfig config, GitDoor git) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        // Nothing here is worth waiting for when it stops, least of all a page that waits for changes.
        config.jetty.modifyServer(server -> server.setStopTimeout(0));
        config.jetty.modifyServletContextHandler(handler -> {
            handler.getServletHandler().setDecodeAmbiguousURIs(true);
            handler.addFilter(new FilterHolder(git), "/*", EnumSet.of(DispatcherType.REQUEST));
        });
        for (HandlerType type :
                List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE)) {
            config.routes.addHttpHandler(type, "/*", this::route);
        }
    }

    private void route(Context ctx) throws InterruptedException {
        if (!HostCheck.isLocal(ctx.header("Host")) || !HostCheck.isLocalOrigin(ctx.header("Origin"))) {
            send(ctx, Reply.error(ApiError.forbidden("Only this machine may call")));
            return;
        }
        String path = ctx.req().getRequestURI();
        if (path.startsWith(Links.API_PREFIX + "/")) {
            send(ctx, api.handle(request(ctx, path.substring(Links.API_PREFIX.length()))));
            return;
        }
        if (path.equals(SandboxRoutes.PREFIX + "/changes")) {
            send(ctx, changes(ctx));
            return;
        }
        if (path.startsWith(SandboxRoutes.PREFIX + "/")) {
            send(ctx, api.uncounted(request(ctx, path)));
            return;
        }
        if (HandlerType.GET.equals(ctx.method()) && path.equals(SignInPages.AUTHORIZE)) {
            send(ctx, signIns.authorize(first(ctx.queryParamMap())));
            return;
        }
        if (HandlerType.POST.equals(ctx.method()) && path.equals(SignInPages.TOKEN)) {
            send(ctx, signIns.token(first(ctx.formParamMap())));
            return;
        }
        if (HandlerType.POST.equals(ctx.method()) && path.endsWith(ManifestRoutes.NEW_APP)) {
            send(ctx, manifests.submit(ctx.formParam("manifest"), ctx.queryParam("state")));
            return;
        }
        send(ctx, HandlerType.GET.equals(ctx.method()) ? Page.at(path) : Reply.error(ApiError.notFound()));
    }

    /** Waits for a version past the one that the caller knows. */
    private Reply changes(Context ctx) throws InterruptedException {
        int wait = Math.max(0, Math.min(LONGEST_WAIT_SECONDS, (int) number(ctx.queryParam("wait"), 25)));
        long version = world.awaitChange(number(ctx.queryParam("since"), 0), Duration.ofSeconds(wait));
        return Reply.ok(Json.object("version", version)).with("Cache-Control", "no-store");
    }

    private static long number(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static ApiDoor.Request request(Context ctx, String path) {
        Map<String, String> headers = new HashMap<>();
        Collections.list(ctx.req().getHeaderNames())
                .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(ctx.header(name))));
        Map<String, String> query = first(ctx.queryParamMap());
        String rawQuery = ctx.req().getQueryString();
        return new ApiDoor.Request(
                ctx.req().getMethod(),
                path,
                rawQuery == null ? "" : rawQuery,
                query,
                headers,
                Bytes.of(ctx.bodyAsBytes()));
    }

    private static Map<String, String> first(Map<String, List<String>> all) {
        Map<String, String> first = new HashMap<>();
        all.forEach((name, values) -> first.put(name, values.isEmpty() ? "" : values.get(0)));
        return first;
    }

    private static void send(Context ctx, @Nullable Reply reply) {
        if (reply == null) {
            ServletContextRequest.getServletContextRequest(ctx.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
            return;
        }
        ctx.status(reply.status());
        reply.headers().forEach(ctx::header);
        if (reply.status() == 204 || reply.status() == 304) {
            return;
        }
        ctx.contentType(reply.contentType());
        ctx.result(reply.body().array());
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
