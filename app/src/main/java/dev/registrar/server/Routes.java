package dev.registrar.server;

import io.javalin.config.RoutesConfig;
import java.util.Optional;

/** Further paths of the same server, such as the dashboard's. */
@FunctionalInterface
public interface Routes {
    void addTo(RoutesConfig routes);

    /** HTML that leads on from an error, where people look at these with a browser. */
    default Optional<String> wayOn() {
        return Optional.empty();
    }
}
