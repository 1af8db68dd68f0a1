package dev.registrar.server;

import dev.registrar.dashboard.Dashboard;
import dev.registrar.dashboard.PageToken;
import dev.registrar.dashboard.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Open to whoever sits at this machine, for the sandbox: it listens on loopback, and takes no request under a name that
 * somebody made to point here.
 */
public final class OpenDoor implements Doorkeeper {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private final SecureRandom random;
    private final String formSecret;

    public OpenDoor(SecureRandom random) {
        this.random = random;
        this.formSecret = PageToken.secret(random);
    }

    @Override
    public void check(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("");
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        if (!LOCAL.contains(host.replaceFirst(":\\d+$", ""))
                || origin.filter(other -> !isLocal(other)).isPresent()) {
            throw new PageTrouble(403, "Only this machine", "The sandbox is open to this machine alone, at 127.0.0.1.");
        }
    }

    private static boolean isLocal(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host != null && LOCAL.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Optional<Viewer> viewer(Context context) {
        return Optional.of(new Viewer(Optional.empty(), PageToken.of(formSecret, random)));
    }

    @Override
    public void turnAway(Context context) {
        throw new IllegalStateException("everybody comes in");
    }

    @Override
    public boolean ownForm(Context context) {
        return Optional.ofNullable(context.formParam(Dashboard.TOKEN))
                .filter(token -> PageToken.matches(formSecret, token))
                .isPresent();
    }

    @Override
    public boolean https() {
        return false;
    }

    @Override
    public void addTo(RoutesConfig routes, BiConsumer<Context, Runnable> guard) {
        // Nobody signs in, so there is nothing to add.
    }
}
