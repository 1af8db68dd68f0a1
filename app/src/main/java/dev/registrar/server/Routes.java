package dev.registrar.server;

import io.javalin.config.RoutesConfig;

/** Further paths of the same server, such as the dashboard's. */
@FunctionalInterface
public interface Routes {
    void addTo(RoutesConfig routes);

    /** Whether people look at these with a browser. */
    default boolean forPeople() {
        return false;
    }
}
