package dev.registrar.server;

import dev.registrar.dashboard.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Who comes in to the dashboard. */
public sealed interface Doorkeeper permits OpenDoor, GitHubDoor {
    /** Refuses what should not even be looked at. */
    void check(Context context);

    /** Whoever asks; empty: nobody that is known. */
    Optional<Viewer> viewer(Context context);

    /** What somebody sees who is not known. */
    void turnAway(Context context);

    /** Whether a form was sent from one of the viewer's own pages. */
    boolean ownForm(Context context);

    /** Whether people come over HTTPS. */
    boolean https();

    /** @param guard runs an answer with the headers and checks that all pages share */
    void addTo(RoutesConfig routes, BiConsumer<Context, Runnable> guard);
}
