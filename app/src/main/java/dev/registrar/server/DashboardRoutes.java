package dev.registrar.server;

import dev.registrar.dashboard.Assets;
import dev.registrar.dashboard.Dashboard;
import dev.registrar.dashboard.Page;
import dev.registrar.dashboard.RegistryFilter;
import dev.registrar.dashboard.Viewer;
import dev.registrar.inbox.StoreUnavailable;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dashboard over HTTP: who may come in, what is sent along with each page, and which forms are taken. */
public final class DashboardRoutes implements Routes {
    private static final Logger log = LoggerFactory.getLogger(DashboardRoutes.class);

    // Nothing runs in these pages, nothing is loaded but our own style, and nobody frames them.
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";
    private static final String YEAR = "max-age=31536000";

    private final Dashboard dashboard;
    private final Doorkeeper door;

    public DashboardRoutes(Dashboard dashboard, Doorkeeper door) {
        this.dashboard = dashboard;
        this.door = door;
    }

    @Override
    public Optional<String> wayOn() {
        return Optional.of("<p><a href=\"" + Dashboard.OVERVIEW + "\">To the overview</a></p>\n");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        page(routes, Dashboard.OVERVIEW, this::overview);
        page(routes, Dashboard.REQUESTS, ask -> dashboard.requests(ask.viewer()));
        page(routes, Dashboard.REGISTRIES, ask -> dashboard.registries(ask.viewer(), filter(ask)));
        page(
                routes,
                Dashboard.REGISTRY,
                ask -> dashboard.registry(ask.viewer(), ask.query("repository"), ask.query("name")));
        page(routes, Dashboard.TRENDS, ask -> dashboard.trends(ask.viewer()));
        page(
                routes,
                Dashboard.DELIVERIES,
                ask -> dashboard.deliveries(ask.viewer(), ask.query("state"), ask.query("said")));
        routes.post(Dashboard.REPLAY, context -> guarded(context, () -> replay(context)));
        routes.get(Assets.FOLDER + "{file}", this::asset);
        door.addTo(routes, this::guarded);
    }

    /** One page that somebody asked for. */
    private record Ask(Context context, Viewer viewer) {
        String query(String name) {
            return Optional.ofNullable(context.queryParam(name)).orElse("");
        }
    }

    private void page(RoutesConfig routes, String path, Function<Ask, Page> maker) {
        routes.get(path, context -> guarded(context, () -> show(context, maker)));
    }

    private void show(Context context, Function<Ask, Page> maker) {
        Optional<Viewer> viewer = door.viewer(context);
        if (viewer.isEmpty()) {
            door.turnAway(context);
            return;
        }
        send(context, maker.apply(new Ask(context, viewer.get())));
    }

    /** Check runs link to a commit here, whatever the overview's path is. */
    private Page overview(Ask ask) {
        return ask.query("commit").isEmpty()
                ? dashboard.overview(ask.viewer())
                : dashboard.commit(ask.viewer(), ask.query("repository"), ask.query("commit"));
    }

    private static RegistryFilter filter(Ask ask) {
        String page = ask.query("page");
        return new RegistryFilter(
                ask.query("q"),
                ask.query("tier"),
                ask.query("status"),
                ask.query("owner"),
                page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 1);
    }

    private void replay(Context context) {
        Optional<Viewer> viewer = door.viewer(context);
        if (viewer.isEmpty() || !door.ownForm(context)) {
            throw new PageTrouble(
                    403,
                    "Not done",
                    "The form was too old, or did not come from here. Open the page again and repeat it.");
        }
        String delivery = Optional.ofNullable(context.formParam("delivery")).orElse("");
        String said = dashboard.replay(viewer.get(), delivery);
        context.redirect(Dashboard.DELIVERIES + "?said=" + said, HttpStatus.SEE_OTHER);
    }

    /** Runs what makes an answer, behind the checks that all of them share; trouble is told by a page. */
    private void guarded(Context context, Runnable answer) {
        headers(context);
        try {
            door.check(context);
            answer.run();
        } catch (PageTrouble trouble) {
            send(context, Dashboard.trouble(trouble.status(), trouble.name(), trouble.words()));
        } catch (StoreUnavailable e) {
            log.warn("A page is not shown, since the database does not answer", e);
            send(context, Dashboard.trouble(503, "Not now", "The database does not answer. Try again in a minute."));
        } catch (RuntimeException e) {
            log.error("A page is not shown because of a fault in the program", e);
            send(context, Dashboard.trouble(500, "Something broke", "This page cannot be made. The log says why."));
        }
    }

    private void headers(Context context) {
        context.header("Content-Security-Policy", POLICY);
        context.header("X-Frame-Options", "DENY");
        // Not no-referrer: with that, browsers send our own forms with the origin "null".
        context.header("Referrer-Policy", "same-origin");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (door.https()) {
            context.header("Strict-Transport-Security", YEAR);
        }
    }

    private void asset(Context context) {
        guarded(context, () -> {
            Assets.Asset asset = Assets.at(context.path())
                    .orElseThrow(() -> new PageTrouble(404, "Not found", "There is no such file."));
            context.header("Cache-Control", "public, " + YEAR + ", immutable");
            context.contentType(asset.type()).result(asset.bytes());
        });
    }

    static void send(Context context, Page page) {
        context.status(page.status()).html(page.html());
    }
}
