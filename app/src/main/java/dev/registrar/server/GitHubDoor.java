package dev.registrar.server;

import dev.registrar.dashboard.Dashboard;
import dev.registrar.dashboard.PageToken;
import dev.registrar.dashboard.Session;
import dev.registrar.dashboard.SignInDesk;
import dev.registrar.dashboard.SignInDesk.Finished;
import dev.registrar.dashboard.Viewer;
import dev.registrar.pull.RemoteTrouble;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open to whoever signs in with GitHub; what they see then is another matter. */
public final class GitHubDoor implements Doorkeeper {
    private static final Logger log = LoggerFactory.getLogger(GitHubDoor.class);
    private static final String AGAIN =
            "That sign-in did not come to an end: it took too long, was begun in another browser, or"
                    + " GitHub did not confirm it. Please try again.";

    private final SignInDesk desk;
    private final URI address;
    private final SecureRandom random;
    private final String sessionCookie;
    private final String attemptCookie;

    /** @param address where people reach Registrar */
    public GitHubDoor(SignInDesk desk, URI address, SecureRandom random) {
        this.desk = desk;
        this.address = address;
        this.random = random;
        // With this prefix browsers hold to what the cookie says: this host, all paths, HTTPS only (RFC 6265bis).
        String prefix = https() ? "__Host-" : "";
        this.sessionCookie = prefix + "registrar-session";
        this.attemptCookie = prefix + "registrar-sign-in";
    }

    @Override
    public void check(Context context) {
        // Every name that leads here is as good as another: cookies belong to one, and forms are checked for theirs.
    }

    @Override
    public Optional<Viewer> viewer(Context context) {
        return session(context)
                .map(session -> new Viewer(Optional.of(session.person()), PageToken.of(session.formSecret(), random)));
    }

    private Optional<Session> session(Context context) {
        return Optional.ofNullable(context.cookie(sessionCookie)).flatMap(desk::session);
    }

    @Override
    public void turnAway(Context context) {
        String query = context.queryString();
        String wanted = context.path() + (query == null ? "" : "?" + query);
        context.redirect(
                Dashboard.SIGN_IN + "?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
    }

    @Override
    public boolean ownForm(Context context) {
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        if (origin.filter(other -> !ownOrigin(other)).isPresent()) {
            return false;
        }
        String token = Optional.ofNullable(context.formParam(Dashboard.TOKEN)).orElse("");
        return session(context)
                .filter(session -> PageToken.matches(session.formSecret(), token))
                .isPresent();
    }

    private boolean ownOrigin(String origin) {
        String own = address.getScheme() + "://" + address.getAuthority();
        return origin.equalsIgnoreCase(own);
    }

    @Override
    public boolean https() {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    @Override
    public void addTo(RoutesConfig routes, BiConsumer<Context, Runnable> guard) {
        routes.get(
                Dashboard.SIGN_IN,
                context -> guard.accept(
                        context, () -> DashboardRoutes.send(context, Dashboard.signIn(to(context), Optional.empty()))));
        routes.get(Dashboard.SIGN_IN_GITHUB, context -> guard.accept(context, () -> begin(context)));
        routes.get(SignInDesk.CALLBACK, context -> guard.accept(context, () -> finish(context)));
        routes.post(Dashboard.SIGN_OUT, context -> guard.accept(context, () -> signOut(context)));
    }

    private static String to(Context context) {
        return Optional.ofNullable(context.queryParam("to")).orElse("/");
    }

    private void begin(Context context) {
        SignInDesk.Begun begun = desk.begin(to(context));
        context.cookie(cookie(attemptCookie, begun.cookie(), SignInDesk.ATTEMPT));
        context.redirect(begun.location().toString(), HttpStatus.SEE_OTHER);
    }

    private void finish(Context context) {
        Optional<Finished> finished = finished(context);
        context.cookie(cookie(attemptCookie, "", Duration.ZERO));
        if (finished.isEmpty()) {
            DashboardRoutes.send(context, Dashboard.signIn("/", Optional.of(AGAIN)));
            return;
        }
        context.cookie(cookie(sessionCookie, finished.get().cookie(), SignInDesk.SESSION));
        context.redirect(finished.get().to(), HttpStatus.SEE_OTHER);
    }

    private Optional<Finished> finished(Context context) {
        String attempt = context.cookie(attemptCookie);
        String state = context.queryParam("state");
        String code = context.queryParam("code");
        if (attempt == null || state == null || code == null) {
            return Optional.empty();
        }
        try {
            return desk.finish(attempt, state, code);
        } catch (RemoteTrouble trouble) {
            log.warn("A sign-in failed: {}", trouble.getMessage());
            return Optional.empty();
        }
    }

    private void signOut(Context context) {
        if (!ownForm(context)) {
            throw new PageTrouble(
                    403,
                    "Not done",
                    "The form was too old, or did not come from here. Open the page again and repeat it.");
        }
        session(context).ifPresent(desk::signOut);
        context.cookie(cookie(sessionCookie, "", Duration.ZERO));
        context.redirect(Dashboard.SIGN_IN, HttpStatus.SEE_OTHER);
    }

    private Cookie cookie(String name, String value, Duration life) {
        return new Cookie(name, value, "/", (int) life.toSeconds(), https(), true, null, SameSite.LAX);
    }
}
