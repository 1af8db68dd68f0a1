package dev.registrar.dashboard;

import dev.registrar.pull.Actor;
import java.util.Optional;

/**
 * Who looks at a page.
 *
 * @param person empty in the sandbox, where whoever sits at the machine sees everything
 * @param token for the forms of this page
 */
public record Viewer(Optional<Actor> person, String token) {
    boolean seesEverything() {
        return person.isEmpty();
    }
}
