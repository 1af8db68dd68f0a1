package dev.registrar.server;

import dev.registrar.server.AppSetup.Registered;
import dev.registrar.server.AppSetup.SetupTrouble;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What a server without credentials has to offer: for whoever has seen its start, the way to an App in three steps (the
 * form, GitHub, the credentials), and a plain refusal of webhooks, since there is no secret to check them by. Once an App
 * is registered, all of it is over.
 */
public final class SetupRoutes implements Routes {
    private static final String SETUP = "/setup";
    private static final String BACK = SETUP + "/registered";
    private static final String CODE = "[A-Za-z0-9_-]{1,200}";

    private enum Phase {
        OPEN,
        CONVERTING,
        DONE
    }

    private final byte[] token;
    private final SetupPage page;
    private final AppSetup setup;
    private final SetupStates states;
    private final Runnable whenDone;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.OPEN);

    /**
     * @param token made for this start alone
     * @param whenDone called once, when the credentials have been sent or the connection is lost: whoever stops the
     *     server then cuts nobody off from what GitHub tells only once
     */
    public SetupRoutes(
            String token, SetupPage page, AppSetup setup, RandomGenerator random, Clock clock, Runnable whenDone) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.page = page;
        this.setup = setup;
        this.states = new SetupStates(random, clock);
        this.whenDone = whenDone;
    }

    /** Where the page is, below the server's root. */
    public static String path(String token) {
        return SETUP + "?token=" + token;
    }

    @Override
    public Optional<String> wayOn() {
        return Optional.of("<p>The address of the set-up page is printed when Registrar starts.</p>\n");
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(SETUP, this::show);
        routes.post(SETUP, this::confirm);
        routes.get(BACK, this::register);
        routes.post(WebhookRoute.PATH, context -> {
            throw new Refusal(
                    503, "Registrar has no credentials yet, so no delivery can be verified; send it again later");
        });
    }

    private void show(Context context) {
        refuseWhenDone();
        String given = admitted(context.queryParam("token"));
        Optional<String> organization = Optional.ofNullable(context.queryParam("organization"));
        html(context, 200, page.form(given, page.blank(organization), Map.of()));
    }

    private void confirm(Context context) {
        refuseWhenDone();
        String given = admitted(context.formParam("token"));
        SetupForm form =
                new SetupForm(field(context, "name"), field(context, "organization"), field(context, "address"));
        Map<SetupForm.Field, String> faults = form.faults(page.needsPublicHook());
        if (!faults.isEmpty()) {
            html(context, 400, page.form(given, form, faults));
            return;
        }
        html(context, 200, page.confirmation(form, here(context, form) + BACK, states.issue(form.address())));
    }

    /** Where this very browser reaches us: it says so on its own, and GitHub sends it back there. */
    private static String here(Context context, SetupForm form) {
        String origin = Optional.ofNullable(context.header("Origin")).orElse("");
        boolean plain = origin.matches("https?://[A-Za-z0-9.:_\\[\\]-]+");
        return plain && URI.create(origin).getHost() != null ? origin : form.address();
    }

    private void register(Context context) {
        refuseWhenDone();
        String state = Optional.ofNullable(context.queryParam("state")).orElse("");
        String code = Optional.ofNullable(context.queryParam("code")).orElse("");
        String address = states.use(state)
                .orElseThrow(() -> new Refusal(
                        403,
                        "this answer does not belong to a registration that was begun on the set-up page within the last"
                                + " hour; open that page again"));
        if (!code.matches(CODE)) {
            throw new Refusal(400, "GitHub's answer holds no code; open the set-up page again");
        }
        if (!phase.compareAndSet(Phase.OPEN, Phase.CONVERTING)) {
            throw new Refusal(409, "another registration is being completed right now");
        }
        complete(context, code, address);
    }

    private void complete(Context context, String code, String address) {
        Phase then = Phase.OPEN;
        try {
            Registered app = setup.complete(code, address);
            then = Phase.DONE;
            html(context, 200, page.registered(app));
        } catch (SetupTrouble trouble) {
            html(context, 502, page.trouble(String.valueOf(trouble.getMessage())));
        } finally {
            phase.set(then);
        }
        if (then == Phase.DONE) {
            Request.addCompletionListener(
                    ServletContextRequest.getServletContextRequest(context.req()), failure -> whenDone.run());
        }
    }

    private void refuseWhenDone() {
        if (phase.get() == Phase.DONE) {
            throw new Refusal(410, "the App is registered, so the set-up is over; Registrar is starting with it now");
        }
    }

    private String admitted(@Nullable String given) {
        String text = given == null ? "" : given;
        // Always over the whole token, so that the time does not tell how close a guess was.
        if (!MessageDigest.isEqual(token, text.getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(
                    403, "the token is missing or wrong; the address with it is printed when Registrar starts");
        }
        return text;
    }

    private static String field(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("");
    }

    private void html(Context context, int status, String html) {
        // The address holds the token, or the code. Within our own pages the browser has to name its origin.
        // The token in our address stays here. Not same-origin: with that, browsers hand the form to GitHub with the
        // origin "null", as if nobody vouched for it.
        context.header("Referrer-Policy", "strict-origin");
        PlainPage.send(context, status, html, "'self' " + page.github());
    }
}
